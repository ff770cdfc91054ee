import { fileURLToPath } from 'node:url'
import type { Place } from '../modules/option-type.ts'

/** The folder of panther's own code; frames in it are not the user's, but for the ready modules. */
const own = new URL('..', import.meta.url).href
const library = `${own}library/`

let capturing = true

/**
 * Where the user's code called panther: found when asked, because reading a stack costs far more than
 * keeping it.
 */
export type PlaceSource = () => Place | undefined

const nowhere: PlaceSource = () => undefined

/**
 * Keeps the current stack: as many frames as may stand between the user's code and this call, since each takes time
 * and room. Gives nothing while the bodies of modules run in sweeps (`withoutPlaces`).
 */
export function callPlace(frames = 8): PlaceSource {
  if (!capturing) return nowhere
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = frames
  const holder: { stack?: unknown } = {}
  Error.captureStackTrace(holder, callPlace)
  Error.stackTraceLimit = limit
  let place: Place | undefined
  let found = false
  return () => {
    if (!found) {
      place = firstUserFrame(holder)
      found = true
    }
    return place
  }
}

/** The place in the user's code that a thrown error came from. */
export function errorPlace(error: unknown): Place | undefined {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return undefined
  for (const line of error.stack.split('\n')) {
    const match = /\(?((?:file:\/\/)?\/[^()]*?):(\d+):(\d+)\)?$/.exec(line)
    if (match?.[1] === undefined) continue
    const url = match[1].startsWith('file:') ? match[1] : `file://${match[1]}`
    if (isUserFile(url)) return { file: fileURLToPath(url), line: Number(match[2]), column: Number(match[3]) }
  }
  return undefined
}

export function withoutPlaces<T>(run: () => T): T {
  return withCapturing(false, run)
}

export function withPlaces<T>(run: () => T): T {
  return withCapturing(true, run)
}

function withCapturing<T>(value: boolean, run: () => T): T {
  const before = capturing
  capturing = value
  try {
    return run()
  } finally {
    capturing = before
  }
}

function firstUserFrame(holder: { stack?: unknown }): Place | undefined {
  const before = Error.prepareStackTrace
  Error.prepareStackTrace = (_, sites) => sites
  try {
    for (const site of holder.stack as NodeJS.CallSite[]) {
      const name = site.getFileName()
      if (name === null || name === undefined) continue
      const url = name.startsWith('/') ? `file://${name}` : name
      if (!isUserFile(url)) continue
      return {
        file: fileURLToPath(url),
        line: site.getLineNumber() ?? 1,
        column: site.getColumnNumber() ?? 1,
      }
    }
    return undefined
  } finally {
    Error.prepareStackTrace = before
  }
}

function isUserFile(url: string): boolean {
  if (!url.startsWith('file://')) return false
  return !url.startsWith(own) || url.startsWith(library)
}
