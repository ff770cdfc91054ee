import type { Struct } from '../struct.ts'
import { enumeration } from './enumeration.ts'
import { noun } from './nouns.ts'
import { closingBracket, splitOutside } from './split.ts'

/**
 * The type that words describe, as the documentation of options has them: `null or (list of (submodule))`. The words
 * follow from `lib/types.nix` of nixpkgs: composites bind tighter than `or`, and what would be ambiguous is in
 * brackets. What nobody here knows is a type of that name, which accepts everything.
 *
 * ```ts
 * parseTypeWords('null or 16 bit unsigned integer; between 0 and 65535 (both inclusive)')
 * // { t: 'nullOr', elem: { t: 'unsignedInt16', desc: '16 bit unsigned …' } }
 * ```
 */
export function parseTypeWords(words: string): Struct {
  const text = words.trim()
  if (text.length > longest) return unknown(text)
  return parse(text, 0) ?? unknown(text)
}

/** The longest text that is taken apart, how deep, and into how many parts: what is beyond is nobody's type. */
const longest = 8_000
const deepest = 40
const widest = 40

/** A type of which only the words are known. */
function unknown(text: string): Struct {
  return { t: 'unknown', desc: text.length > 200 ? `${text.slice(0, 200)}…` : text }
}

function parse(text: string, depth: number): Struct | undefined {
  if (depth > deepest) return undefined
  const known = noun(text)
  // A pattern may go on with words that are a type's: `string matching the pattern a or b`.
  if (known !== undefined && !(known.t.startsWith('strMatching') && text.includes(' or '))) return known
  return (
    inBrackets(text, depth) ??
    prefixed(text, /^null or /, depth, (elem) => ({ t: 'nullOr', elem })) ??
    converted(text, depth) ??
    alternatives(text, depth) ??
    known ??
    enumeration(text) ??
    composite(text, depth)
  )
}

function part(text: string, depth: number): Struct {
  return parse(text, depth + 1) ?? unknown(text)
}

function inBrackets(text: string, depth: number): Struct | undefined {
  if (!text.startsWith('(') || closingBracket(text, 0) !== text.length) return undefined
  return part(text.slice(1, -1), depth)
}

function prefixed(
  text: string,
  prefix: RegExp,
  depth: number,
  make: (inner: Struct) => Struct,
): Struct | undefined {
  const found = prefix.exec(text)
  return found ? make(part(text.slice(found[0].length), depth)) : undefined
}

/** `A or B convertible to it`: A is what it becomes. */
function converted(text: string, depth: number): Struct | undefined {
  const ending = ' convertible to it'
  if (!text.endsWith(ending)) return undefined
  const parts = splitOutside(text.slice(0, -ending.length), ' or ')
  if (parts.length > widest) return undefined
  // What nouns with an `or` of their own leave: the shortest type at the end.
  for (let from = parts.length - 1; from > 0; from--) {
    const source = parse(parts.slice(from).join(' or '), depth + 1)
    const to = parse(parts.slice(0, from).join(' or '), depth + 1)
    if (source !== undefined && to !== undefined) return { t: 'coercedTo', from: source, to }
  }
  return undefined
}

/** `A or B or C`. Some nouns have an `or` of their own, so the longest known one is taken at each place. */
function alternatives(text: string, depth: number): Struct | undefined {
  const parts = splitOutside(text, ' or ')
  if (parts.length === 1 || parts.length > widest) return undefined
  const of: Struct[] = []
  for (let from = 0; from < parts.length; ) {
    let to = parts.length
    let found: Struct | undefined
    for (; to > from + 1 && found === undefined; to--) found = noun(parts.slice(from, to).join(' or '))
    // A pattern takes in all that is no type.
    if (found?.t.startsWith('strMatching') && from === 0 && to + 1 === parts.length) {
      const shorter = noun(parts[0]!)
      const rest = parse(parts.slice(1).join(' or '), depth + 1)
      if (shorter === undefined || rest === undefined) return found
      return { t: 'oneOf', of: [shorter, ...(rest.t === 'oneOf' ? (rest.of ?? []) : [rest])] }
    }
    if (found !== undefined) {
      of.push(found)
      from = to + 1
    } else {
      of.push(part(parts[from]!, depth))
      from++
    }
  }
  if (of.every(({ t }) => t === 'unknown')) return undefined
  return { t: 'oneOf', of }
}

function composite(text: string, depth: number): Struct | undefined {
  const open = prefixed(text, /^open submodule of /, depth, (freeform) => ({ t: 'submodule', freeform }))
  if (open !== undefined) return open
  const list = prefixed(text, /^non-empty /, depth, (inner) => inner)
  if (list?.t === 'listOf') return list
  return (
    prefixed(text, /^list of /, depth, (elem) => ({ t: 'listOf', elem })) ??
    prefixed(text, /^lazy attribute set of /, depth, (elem) => ({ t: 'lazyAttrsOf', elem })) ??
    prefixed(text, /^attribute set of /, depth, (elem) => ({ t: 'attrsOf', elem })) ??
    prefixed(text, /^attribute list of /, depth, (elem) => ({ t: 'attrListOf', elem })) ??
    prefixed(text, /^DAG of /, depth, (elem) => ({ t: 'dagOf', nested: { elemType: elem } })) ??
    prefixed(text, /^function that evaluates to a\(n\) /, depth, (elem) => ({ t: 'functionTo', elem }))
  )
}
