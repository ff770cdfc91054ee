import type { ByteString } from '../bytes.ts'
import { Refusal } from '../refusal.ts'
import { readBracket } from './bracket.ts'
import { byteSet } from './classes.ts'
import type { ParsedRegex, RegexNode } from './syntax.ts'

/** Nix's own limit: how many states the automaton of its regular expressions may have. */
const mostStates = 100_000

const anything = byteSet((byte) => byte !== 0)
const special = '.[\\()*+?{|^$'

/**
 * Reads an extended regular expression as Nix does, that is, as the C++ library does under whose rules Nix matches.
 * Where POSIX leaves the meaning open, that library decides: empty alternatives are fine, a backslash before an
 * ordinary character is not.
 *
 * @throws RegexError
 */
export function parseRegex(pattern: ByteString): ParsedRegex {
  let at = 0
  let groups = 0
  // The start, the whole as a group, the end.
  let states = 4

  const fail = (): never => {
    throw new Refusal('regex', `invalid regular expression '${pattern}'`)
  }
  const count = (added: number) => {
    states += added
    if (states > mostStates)
      throw new Refusal('regex', `memory limit exceeded by regular expression '${pattern}'`)
  }

  const alternatives = (): RegexNode => {
    const first = sequence()
    if (pattern[at] !== '|') return first
    const options = [first]
    while (pattern[at] === '|') {
      at++
      options.push(sequence())
      count(2)
    }
    return { kind: 'alternatives', options }
  }

  const sequence = (): RegexNode => {
    const items: RegexNode[] = []
    for (let item = term(); item !== undefined; item = term()) items.push(item)
    count(1)
    return items.length === 1 ? items[0]! : { kind: 'sequence', items }
  }

  const term = (): RegexNode | undefined => {
    const character = pattern[at]
    if (character === '^' || character === '$') {
      at++
      count(1)
      return { kind: character === '^' ? 'begin' : 'end' }
    }
    const before = states
    let node = atom(character)
    if (node === undefined) return undefined
    for (;;) {
      const repeated = quantified(node, states - before)
      if (repeated === undefined) return node
      node = repeated
    }
  }

  const atom = (character: string | undefined): RegexNode | undefined => {
    switch (character) {
      case undefined:
      case ')':
      case '|':
      case '*':
      case '+':
      case '?':
      case '{':
        return undefined
      case '(': {
        at++
        const index = groups++
        count(1)
        const body = alternatives()
        if (pattern[at++] !== ')') fail()
        count(1)
        return { kind: 'group', index, body }
      }
      case '[': {
        const { set, end } = readBracket(pattern, at + 1, fail)
        at = end
        count(1)
        return { kind: 'set', set }
      }
      case '.':
        at++
        count(1)
        return { kind: 'set', set: anything }
      case '\0':
        return fail()
      case '\\': {
        const escaped = pattern[at + 1]
        if (escaped === undefined || !special.includes(escaped)) fail()
        at += 2
        count(1)
        return single(escaped!)
      }
      default:
        at++
        count(1)
        return single(character)
    }
  }

  /** @param size states of `body`, each of which every further copy needs again */
  const quantified = (body: RegexNode, size: number): RegexNode | undefined => {
    switch (pattern[at]) {
      case '*':
        at++
        count(1)
        return { kind: 'repeat', body, min: 0, max: Number.POSITIVE_INFINITY }
      case '+':
        at++
        count(1)
        return { kind: 'repeat', body, min: 1, max: Number.POSITIVE_INFINITY }
      case '?':
        at++
        count(2)
        return { kind: 'repeat', body, min: 0, max: 1 }
      case '{': {
        const bounds = /^\{(\d+)(,(\d*))?\}/.exec(pattern.slice(at, at + 64))
        if (bounds === null) return fail()
        at += bounds[0].length
        const min = Number(bounds[1])
        const max =
          bounds[2] === undefined ? min : bounds[3] === '' ? Number.POSITIVE_INFINITY : Number(bounds[3])
        count(1 + min * size)
        if (max < min) fail()
        count(max === Number.POSITIVE_INFINITY ? size + 1 : 1 + (max - min) * (size + 1))
        return { kind: 'repeat', body, min, max }
      }
      default:
        return undefined
    }
  }

  const node = alternatives()
  if (at < pattern.length) fail()
  return { node, groups }
}

function single(character: string): RegexNode {
  const set = new Uint8Array(256)
  set[character.charCodeAt(0)] = 1
  return { kind: 'set', set }
}
