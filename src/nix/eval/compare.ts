import { equalSlots } from './equal.ts'
import { NixError } from './errors.ts'
import { force } from './force.ts'
import { showType } from './show-type.ts'
import { showForError } from './show-value.ts'
import { Float, Path, type Slot, textOf, type Value } from './values.ts'

/** Whether one value comes before another. `why` is a step of the trace if they cannot be compared. */
export function lessThan(one: Value, other: Value, why = ''): boolean {
  const left = numberOf(one)
  const right = numberOf(other)
  if (left !== undefined && right !== undefined)
    return one instanceof Float || other instanceof Float ? Number(left) < Number(right) : left < right
  const text = textOf(one)
  if (text !== undefined) {
    const otherText = textOf(other)
    if (otherText !== undefined) return text < otherText
  }
  try {
    return lessOther(one, other)
  } catch (error) {
    if (why !== '' && error instanceof NixError) error.trace(why)
    throw error
  }
}

function numberOf(value: Value): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value
  return value instanceof Float ? value.value : undefined
}

function lessOther(one: Value, other: Value): boolean {
  if (one instanceof Path && other instanceof Path) return one.path < other.path
  if (Array.isArray(one) && Array.isArray(other)) return lessList(one, other)
  const types = [showType(one), showType(other)] as const
  const values = [showForError(one), showForError(other)] as const
  if (kindOf(one) !== kindOf(other))
    throw new NixError(
      'eval',
      `cannot compare ${types[0]} with ${types[1]}; values are ${values[0]} and ${values[1]}`,
    )
  throw new NixError(
    'eval',
    `cannot compare ${types[0]} with ${types[1]}; values of that type are incomparable (values are ${values[0]} and ${values[1]})`,
  )
}

function kindOf(value: Value): string {
  const type = showType(value)
  return type.includes('built-in function') ? 'a function' : type.replace(' with context', '')
}

function lessList(one: readonly Slot[], other: readonly Slot[]): boolean {
  for (let index = 0; ; index++) {
    if (index === other.length) return false
    if (index === one.length) return true
    const left = one[index]!
    const right = other[index]!
    if (!equalSlots(left, right))
      return lessThan(force(left), force(right), 'while comparing two list elements')
  }
}
