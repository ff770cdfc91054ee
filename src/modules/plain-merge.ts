import { isOption, type Option, type Options } from './option.ts'
import type { At, Definition, Env, OptionType } from './option-type.ts'
import { isAttrs } from './plain.ts'
import { isProperty, priorities, property } from './properties.ts'
import { mergeEqual } from './types/merge-rules.ts'
import type { SubmoduleParts } from './types/submodule.ts'

/**
 * The short way for what nearly all definitions are: plain data of simple types, with a priority at most. It gives
 * the same values as the general merge, or `unsure`, and then the general merge is asked: for everything that is
 * wrong, computed, deferred, ordered or of a type that is not listed here.
 */
export const unsure: unique symbol = Symbol('unsure')

/** Merges values that may carry properties. */
type PlainMerge = (values: readonly unknown[]) => unknown

const refusing: Env = { deferred: 'refused' }
/** Where a type is asked that only has to say yes or no. */
const nowhere: At = { path: [], env: refusing }
const merges = new WeakMap<OptionType, PlainMerge | null>()
const optionMerges = new WeakMap<Option, PlainMerge>()

/** The value of an option, or `unsure`. */
export function mergePlain(option: Option, definitions: readonly Definition[]): unknown {
  const merge = optionMerge(option)
  if (merge === giveUp) return unsure
  const values = new Array<unknown>(definitions.length)
  for (let i = 0; i < definitions.length; i++) values[i] = definitions[i]!.value
  try {
    return merge(values)
  } catch {
    // A check of the user's that throws: the general merge says so.
    return unsure
  }
}

const giveUp: PlainMerge = () => unsure

function optionMerge(option: Option): PlainMerge {
  let merge = optionMerges.get(option)
  if (merge === undefined) {
    merge = makeOptionMerge(option)
    optionMerges.set(option, merge)
  }
  return merge
}

function makeOptionMerge(option: Option): PlainMerge {
  const merge = typeMerge(option.type)
  if (merge === undefined || option.apply !== undefined || option.readOnly === true) return giveUp
  const { default: given, type } = option
  const fallback = given !== undefined ? merge([given]) : type.empty !== undefined ? merge([]) : unsure
  return (values) => {
    const live = discharge(values)
    if (live === undefined) return unsure
    if (live.values.length === 0) return fallback
    // The option's default is one more definition of its own priority.
    return live.priority >= priorities.optionDefault && given !== undefined ? unsure : merge(live.values)
  }
}

function typeMerge(type: OptionType): PlainMerge | undefined {
  let merge = merges.get(type)
  if (merge === undefined) {
    merge = makeTypeMerge(type) ?? null
    merges.set(type, merge)
  }
  return merge ?? undefined
}

/** How plain values of a type merge, all of them without properties at their head. */
function makeTypeMerge(type: OptionType): PlainMerge | undefined {
  const { structure, name } = type
  if (type.opaque === true) return undefined
  const accepts = acceptedBy(type)
  if (type.merge === mergeEqual) {
    return (values) => {
      const first = values[0]
      for (let i = 1; i < values.length; i++) if (values[i] !== first) return unsure
      return values.length > 0 && accepts(values) ? first : unsure
    }
  }
  const inner = type.refuse === undefined ? innerMerge(name, structure, type) : undefined
  return inner && ((values) => (accepts(values) ? inner(values) : unsure))
}

/** Whether a type takes values, all of them without properties at their head. */
function acceptedBy({ check, refuse }: OptionType): (values: readonly unknown[]) => boolean {
  if (refuse !== undefined)
    return (values) =>
      refuse(
        values.map((value) => ({ file: '', value })),
        nowhere,
      ) === undefined
  return (values) => {
    for (const value of values) if (!check(value, refusing)) return false
    return true
  }
}

function innerMerge(
  name: string,
  structure: OptionType['structure'],
  type: OptionType,
): PlainMerge | undefined {
  if (name === 'listOf' && structure.kind === 'list') return listMerge(typeMerge(structure.element))
  if (name === 'attrsOf' && structure.kind === 'attrs') return attrsMerge(typeMerge(structure.element))
  if (name === 'nullOr' && structure.kind === 'nullable') return nullMerge(typeMerge(structure.type))
  if (name === 'submodule' && structure.kind === 'options')
    return submoduleMerge(type.functor.payload as SubmoduleParts)
  return undefined
}

function listMerge(element: PlainMerge | undefined): PlainMerge | undefined {
  if (element === undefined) return undefined
  return (lists) => {
    const merged: unknown[] = []
    for (const list of lists as readonly (readonly unknown[])[]) {
      for (const given of list) {
        const value = isProperty(given) ? unsure : element([given])
        if (value === unsure) return unsure
        merged.push(value)
      }
    }
    return Object.freeze(merged)
  }
}

function attrsMerge(element: PlainMerge | undefined): PlainMerge | undefined {
  if (element === undefined) return undefined
  return (sets) => {
    const byName = zip(sets as readonly { readonly [name: string]: unknown }[])
    if (byName === undefined) return unsure
    const merged: { [name: string]: unknown } = {}
    for (const name of [...byName.keys()].sort()) {
      const live = discharge(byName.get(name)!)
      if (live === undefined || name === '__proto__') return unsure
      if (live.values.length === 0) continue
      const value = element(live.values)
      if (value === unsure) return unsure
      merged[name] = value
    }
    return Object.freeze(merged)
  }
}

function zip(sets: readonly { readonly [name: string]: unknown }[]): Map<string, unknown[]> | undefined {
  const byName = new Map<string, unknown[]>()
  for (const set of sets) {
    if (!isAttrs(set)) return undefined
    for (const name of Object.keys(set)) {
      const values = byName.get(name)
      if (values === undefined) byName.set(name, [set[name]])
      else values.push(set[name])
    }
  }
  return byName
}

function nullMerge(type: PlainMerge | undefined): PlainMerge | undefined {
  if (type === undefined) return undefined
  return (values) => {
    let nulls = 0
    for (const value of values) if (value === null) nulls += 1
    if (nulls === values.length) return null
    return nulls === 0 ? type(values) : unsure
  }
}

function submoduleMerge(parts: SubmoduleParts): PlainMerge | undefined {
  const module = parts.modules.length === 1 ? parts.modules[0] : undefined
  if (module === undefined || typeof module === 'function' || isProperty(module)) return undefined
  const { options, config, imports, freeform } = module
  if (options === undefined || config !== undefined || imports !== undefined || freeform !== undefined)
    return undefined
  if (
    parts.assertions !== undefined ||
    parts.shorthand !== true ||
    (options as { kind?: unknown }).kind === 'tree'
  )
    return undefined
  const merge = groupMerge(options as Options)
  // Each level of submodules reverses its definitions.
  return merge && ((values) => merge(values.length > 1 ? values.toReversed() : values))
}

function groupMerge(options: Options): PlainMerge | undefined {
  const children: [string, PlainMerge][] = []
  for (const name of Object.keys(options).sort()) {
    const child = options[name]!
    const merge = isOption(child) ? optionMerge(child) : groupMerge(child)
    if (merge === undefined || merge === giveUp || name === '__proto__') return undefined
    children.push([name, merge])
  }
  const known = new Set(Object.keys(options))
  return (groups) => {
    for (const group of groups) {
      if (!isAttrs(group)) return unsure
      for (const name of Object.keys(group)) if (!known.has(name)) return unsure
    }
    const merged: { [name: string]: unknown } = {}
    for (const [name, merge] of children) {
      const values: unknown[] = []
      for (const group of groups as readonly { readonly [name: string]: unknown }[]) {
        if (group[name] !== undefined) values.push(group[name])
      }
      const value = merge(values)
      if (value === unsure) return unsure
      merged[name] = value
    }
    return Object.freeze(merged)
  }
}

interface Live {
  readonly values: readonly unknown[]
  readonly priority: number
}

/** Takes properties off the heads of values; nothing where one needs the general merge. */
function discharge(given: readonly unknown[]): Live | undefined {
  let plain = true
  for (const value of given) {
    if (value === undefined || (typeof value === 'object' && isProperty(value))) {
      plain = false
      break
    }
  }
  if (plain) return { values: given, priority: priorities.plain }
  let values: unknown[] = []
  let best: number = Number.POSITIVE_INFINITY
  for (const each of given) {
    let value = each
    while (isProperty(value) && value[property].kind === 'if') {
      const { condition, content } = value[property] as { condition: unknown; content: unknown }
      if (typeof condition !== 'boolean') return undefined
      value = condition ? content : undefined
    }
    if (value === undefined) continue
    let priority: number = priorities.plain
    if (isProperty(value)) {
      const data = value[property]
      if (
        data.kind !== 'override' ||
        data.priority >= 9999 ||
        isProperty(data.content) ||
        data.content === undefined
      )
        return undefined
      priority = data.priority
      value = data.content
    }
    if (priority > best) continue
    if (priority < best) values = []
    best = priority
    values.push(value)
  }
  return { values, priority: best }
}
