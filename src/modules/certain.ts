import { isDeferred } from './deferred.ts'
import { isLazy } from './lazy.ts'
import { refusalBy } from './merge-definitions.ts'
import type { Option } from './option.ts'
import type { At, Env, OptionType } from './option-type.ts'
import { isProperty, priorities, property } from './properties.ts'
import { mergeEqual } from './types/merge-rules.ts'

/**
 * The short way to see that nothing is wrong, which is so for nearly all definitions: no result is made, no path is
 * built, nothing is merged that is not said. `true` is certain; everything else, be it wrong or only out of the
 * ordinary (computed, under a condition known only later), is for the general merge to look at.
 *
 * It speaks of evaluations where deferred values are allowed, and of what is said: see the scope `defined` of
 * `problemsOf`.
 */
export function isCertainlyFine(option: Option, given: readonly unknown[]): boolean {
  const only = given.length === 1 ? given[0] : undefined
  if (typeof only !== 'object' || only === null || !Object.isFrozen(only)) return seesFine(option, given)
  // Hosts share what they say in the same words.
  const known = fine.get(only) === option || seesFine(option, given)
  if (known) fine.set(only, option)
  return known
}

const fine = new WeakMap<object, Option>()

function seesFine(option: Option, given: readonly unknown[]): boolean {
  try {
    if (!isOrdinary(option)) return false
    const live = liveValues(given)
    if (live === undefined || live.values.length === 0) return false
    // The option's default is one more definition, of its own priority.
    if (option.default !== undefined && live.priority >= priorities.optionDefault) return false
    return areFine(option.type, live)
  } catch {
    // The general merge says what is wrong.
    return false
  }
}

/** The same for an option inside a submodule, where one that nobody speaks of is not looked into. */
export function isOptionFine(option: Option, given: readonly unknown[]): boolean {
  if (!isOrdinary(option)) return false
  const live = liveValues(given)
  if (live === undefined) return false
  if (live.values.length === 0) return true
  // As above: together with the default it may be wrong.
  return live.priority < priorities.optionDefault && areFine(option.type, live)
}

/** The same for an element of a container, which is dropped where nothing is said of it, unless it must be `said`. */
export function isElementFine(type: OptionType, given: readonly unknown[], said = false): boolean {
  const live = liveValues(given)
  if (live === undefined) return false
  return live.values.length === 0 ? !said : areFine(type, live)
}

function isOrdinary({ broken, moved, removed, apply, readOnly }: Option): boolean {
  return (
    broken === undefined &&
    moved === undefined &&
    removed === undefined &&
    apply === undefined &&
    readOnly !== true
  )
}

const env: Env = { deferred: 'allowed' }
const nowhere: At = { path: [], env }

/** Values without properties at their heads, all of the best priority. */
export interface Live {
  readonly values: readonly unknown[]
  readonly priority: number
  /** Whether one of them said its order. */
  readonly ordered: boolean
}

/** Whether a type takes values and merges them without finding anything wrong. */
export function areFine(type: OptionType, live: Live): boolean {
  const known = withoutDeferred(type, live)
  return known.values.length === 0 || (accepts(type, known.values) && mergesWell(type, known))
}

/** Values that a type was seen to accept. */
export function mergesWell(type: OptionType, live: Live): boolean {
  const { values } = live
  if (type.mergesWell !== undefined) return type.mergesWell(live)
  const first = values[0]
  if (type.merge === mergeEqual) return !isObject(first) && values.every((value) => value === first)
  const { value, inside } = type.merge(asDefinitions(values), nowhere)
  return inside === undefined && (!isObject(value) || isDeferred(value))
}

/** Each deferred value is fine for itself, and the others must go together; an opaque type sees them all. */
function withoutDeferred(type: OptionType, live: Live): Live {
  const { values } = live
  if (!values.some(isDeferred) || (type.opaque && values.length > 1)) return live
  return { ...live, values: values.filter((value) => !isDeferred(value)) }
}

/** Whether a type takes values, judged by their heads. */
export function accepts(type: OptionType, values: readonly unknown[]): boolean {
  if (type.refuse !== undefined) return refusalBy(type, asDefinitions(values), nowhere) === undefined
  for (const value of values) if (!type.check(value, env)) return false
  return true
}

function asDefinitions(values: readonly unknown[]) {
  return values.map((value) => ({ file: '', value }))
}

function isObject(value: unknown): boolean {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}

/** What `discharge` does to values; nothing where the general merge has to look. */
function liveValues(given: readonly unknown[]): Live | undefined {
  if (given.every(isBare)) return { values: given, priority: priorities.plain, ordered: false }
  const draft = { values: [] as unknown[], priority: Number.POSITIVE_INFINITY as number, ordered: false }
  for (const value of given) if (!add(value, draft)) return undefined
  return draft
}

function isBare(value: unknown): boolean {
  return value !== undefined && (typeof value !== 'object' || !(isProperty(value) || isLazy(value)))
}

function add(given: unknown, into: { values: unknown[]; priority: number; ordered: boolean }): boolean {
  if (given === undefined) return true
  if (isLazy(given)) return false
  let value: unknown = given
  let priority: number = priorities.plain
  if (isProperty(value)) {
    const data = value[property]
    if (data.kind === 'merge') return data.contents.every((content) => add(content, into))
    if (data.kind === 'if') {
      if (data.condition === true) return add(data.content, into)
      return data.condition === false
    }
    if (data.kind === 'assert' || data.kind === 'definition') return false
    if (data.content === undefined) return true
    if (data.kind === 'override') {
      if (data.priority >= 9999) return false
      priority = data.priority
      value = data.content
    }
  }
  if (priority > into.priority) return true
  if (isProperty(value) && value[property].kind === 'order') {
    value = value[property].content
    into.ordered = true
  }
  // Types refuse what is left of properties, and nobody but the general merge computes.
  if (value === undefined || isLazy(value)) return false
  if (priority < into.priority) {
    into.values = []
    into.priority = priority
  }
  into.values.push(value)
  return true
}

/** The values that sets have for each name. */
export function valuesByName(sets: readonly unknown[]): Map<string, unknown[]> {
  const byName = new Map<string, unknown[]>()
  for (const set of sets as readonly { readonly [name: string]: unknown }[]) {
    for (const name of Object.keys(set)) {
      const values = byName.get(name)
      if (values === undefined) byName.set(name, [set[name]])
      else values.push(set[name])
    }
  }
  return byName
}
