import { type ExpressionData, expressionData, isExpression } from '../fleet/expression.ts'
import { keyExpression } from '../fleet/nix.ts'
import { isProperty, type PropertyData, priorities, property } from '../modules/properties.ts'

/** An expression inside a value. */
export interface Found {
  readonly data: ExpressionData
  /** Where the outermost expression stands in the value. */
  readonly path: readonly string[]
  /** The part of the path that leads to the whole list, where the expression stands in one. */
  readonly whole: readonly string[]
  /** The priority of the definition that it is part of. */
  readonly priority: number
}

/** Where a value stands. */
type At = Omit<Found, 'data'>

const top: At = { path: [], whole: [], priority: priorities.plain }

/** Every expression inside a value, and inside those expressions. */
export function* expressionsIn(value: unknown, at: At = top): Iterable<Found> {
  if (isExpression(value)) {
    yield* within(expressionData(value), at)
  } else if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) yield* expressionsIn(element, entry(at, index))
  } else if (isProperty(value)) {
    const data = value[property]
    if (data.kind === 'merge') for (const content of data.contents) yield* expressionsIn(content, at)
    else if (data.kind !== 'definition') {
      if ('condition' in data && isExpression(data.condition)) {
        for (const leaf of leavesOf(data.content, at)) yield* within(expressionData(data.condition), leaf)
      }
      yield* expressionsIn(data.content, under(at, data))
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, element] of Object.entries(value)) {
      const key = keyExpression(name)
      if (key !== undefined) yield* within(key, at)
      yield* expressionsIn(element, below(at, name))
    }
  }
}

const holding = new WeakMap<object, boolean>()

/** Whether there is an expression in what a statement says: most hold none. Remembered, as hosts share statements. */
export function saysExpression(value: object): boolean {
  const known = holding.get(value) ?? holdsExpression(value)
  if (Object.isFrozen(value)) holding.set(value, known)
  return known
}

function holdsExpression(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return isExpression(value)
  if (Array.isArray(value)) return value.some(holdsExpression)
  if (isExpression(value)) return true
  if (isProperty(value)) return holdsExpression(Object.values(value[property]))
  for (const name of Object.keys(value))
    if (
      keyExpression(name) !== undefined ||
      holdsExpression((value as { readonly [name: string]: unknown })[name])
    )
      return true
  return false
}

/** What a condition around a set decides: NixOS moves it down to each value. */
function* leavesOf(value: unknown, at: At): Iterable<At> {
  if (isProperty(value)) {
    const data = value[property]
    if (data.kind === 'merge') for (const content of data.contents) yield* leavesOf(content, at)
    else if (data.kind !== 'definition') yield* leavesOf(data.content, under(at, data))
  } else if (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length > 0
  ) {
    for (const [name, element] of Object.entries(value)) yield* leavesOf(element, below(at, name))
  } else {
    yield at
  }
}

function under(at: At, data: PropertyData): At {
  return data.kind === 'override' ? { ...at, priority: data.priority } : at
}

function below({ path, whole, priority }: At, name: string): At {
  return { priority, path: [...path, name], whole: whole.length === path.length ? [...path, name] : whole }
}

function entry(at: At, index: number): At {
  return { ...at, path: [...at.path, String(index)] }
}

/** An expression itself, and those inside it. */
export function expressionsWithin(data: ExpressionData): Iterable<Found> {
  return within(data, top)
}

function* within(data: ExpressionData, at: At): Iterable<Found> {
  yield { data, ...at }
  for (const part of parts(data)) {
    for (const inner of expressionsIn(part)) yield { data: inner.data, ...at }
  }
  if (data.kind === 'select') yield* within(data.from, at)
  if (data.kind === 'call') yield* within(data.function, at)
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
