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

/** A text wherever its statement stands. */
type Text = Omit<SaidText, 'user' | 'place'>

/** Every text in the definitions of a host, those that give way to others included. */
export function textsOf(host: ResolvedHost): readonly SaidText[] {
  const found: SaidText[] = []
  for (const { statements } of host.sources) {
    for (const statement of statements) {
      if (statement.kind !== 'options') continue
      const { user, place } = statement
      for (const text of textsIn(statement.value)) found.push({ ...text, user, place })
    }
  }
  return found
}

const known = new WeakMap<object, readonly Text[]>()

/** Hosts share what they say in the same words. */
function textsIn(value: object): readonly Text[] {
  const found = known.get(value)
  if (found !== undefined) return found
  const texts: Text[] = []
  collect(value, [], texts)
  if (Object.isFrozen(value)) known.set(value, texts)
  return texts
}

function collect(value: unknown, path: readonly string[], found: Text[]): void {
  if (typeof value === 'string') {
    found.push({ text: value, values: [], raw: false, path })
  } else if (isExpression(value)) {
    collectExpression(expressionData(value), path, found)
  } else if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) collect(element, [...path, String(index)], found)
  } else if (isProperty(value)) {
    const data = value[property]
    if (data.kind === 'merge') for (const content of data.contents) collect(content, path, found)
    else if (data.kind !== 'definition') collect(data.content, path, found)
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, element] of Object.entries(value)) collect(element, [...path, name], found)
  }
}

function collectExpression(data: ExpressionData, path: readonly string[], found: Text[]): void {
  switch (data.kind) {
    case 'text':
    case 'raw':
      found.push({
        ...joined(data.strings, data.values),
        raw: data.kind === 'raw',
        path,
      })
      for (const value of data.values) if (isExpression(value)) collect(value, path, found)
      return
    case 'call':
      collect(data.argument, path, found)
      collectExpression(data.function, path, found)
      return
    case 'select':
      collectExpression(data.from, path, found)
      return
    case 'if':
      collect(data.whenTrue, path, found)
      collect(data.whenFalse, path, found)
      return
    case 'operator':
      for (const operand of data.operands) collect(operand, path, found)
      return
    case 'lambda':
      collect(data.body, path, found)
  }
}

/** The text with what is known of its values in it. */
function joined(strings: readonly string[], values: readonly unknown[]): Pick<SaidText, 'text' | 'values'> {
  const isKnown = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number'
  const parts = strings.map((part, index) => {
    if (index >= values.length) return part
    return part + (isKnown(values[index]) ? String(values[index]) : gap)
  })
  return { text: parts.join(''), values: values.filter((value) => !isKnown(value)) }
}
