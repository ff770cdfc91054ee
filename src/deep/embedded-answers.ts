import { parentPort } from 'node:worker_threads'
import { fromBytes, toBytes } from '../nix/bytes.ts'
import { calls } from '../nix/eval/call.ts'
import { newSink } from '../nix/eval/coerce.ts'
import { NixError, type Trace } from '../nix/eval/errors.ts'
import { makeMachine } from '../nix/eval/make-machine.ts'
import { placeOf } from '../nix/eval/places.ts'
import { compileSource } from '../nix/eval/read-source.ts'
import { computedStore, storeFolder } from '../nix/eval/store.ts'
import { asNixError } from '../nix/eval/store-errors.ts'
import { writeJson } from '../nix/eval/to-json.ts'
import { sourceWorld } from '../nix/flakes/index.ts'
import { machine as thisMachine } from '../nix/inputs/index.ts'
import type { NixAnswer, NixFailure, NixFrame, NixPlace } from './engine.ts'

const storeDir = storeFolder(thisMachine)

const sources = sourceWorld(thisMachine, storeDir)
const { inputs } = sources
let traces: string[] = []

const machine = makeMachine({
  inputs,
  sources,
  store: computedStore(inputs, { folder: storeDir, mounts: sources.mounts }),
  settings: {
    searchPath: [],
    directory: '/',
    system: 'x86_64-linux',
    pure: false,
    pipes: false,
    traceVerbose: false,
    abortOnWarn: false,
  },
  say: (line) => traces.push(shown(line).replace(/^trace: /, '')),
})

function answer(expression: string): NixAnswer {
  traces = []
  calls.depth = 0
  try {
    const value = compileSource(machine, toBytes(expression), { kind: 'string' }, '/')([])
    const json = writeJson(machine, value, newSink(), { strict: true, copy: true })
    return { kind: 'value', value: JSON.parse(fromBytes(json)), traces }
  } catch (thrown) {
    const error = asNixError(thrown)
    if (!(error instanceof NixError)) throw error
    return { kind: 'error', error: failureOf(error), traces }
  }
}

/** Text for a person: sources are named by where they really are. */
function shown(bytes: string): string {
  let text = bytes
  for (const [at, { folder, files }] of sources.mounts)
    if (files === undefined) text = text.replaceAll(at, folder)
  return fromBytes(text)
}

function failureOf(error: NixError): NixFailure {
  const frames: NixFrame[] = []
  for (let trace: Trace | undefined = error.traces; trace; trace = trace.inner)
    frames.push(frame(trace.text, trace.place))
  if (error.place !== 0) frames.push(frame('', error.place))
  return { message: shown(error.message), frames: frames.reverse() }
}

function frame(message: string, at: number): NixFrame {
  const place = placeIn(at)
  return { message: shown(message), ...(place !== undefined && { at: place }) }
}

function placeIn(at: number): NixPlace | undefined {
  const place = placeOf(at)
  if (place?.origin.kind !== 'file') return undefined
  return { file: shown(place.origin.path), line: place.line, column: place.column }
}

parentPort!.on('message', (expression: string) => parentPort!.postMessage(answer(expression)))
