import { type ExpressionData, expressionData, isExpression } from '../../fleet/expression.ts'
import type { PlaceSource } from '../../fleet/place.ts'
import type { ResolvedHost } from '../../fleet/resolved.ts'
import { isProperty, property } from '../../modules/properties.ts'

/** A text that the fleet says somewhere in an option's value, or raw Nix. */
export interface SaidText {
  /** What only Nix knows in it is `gap`. */
  readonly text: string
  /** What stands in the gaps. */
  readonly values: readonly unknown[]
  /** Whether it is raw Nix. */
  readonly raw: boolean
  readonly path: readonly string[]
  readonly user: string | undefined
  readonly place: PlaceSource
}

/** Stands for a value inside a text; no text of Nix can hold it. */
export const gap = '\u0000'

type Origin = Pick<SaidText, 'user' | 'place'>

/** Every text in the definitions of a host, those that give way to others included. */
export function textsOf(host: ResolvedHost): readonly SaidText[] {
  const found: SaidText[] = []
  for (const { statements } of host.sources) {
    for (const statement of statements) {
      if (statement.kind === 'options') collect(statement.value, [], statement, found)
    }
  }
  return found
}

function collect(value: unknown, path: readonly string[], origin: Origin, found: SaidText[]): void {
  if (typeof value === 'string') {
    found.push({ text: value, values: [], raw: false, path, user: origin.user, place: origin.place })
  } else if (isExpression(value)) {
    collectExpression(expressionData(value), path, origin, found)
  } else if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) collect(element, [...path, String(index)], origin, found)
  } else if (isProperty(value)) {
    const data = value[property]
    if (data.kind === 'merge') for (const content of data.contents) collect(content, path, origin, found)
    else if (data.kind !== 'definition') collect(data.content, path, origin, found)
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, element] of Object.entries(value)) collect(element, [...path, name], origin, found)
  }
}

function collectExpression(
  data: ExpressionData,
  path: readonly string[],
  origin: Origin,
  found: SaidText[],
): void {
  switch (data.kind) {
    case 'text':
    case 'raw':
      found.push({
        text: data.strings.join(gap),
        values: data.values,
        raw: data.kind === 'raw',
        path,
        user: origin.user,
        place: origin.place,
      })
      for (const value of data.values) if (isExpression(value)) collect(value, path, origin, found)
      return
    case 'call':
      collect(data.argument, path, origin, found)
      collectExpression(data.function, path, origin, found)
      return
    case 'select':
      collectExpression(data.from, path, origin, found)
      return
    case 'if':
      collect(data.whenTrue, path, origin, found)
      collect(data.whenFalse, path, origin, found)
      return
    case 'operator':
      for (const operand of data.operands) collect(operand, path, origin, found)
      return
    case 'lambda':
      collect(data.body, path, origin, found)
  }
}
