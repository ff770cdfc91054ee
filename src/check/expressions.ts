import { type ExpressionData, expressionData, isExpression } from '../fleet/expression.ts'
import { keyExpression } from '../fleet/nix.ts'
import { isProperty, property } from '../modules/properties.ts'

/** Every expression inside a value, and inside those expressions, with the path to the outermost one. */
export function* expressionsIn(
  value: unknown,
  path: readonly string[] = [],
): Iterable<{ readonly data: ExpressionData; readonly path: readonly string[] }> {
  if (isExpression(value)) {
    yield* within(expressionData(value), path)
  } else if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) yield* expressionsIn(element, [...path, String(index)])
  } else if (isProperty(value)) {
    const data = value[property]
    yield* expressionsIn('condition' in data ? data.condition : undefined, path)
    if (data.kind === 'merge') for (const content of data.contents) yield* expressionsIn(content, path)
    else if (data.kind !== 'definition') yield* expressionsIn(data.content, path)
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, element] of Object.entries(value)) {
      const key = keyExpression(name)
      if (key !== undefined) yield* within(key, path)
      yield* expressionsIn(element, [...path, name])
    }
  }
}

function* within(
  data: ExpressionData,
  path: readonly string[],
): Iterable<{ readonly data: ExpressionData; readonly path: readonly string[] }> {
  yield { data, path }
  for (const part of parts(data)) {
    for (const inner of expressionsIn(part, path)) yield { data: inner.data, path }
  }
  if (data.kind === 'select') yield* within(data.from, path)
  if (data.kind === 'call') yield* within(data.function, path)
}

function parts(data: ExpressionData): readonly unknown[] {
  switch (data.kind) {
    case 'text':
    case 'raw':
      return data.values
    case 'if':
      return [data.condition, data.whenTrue, data.whenFalse]
    case 'operator':
      return data.operands
    case 'lambda':
      return [data.body]
    case 'call':
      return [data.argument]
    default:
      return []
  }
}
