import type { Expression, Formal, Formals } from '../syntax.ts'
import type { FirstWord } from './attributes.ts'
import type { Parsing } from './parsing.ts'
import { token } from './tokens.ts'

/** What may be known of formals before the rest of them is read. */
export interface FormalsStart {
  /** Where the brace, or the name before `@`, stands. */
  readonly start: number
  /** The first formal, where it has been read. */
  readonly first?: FirstWord
  /** The name before `@`. */
  readonly as?: FirstWord
}

/** The rest of `{ a, b ? 1, ... }@args`, of which the opening brace, and maybe the first name, have been read. */
export function parseFormals(p: Parsing, { start, first, as }: FormalsStart): Formals {
  const formals: Formal[] = []
  const places: number[] = []
  let ellipsis = false
  let word = first
  for (;;) {
    if (word === undefined && p.kind === token.closeBrace) break
    if (word === undefined && p.kind === token.ellipsis) {
      ellipsis = true
      p.advance()
      if (p.kind !== token.closeBrace) p.unexpected("'}'")
      break
    }
    places.push(word?.start ?? p.start)
    formals.push(parseFormal(p, word))
    word = undefined
    if (p.kind === token.comma) p.advance()
    else if (p.kind === token.closeBrace) break
    else p.unexpected("'}' or ','")
  }
  p.advance()
  const after = as === undefined && p.kind === token.at ? nameBehindAt(p) : undefined
  const named = as ?? after
  if (p.kind !== token.colon) p.unexpected(named ? "':'" : "':' or '@'")
  refuseDuplicates(p, formals, places, named)
  const node: Formals = {
    kind: 'formals',
    formals: Object.freeze(formals),
    ellipsis,
    ...(named && { as: Object.freeze({ name: named.name, side: as ? 'before' : 'after' } as const) }),
  }
  return p.mark(node, start)
}

function parseFormal(p: Parsing, word: FirstWord | undefined): Formal {
  if (word === undefined && p.kind !== token.identifier) p.unexpected("identifier or '...' or '}'")
  const { name, start } = word ?? { name: p.written(), start: p.start }
  if (word === undefined) p.advance()
  let fallback: Expression | undefined
  if (p.kind === token.question) {
    p.advance()
    fallback = p.expression()
  }
  const end = fallback || !word ? p.previousEnd : word.end
  return p.mark({ kind: 'formal', name, ...(fallback && { fallback }) }, start, end)
}

function nameBehindAt(p: Parsing): FirstWord {
  p.advance()
  if (p.kind !== token.identifier) p.unexpected('identifier')
  const word: FirstWord = { name: p.written(), start: p.start, end: p.end }
  p.advance()
  return word
}

function refuseDuplicates(
  p: Parsing,
  formals: readonly Formal[],
  places: readonly number[],
  as: FirstWord | undefined,
): void {
  const seen = new Set<string>()
  const add = (name: string, at: number): void => {
    if (seen.has(name)) p.fail(`duplicate formal function argument '${name}'`, at)
    seen.add(name)
  }
  formals.forEach(({ name }, index) => {
    add(name, places[index]!)
  })
  if (as) add(as.name, as.start)
}
