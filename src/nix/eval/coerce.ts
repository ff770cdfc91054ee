import { floatToString } from '../float-text.ts'
import { attrPlace } from './attrs.ts'
import { call, calls, enter, isForced } from './call.ts'
import { contextOf, noContext, union } from './context.ts'
import { NixError } from './errors.ts'
import { force } from './force.ts'
import type { ContextSink, Machine } from './machine.ts'
import { showType, wrongType } from './show-type.ts'
import { showForError } from './show-value.ts'
import { fromStore } from './store-errors.ts'
import { known } from './symbols.ts'
import { Attrs, ContextString, Float, Path, type Slot, type Value } from './values.ts'

export interface Coercion {
  /** What the string is for: the trace of a wrong type. */
  readonly why: string
  /** Numbers, booleans, null and lists too. */
  readonly more?: boolean
  /** Paths are copied to the store; otherwise they are text. */
  readonly copy: boolean
}

/** A string from a value that stands for one. */
export function coerceToString(
  machine: Machine,
  slot: Slot,
  sink: ContextSink,
  coercion: Coercion,
  place = 0,
): string {
  const value = force(slot, place)
  if (typeof value === 'string') return value
  if (value instanceof ContextString) {
    sink.context = union(sink.context, value.context)
    return value.text
  }
  enter(place)
  const text = coerceOther(machine, value, sink, coercion, place)
  calls.depth--
  return text
}

function coerceOther(
  machine: Machine,
  value: Exclude<Value, string | ContextString>,
  sink: ContextSink,
  coercion: Coercion,
  place: number,
): string {
  const { why, more = false, copy } = coercion
  if (value instanceof Path) return copy ? copyPathToStore(machine, value.path, sink) : value.path
  if (value instanceof Attrs)
    return peel(value, place, false, (peeled) => {
      if (peeled instanceof Attrs) throw cannotCoerce(peeled, why, place)
      return coerceToString(machine, peeled, sink, coercion, place)
    })
  if (more) {
    if (value === true) return '1'
    if (value === false || value === null) return ''
    if (typeof value === 'number' || typeof value === 'bigint') return String(value)
    if (value instanceof Float) return floatToString(value.value)
    if (Array.isArray(value)) return coerceList(machine, value, sink, coercion, place)
  }
  throw cannotCoerce(value, why, place)
}

function coerceList(
  machine: Machine,
  list: readonly Slot[],
  sink: ContextSink,
  coercion: Coercion,
  place: number,
): string {
  const inner: Coercion = { ...coercion, why: 'while evaluating one element of the list' }
  let text = ''
  for (let index = 0; index < list.length; index++) {
    try {
      text += coerceToString(machine, list[index]!, sink, inner, place)
    } catch (error) {
      if (error instanceof NixError) error.trace(coercion.why, place)
      throw error
    }
    if (index === list.length - 1) continue
    const item = force(list[index]!)
    if (!Array.isArray(item) || item.length > 0) text += ' '
  }
  return text
}

function cannotCoerce(value: Value, why: string, place: number): NixError {
  return new NixError('type', `cannot coerce ${showType(value)} to a string: ${showForError(value)}`).trace(
    why,
    place,
  )
}

/** What a set stands for: the result of `__toString`, or `outPath`, as long as that is a set again. */
export function peel<T>(
  value: Attrs,
  place: number,
  /** Whether a result of `__toString` that is no string is refused. */
  strict: boolean,
  use: (peeled: Value, throughToString: boolean) => T,
): T {
  let through = false
  const step = (peeled: Value, at: number): T => {
    if (!(peeled instanceof Attrs)) {
      if (
        strict &&
        through &&
        typeof peeled !== 'string' &&
        !(peeled instanceof ContextString || peeled instanceof Path)
      )
        throw new NixError('type', `\`__toString\` should return a string, but got ${wrongType(peeled)}`, at)
      return use(peeled, through)
    }
    const method = peeled.shape.find(known.toString)
    if (method >= 0) {
      through = true
      const methodPlace = attrPlace(peeled, method)
      return stepInto(
        () => call(force(peeled.values[method]!, methodPlace), peeled, methodPlace),
        'result of the `__toString` attribute',
        methodPlace,
        'while calling the `__toString` attribute',
      )
    }
    const outPath = peeled.shape.find(known.outPath)
    if (outPath >= 0) {
      const slot = peeled.values[outPath]!
      const outPlace = attrPlace(peeled, outPath)
      try {
        const result = force(slot, outPlace)
        enter(place)
        const text = step(result, outPlace)
        calls.depth--
        return text
      } catch (error) {
        if (error instanceof NixError)
          error.trace(`while ${isForced(slot) ? 'using' : 'evaluating'} the \`outPath\` attribute`, outPlace)
        throw error
      }
    }
    if (strict && through)
      throw new NixError('type', `\`__toString\` must return a string, but got ${wrongType(peeled)}`, at)
    return use(peeled, through)
  }
  const stepInto = (compute: () => Value, what: string, at: number, calling: string): T => {
    let result: Value
    try {
      result = compute()
    } catch (error) {
      if (error instanceof NixError) error.trace(calling, at)
      throw error
    }
    try {
      enter(place)
      const text = step(result, at)
      calls.depth--
      return text
    } catch (error) {
      if (error instanceof NixError) error.trace(`while using the ${what}`, at)
      throw error
    }
  }
  return step(value, place)
}

/** The place of a copy in the store, which the string then refers to. */
export function copyPathToStore(machine: Machine, path: string, sink: ContextSink): string {
  if (path.endsWith('.drv')) throw new NixError('eval', "file names are not allowed to end in '.drv'")
  const stored = fromStore(() => machine.store.addPath(path, path.slice(path.lastIndexOf('/') + 1)))
  sink.context = union(sink.context, contextOf([stored]))
  return stored
}

/** A string with what it refers to. */
export function stringWith(text: string, { context }: ContextSink): string | ContextString {
  return context === noContext ? text : new ContextString(text, context)
}

export function newSink(): ContextSink {
  return { context: noContext }
}
