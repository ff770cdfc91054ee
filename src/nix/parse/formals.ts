import type { Expression, Formal, Formals, Lambda } from '../syntax.ts'
import type { Bracket, FirstWord, OpenBrace } from './attributes.ts'
import { kept, keptLast } from './kept.ts'
import type { Parsing } from './parsing.ts'
import { token } from './tokens.ts'
import { nothing, type OpenAround } from './trivia.ts'

/** What may be known of formals before the rest of them is read. */
export interface FormalsStart extends OpenBrace {
  /** The first formal, where it has been read. */
  readonly first?: FirstWord | undefined
  /** The name before `@`. */
  readonly as?: FirstWord
  readonly at?: OpenAround | undefined
}

/** What stands between the braces, and the closing one. */
export interface InsideFormals {
  readonly formals: Formal[]
  readonly places: number[]
  readonly close: Bracket
  /** What stands around the ellipsis, if there is one. */
  readonly ellipsis?: { readonly around: OpenAround | undefined } | undefined
}

/** What stands before a colon. */
export interface Header {
  readonly parameter: Lambda['parameter']
  /** A name that is bound twice: told once the whole function has been read, as Nix does. */
  readonly duplicate?: { readonly name: string; readonly at: number } | undefined
}

/** The rest of `{ a, b ? 1, ... }@args`, of which the opening brace, and maybe the first name, have been read. */
export function parseFormals(p: Parsing, start: FormalsStart): Header {
  const formals: Formal[] = []
  const places: number[] = []
  let ellipsis: InsideFormals['ellipsis']
  let word = start.first
  for (;;) {
    if (word === undefined && p.kind === token.closeBrace) break
    if (word === undefined && p.kind === token.ellipsis) {
      ellipsis = { around: p.around }
      p.advance()
      if (p.kind !== token.closeBrace) p.unexpected("'}'")
      break
    }
    places.push(word?.start ?? p.start)
    formals.push(parseFormal(p, word))
    word = undefined
  }
  const close: Bracket = { start: p.start, around: p.around }
  p.advance()
  return finishFormals(p, start, { formals, places, close, ellipsis })
}

/** What follows the closing brace. */
export function finishFormals(p: Parsing, start: FormalsStart, inside: InsideFormals): Header {
  const { as } = start
  const { formals, places, close, ellipsis } = inside
  const at = start.at ?? p.around
  const after = as === undefined && p.kind === token.at ? nameBehindAt(p) : undefined
  const named = as ?? after
  if (p.kind !== token.colon) p.unexpected(named ? "':'" : "':' or '@'")
  const node: Formals = {
    kind: 'formals',
    formals: p.freeze(formals),
    ellipsis: ellipsis !== undefined,
    ...(named && { as: Object.freeze({ name: named.name, side: as ? 'before' : 'after' } as const) }),
  }
  const last = close.around?.before ?? nothing
  if (close.around) close.around.before = nothing
  const tokens = start.open && {
    ...kept({
      '{': start.open,
      '...': ellipsis?.around,
      '}': close.around,
      ...(named && { '@': at, as: named.around }),
    }),
    ...keptLast(last),
    ...(p.broken(start.start, close.start) && { multiline: true }),
  }
  const begin = as?.start ?? start.start
  return {
    parameter: p.mark(node, begin, p.previousEnd, tokens),
    duplicate: p.trivia ? undefined : duplicateOf(node, places, begin),
  }
}

/** A formal argument, and the comma behind it. */
function parseFormal(p: Parsing, word: FirstWord | undefined): Formal {
  if (word === undefined && p.kind !== token.identifier) p.unexpected("identifier or '...' or '}'")
  const { name, start, around } = word ?? { name: p.word(), start: p.start, around: p.around }
  if (word === undefined) p.advance()
  let fallback: Expression | undefined
  let question: OpenAround | undefined
  if (p.kind === token.question) {
    question = p.around
    p.advance()
    fallback = p.expression()
  }
  const end = fallback || !word ? p.previousEnd : word.end
  const comma = p.around
  const hasComma = p.kind === token.comma
  if (hasComma) p.advance()
  else if (p.kind !== token.closeBrace) p.unexpected("'}' or ','")
  const tokens = around && kept({ self: around, '?': question, ',': hasComma ? comma : undefined })
  return p.mark<Formal>({ kind: 'formal', name, ...(fallback && { fallback }) }, start, end, tokens)
}

function nameBehindAt(p: Parsing): FirstWord {
  p.advance()
  if (p.kind !== token.identifier) p.unexpected('identifier')
  const word: FirstWord = { name: p.word(), start: p.start, end: p.end, around: p.around }
  p.advance()
  return word
}

/** The first name that stands twice, and where it does so again; or the name of the whole, where the function begins. */
function duplicateOf(
  { formals, as }: Formals,
  places: readonly number[],
  start: number,
): Header['duplicate'] {
  const seen = new Map<string, number>()
  let first: { readonly index: number; readonly again: number } | undefined
  formals.forEach(({ name }, again) => {
    const index = seen.get(name)
    if (index === undefined) seen.set(name, again)
    else if (first === undefined || index < first.index) first = { index, again }
  })
  if (first !== undefined) return { name: formals[first.index]!.name, at: places[first.again]! }
  return as !== undefined && seen.has(as.name) ? { name: as.name, at: start } : undefined
}
