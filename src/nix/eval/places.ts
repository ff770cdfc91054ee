import { inGuillemets } from './glyphs.ts'
/** Where a text comes from. */
export type Origin =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'string' }
  | { readonly kind: 'stdin' }

interface Source {
  readonly origin: Origin
  readonly text: string
  readonly base: number
  lines: readonly number[] | undefined
}

export interface Place {
  readonly origin: Origin
  readonly text: string
  /** From 1. */
  readonly line: number
  /** From 1, in bytes. */
  readonly column: number
}

/** Places of all texts as one number each: 0 is none, then the texts one after the other. */
const sources: Source[] = []
let next = 1

/** Adds a text; the place of an offset in it is the result plus the offset. */
export function addSource(origin: Origin, text: string): number {
  const base = next
  sources.push({ origin, text, base, lines: undefined })
  next += text.length + 1
  return base
}

/** What is written between two offsets of the text that begins at a place. */
export function writtenAt(base: number, start: number, end: number): string {
  return sourceAt(base)!.text.slice(start, end)
}

/** The text that a place is in. */
function sourceAt(place: number): Source | undefined {
  let low = 0
  let high = sources.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (sources[middle]!.base <= place) low = middle
    else high = middle - 1
  }
  return sources[low]
}

export function placeOf(place: number): Place | undefined {
  if (place === 0) return undefined
  const source = sourceAt(place)
  if (source === undefined) return undefined
  source.lines ??= lineStarts(source.text)
  const offset = place - source.base
  const { lines } = source
  let low = 0
  let high = lines.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (lines[middle]! <= offset) low = middle
    else high = middle - 1
  }
  return { origin: source.origin, text: source.text, line: low + 1, column: offset - lines[low]! + 1 }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1)
  }
  return starts
}

/** `file:line:column` as Nix shows it. */
export function showPlace(place: number): string {
  const found = placeOf(place)
  if (found === undefined) return `${inGuillemets('none')}:0`
  return `${showOrigin(found.origin)}:${found.line}:${found.column}`
}

export function showOrigin(origin: Origin): string {
  return origin.kind === 'file'
    ? origin.path
    : origin.kind === 'string'
      ? inGuillemets('string')
      : inGuillemets('stdin')
}
