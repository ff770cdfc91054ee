import type { ByteString } from '../bytes.ts'
import { type Match, runProgram } from './engine.ts'
import { mayBeEmpty, sameAsJavaScript, toJavaScript } from './javascript.ts'
import { parseRegex } from './parse.ts'
import { compileProgram, type Program } from './program.ts'

/** A regular expression, ready to be asked. To compile it again costs more than most questions: keep it. */
export interface Regex {
  /** JavaScript's own, where it means the same as Nix's. */
  readonly whole: RegExp | undefined
  readonly search: RegExp | undefined
  readonly program: () => Program
  readonly groups: number
}

/** What a match's groups hold; null for one that took no part. */
export type Groups = readonly (ByteString | null)[]

/**
 * Compiles an extended regular expression for `builtins.match` and `builtins.split`.
 *
 * @throws RegexError with Nix's message
 */
export function compileRegex(pattern: ByteString): Regex {
  const parsed = parseRegex(pattern)
  const { node } = parsed
  const source = toJavaScript(node)
  let program: Program | undefined
  return {
    whole: sameAsJavaScript(node, false) ? new RegExp(`^(?:${source})$`) : undefined,
    search: sameAsJavaScript(node, true) && !mayBeEmpty(node) ? new RegExp(source, 'g') : undefined,
    program: () => (program ??= compileProgram(parsed)),
    groups: parsed.groups,
  }
}

/** `builtins.match`: the groups if the whole text matches, else null. */
export function matchRegex(regex: Regex, text: ByteString): Groups | null {
  if (regex.whole !== undefined) {
    const found = unlessTooDeep(() => regex.whole!.exec(text))
    if (found !== tooDeep) return found === null ? null : groupsOf(found)
  }
  const match = runProgram(regex.program(), text, 0, { whole: true })
  return match === undefined ? null : groupTexts(match, text)
}

/** `builtins.split`: the text between matches, and the groups of each match in turn; it starts and ends with text. */
export function splitRegex(regex: Regex, text: ByteString): readonly (ByteString | Groups)[] {
  if (regex.search !== undefined) {
    const parts = unlessTooDeep(() => splitFast(regex.search!, text))
    if (parts !== tooDeep) return parts
  }
  const parts: (ByteString | Groups)[] = []
  let from = 0
  for (const match of allMatches(regex.program(), text)) {
    parts.push(text.slice(from, match.start), groupTexts(match, text))
    from = match.end
  }
  parts.push(text.slice(from))
  return parts
}

function splitFast(search: RegExp, text: ByteString): (ByteString | Groups)[] {
  const parts: (ByteString | Groups)[] = []
  let from = 0
  search.lastIndex = 0
  for (let found = search.exec(text); found !== null; found = search.exec(text)) {
    parts.push(text.slice(from, found.index), groupsOf(found))
    from = search.lastIndex
  }
  parts.push(text.slice(from))
  return parts
}

/**
 * Match after match. After one of nothing, the next may only be in the same place and of something, or else starts a
 * byte later.
 */
function* allMatches(program: Program, text: ByteString): Generator<Match> {
  let match = search(program, text, 0, false)
  let hasBefore = false
  while (match !== undefined) {
    yield match
    let from = match.end
    if (match.start === match.end) {
      if (from === text.length) return
      const here = runProgram(program, text, from, { notEmpty: true, hasBefore })
      if (here !== undefined) {
        match = here
        continue
      }
      from++
    }
    hasBefore = true
    match = search(program, text, from, true)
  }
}

function search(program: Program, text: ByteString, from: number, hasBefore: boolean): Match | undefined {
  for (let start = from; start <= text.length; start++) {
    const match = runProgram(program, text, start, { hasBefore: hasBefore || start > from })
    if (match !== undefined) return match
  }
  return undefined
}

function groupsOf(found: RegExpExecArray): Groups {
  const groups: (ByteString | null)[] = []
  for (let n = 1; n < found.length; n++) groups.push(found[n] ?? null)
  return groups
}

function groupTexts(match: Match, text: ByteString): Groups {
  const groups: (ByteString | null)[] = []
  for (let at = 0; at < match.groups.length; at += 2) {
    const start = match.groups[at]!
    groups.push(start < 0 ? null : text.slice(start, match.groups[at + 1]))
  }
  return groups
}

const tooDeep = Symbol('too deep')

/** JavaScript gives up on some long texts; our own engine does not. */
function unlessTooDeep<T>(run: () => T): T | typeof tooDeep {
  try {
    return run()
  } catch (error) {
    if (error instanceof RangeError) return tooDeep
    throw error
  }
}
