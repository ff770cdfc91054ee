import type { AnyNode } from 'acorn'
import { alternatives, followValue } from '../../fleet/locate.ts'
import type { Change } from '../../fleet/problem.ts'
import type { Place } from '../../modules/option-type.ts'
import type { Edits } from './edits.ts'
import { quoted } from './text.ts'

/** Replaces a plain value, whatever properties stand around it. */
export function replaceValue(
  source: string,
  place: Place,
  valuePath: readonly string[],
  { from, to }: Extract<Change, { readonly kind: 'value' }>,
): Edits {
  const found = followValue(source, place, valuePath)
  if (found?.node === undefined || found.left.length > 0)
    return { reason: 'the value is not written in the definition' }
  const literals = alternatives(found.node, found.program).filter(
    (node): node is Extract<AnyNode, { type: 'Literal' }> => node.type === 'Literal' && node.value === from,
  )
  const [literal] = literals
  if (literal === undefined || literals.length > 1) return { reason: 'the value is not written as it is' }
  if (literal.start < found.node.start || literal.end > found.node.end)
    return { reason: 'the value is a constant, which may be used elsewhere' }
  const quote = source[literal.start] === '"' ? '"' : "'"
  const text = typeof to === 'string' ? quoted(to, quote) : String(to)
  return { edits: [{ start: literal.start, end: literal.end, text }] }
}
