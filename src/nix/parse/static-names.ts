import type { AttrKey, Expression, IndentedString } from '../syntax.ts'

/** Nix forgets parentheses where it reads them. */
export function withoutParens(expression: Expression): Expression {
  let inner = expression
  while (inner.kind === 'parens') inner = inner.expression
  return inner
}

/**
 * The name that a key is without evaluation: a word, a string without interpolation, or `${"…"}` around one. `pieced`
 * are the strings that Nix puts together from pieces, and so does not take for names.
 */
export function staticName(key: AttrKey, pieced?: ReadonlySet<IndentedString>): string | undefined {
  if (key.kind === 'name') return key.name
  if (key.kind === 'string') return undefined
  const inner = withoutParens(key.expression)
  if (inner.kind !== 'string' && inner.kind !== 'indentedString') return undefined
  if (inner.kind === 'indentedString' && pieced?.has(inner)) return undefined
  const [part, ...others] = inner.parts
  if (part === undefined) return ''
  return part.kind === 'text' && others.length === 0 ? part.text : undefined
}
