import type { ByteSet, RegexNode } from './syntax.ts'

/**
 * The expression in JavaScript's writing. It means the same wherever {@link sameAsJavaScript} says so, on strings of
 * bytes and without flags that change a meaning.
 */
export function toJavaScript(node: RegexNode): string {
  switch (node.kind) {
    case 'set':
      return setSource(node.set)
    case 'begin':
      return '^'
    case 'end':
      return '$'
    case 'group':
      return `(${toJavaScript(node.body)})`
    case 'sequence':
      return node.items.map(toJavaScript).join('')
    case 'alternatives':
      return `(?:${node.options.map(toJavaScript).join('|')})`
    case 'repeat':
      return `(?:${toJavaScript(node.body)})${bounds(node.min, node.max)}`
  }
}

function bounds(min: number, max: number): string {
  if (max === Number.POSITIVE_INFINITY) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`
  return min === 0 && max === 1 ? '?' : `{${min},${max}}`
}

const hex = (byte: number) => `\\x${byte.toString(16).padStart(2, '0')}`

function setSource(set: ByteSet): string {
  let source = ''
  let count = 0
  for (let byte = 0; byte < 256; byte++) {
    if (set[byte] !== 1) continue
    const first = byte
    while (set[byte + 1] === 1) byte++
    source += first === byte ? hex(first) : `${hex(first)}-${hex(byte)}`
    count += byte - first + 1
  }
  return count === 1 ? source : `[${source}]`
}

/**
 * Whether JavaScript's backtracking finds what Nix's finds. Both take ways in the same order; they differ in
 *
 * - a repetition of something that may be empty, which JavaScript leaves at once and Nix a round later;
 * - a group that one round of a repetition sets and a later one does not reach: JavaScript forgets it, Nix does not;
 * - in a search, alternatives of which more than one may match: JavaScript takes the first, Nix the longest. Where the
 *   whole text must match, all matches are equally long.
 */
export function sameAsJavaScript(node: RegexNode, search: boolean): boolean {
  switch (node.kind) {
    case 'set':
    case 'begin':
    case 'end':
      return true
    case 'group':
      return sameAsJavaScript(node.body, search)
    case 'sequence':
      return node.items.every((item) => sameAsJavaScript(item, search))
    case 'alternatives':
      return (
        node.options.every((option) => sameAsJavaScript(option, search)) &&
        (!search || exclusive(node.options))
      )
    case 'repeat':
      return (
        sameAsJavaScript(node.body, search) &&
        (node.min === node.max || !mayBeEmpty(node.body)) &&
        (node.max <= 1 || setsAllGroups(node.body))
      )
  }
}

/** Whether the expression matches nothing somewhere. */
export function mayBeEmpty(node: RegexNode): boolean {
  switch (node.kind) {
    case 'set':
      return false
    case 'begin':
    case 'end':
      return true
    case 'group':
      return mayBeEmpty(node.body)
    case 'sequence':
      return node.items.every(mayBeEmpty)
    case 'alternatives':
      return node.options.some(mayBeEmpty)
    case 'repeat':
      return node.min === 0 || mayBeEmpty(node.body)
  }
}

function hasGroup(node: RegexNode): boolean {
  switch (node.kind) {
    case 'group':
      return true
    case 'sequence':
      return node.items.some(hasGroup)
    case 'alternatives':
      return node.options.some(hasGroup)
    case 'repeat':
      return hasGroup(node.body)
    default:
      return false
  }
}

/** Whether every match sets every group in it. */
function setsAllGroups(node: RegexNode): boolean {
  switch (node.kind) {
    case 'group':
      return setsAllGroups(node.body)
    case 'sequence':
      return node.items.every(setsAllGroups)
    case 'alternatives':
      return !hasGroup(node)
    case 'repeat':
      return !hasGroup(node) || (node.min > 0 && setsAllGroups(node.body))
    default:
      return true
  }
}

/** Whether the first byte decides which alternative it is. */
function exclusive(options: readonly RegexNode[]): boolean {
  const taken = new Uint8Array(256)
  for (const option of options) {
    if (mayBeEmpty(option)) return false
    const first = firstBytes(option)
    for (let byte = 0; byte < 256; byte++) {
      if (first[byte] === 1 && taken[byte] === 1) return false
      taken[byte]! |= first[byte]!
    }
  }
  return true
}

/** The bytes that a match may start with, or more. */
function firstBytes(node: RegexNode): ByteSet {
  switch (node.kind) {
    case 'set':
      return node.set
    case 'group':
    case 'repeat':
      return firstBytes(node.body)
    case 'alternatives':
      return union(node.options)
    case 'sequence': {
      const end = node.items.findIndex((item) => !mayBeEmpty(item))
      return union(end < 0 ? node.items : node.items.slice(0, end + 1))
    }
    default:
      return new Uint8Array(256)
  }
}

function union(nodes: readonly RegexNode[]): ByteSet {
  const all = new Uint8Array(256)
  for (const node of nodes) {
    const bytes = firstBytes(node)
    for (let byte = 0; byte < 256; byte++) all[byte]! |= bytes[byte]!
  }
  return all
}
