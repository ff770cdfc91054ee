import { attrPlace } from './attrs.ts'
import { Code, LazyCode } from './code.ts'
import { NixError } from './errors.ts'
import { type Attrs, Lambda, PrimOp, PrimOpApp, type Slot, Thunk, type Value } from './values.ts'

const never = (): never => {
  throw new Error('a state of a thunk was run as if it were code')
}

/** The states of a thunk that wait for no evaluation. */
export const done: Code = new Code(never)
export const running: Code = new Code(never)
export const failed: Code = new Code(never)

/** The value of a slot. `place` is told where the slot turns out to depend on itself. */
export function force(slot: Slot, place = 0): Value {
  if (!(slot instanceof Thunk)) return slot
  return slot.code === done ? (slot.data as Value) : evaluate(slot, place)
}

/** The value of a slot where it has one, else the slot. */
export function evaluated(slot: Slot): Slot {
  return slot instanceof Thunk && slot.code === done ? (slot.data as Value) : slot
}

/** The value of a slot in an array, where it replaces a thunk, unless its slot's identity can be told: that of functions and lists. */
export function forceIn(slots: Slot[], index: number, place = 0): Value {
  const slot = slots[index]!
  if (!(slot instanceof Thunk)) return slot
  const value = slot.code === done ? (slot.data as Value) : evaluate(slot, place)
  if (
    !(
      value instanceof Lambda ||
      Array.isArray(value) ||
      value instanceof PrimOp ||
      value instanceof PrimOpApp
    )
  )
    slots[index] = value
  return value
}

/** The value of an attribute. `place` is that of the selection, for an attribute that has none. */
export function forceAttr(attrs: Attrs, index: number, place: number): Value {
  const { values } = attrs
  const slot = values[index]!
  if (!(slot instanceof Thunk)) return slot
  // Where an attribute stands is looked up only for what tells it.
  const at = slot.code === done || slot.code instanceof LazyCode ? 0 : attrPlace(attrs, index)
  return forceIn(values, index, at === 0 ? place : at)
}

function evaluate(thunk: Thunk, place: number): Value {
  const { code, data } = thunk
  if (code === running) throw dependsOnItself(thunk, place)
  if (code === failed) throw (data as NixError).copy()
  thunk.code = running
  thunk.data = undefined
  try {
    const value = code.run(data as never, place)
    thunk.code = done
    thunk.data = value
    return value
  } catch (error) {
    throw fail(thunk, code, data, error)
  }
}

function dependsOnItself(thunk: Thunk, place: number): NixError {
  const error = new NixError('recursion', 'infinite recursion encountered', place)
  error.subject = thunk
  return error
}

/** What was evaluated in vain is not evaluated again, unless it ended for a reason that is not its own. */
function fail(thunk: Thunk, code: Code, data: unknown, thrown: unknown): unknown {
  const error = thrown instanceof RangeError ? exhausted(thrown) : thrown
  if (error instanceof NixError && error.kind !== 'overflow') {
    if (error.subject === thunk) error.trace('entering the infinite recursion', 0, { always: true })
    thunk.code = failed
    thunk.data = error
  } else {
    thunk.code = code
    thunk.data = data
  }
  return error
}

export function stackOverflow(place = 0): NixError {
  return new NixError('overflow', 'stack overflow; max-call-depth exceeded', place)
}

/** What JavaScript has no more room for: calls, or a text or a list of such a length. */
export function exhausted({ message }: RangeError): NixError {
  return message.includes('call stack') ? stackOverflow() : new NixError('overflow', 'out of memory')
}
