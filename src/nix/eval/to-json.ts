import { jsonFloat } from '../float-text.ts'
import { jsonString } from '../json/index.ts'
import { attrPlace } from './attrs.ts'
import { calls, enter } from './call.ts'
import { copyPathToStore, peel } from './coerce.ts'
import { union } from './context.ts'
import { NixError } from './errors.ts'
import { evaluated, force } from './force.ts'
import type { ContextSink, Machine } from './machine.ts'
import { showType } from './show-type.ts'
import { shownSymbol, symbolName } from './symbols.ts'
import { Attrs, ContextString, Float, isFunction, Lambda, Path, type Slot, Thunk } from './values.ts'

export interface JsonOptions {
  /** Evaluate what is not evaluated yet. */
  readonly strict: boolean
  /** Copy paths to the store, rather than writing them as they are. */
  readonly copy: boolean
}

/** A value as JSON. */
export function writeJson(
  machine: Machine,
  slot: Slot,
  sink: ContextSink,
  options: JsonOptions,
  place = 0,
): string {
  enter(place)
  const text = write(machine, options.strict ? force(slot, place) : evaluated(slot), sink, options, place)
  calls.depth--
  return text
}

function write(
  machine: Machine,
  value: Slot,
  sink: ContextSink,
  options: JsonOptions,
  place: number,
): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return jsonString(value)
  if (value instanceof ContextString) {
    sink.context = union(sink.context, value.context)
    return jsonString(value.text)
  }
  if (value instanceof Float) return jsonFloat(value.value)
  if (value instanceof Path)
    return jsonString(options.copy ? copyPathToStore(machine, value.path, sink) : value.path)
  if (value instanceof Attrs)
    return peel(value, place, true, (peeled, throughToString) =>
      peeled instanceof Attrs
        ? writeSet(machine, peeled, sink, options)
        : writeJson(machine, peeled, sink, { ...options, copy: options.copy && !throughToString }, place),
    )
  if (value instanceof Thunk || isFunction(value))
    throw new NixError(
      'type',
      `cannot convert ${value instanceof Thunk ? 'a thunk' : showType(value)} to JSON`,
      value instanceof Lambda ? value.code.place : place,
    )
  return typeof value === 'object' ? writeList(machine, value, sink, options, place) : String(value)
}

function writeSet(machine: Machine, attrs: Attrs, sink: ContextSink, options: JsonOptions): string {
  const parts: string[] = []
  for (const index of attrs.shape.byName()) {
    const name = symbolName(attrs.shape.symbols[index]!)
    const place = attrPlace(attrs, index)
    try {
      parts.push(`${jsonString(name)}:${writeJson(machine, attrs.values[index]!, sink, options, place)}`)
    } catch (error) {
      if (error instanceof NixError)
        error.trace(`while evaluating attribute '${shownSymbol(attrs.shape.symbols[index]!)}'`, place)
      throw error
    }
  }
  return `{${parts.join(',')}}`
}

function writeList(
  machine: Machine,
  list: readonly Slot[],
  sink: ContextSink,
  options: JsonOptions,
  place: number,
): string {
  const parts: string[] = []
  for (let index = 0; index < list.length; index++) {
    try {
      parts.push(writeJson(machine, list[index]!, sink, options, place))
    } catch (error) {
      if (error instanceof NixError) error.trace(`while evaluating list element at index ${index}`, place)
      throw error
    }
  }
  return `[${parts.join(',')}]`
}
