import { lazyArray, lazyRecord } from '../containers.ts'
import { type Element, insideOf, mergeElement } from '../element.ts'
import { fail } from '../errors.ts'
import { force } from '../lazy.ts'
import type { At, Definition, Merged, OptionType } from '../option-type.ts'
import { isAttrs, kindOf, namesOf } from '../plain.ts'
import { isProperty, mkOverride, orders, priorities, property, type Wrapped } from '../properties.ts'
import { showPath } from '../show-path.ts'
import { showDefinitions } from '../show-value.ts'
import { defineType, phraseOf } from './define.ts'

type OneOrMore<T> = { readonly [name: string]: T } | readonly Wrapped<{ readonly [name: string]: T }>[]

interface Item extends Definition {
  readonly key: string
  readonly order: number
  readonly priority: number
}

/** Named values in an order, where a name may come more than once: a list of sets of one name each. */
export function attrListOf<In, Out>(
  type: OptionType<In, Out>,
): OptionType<OneOrMore<Wrapped<In>>, readonly { readonly [name: string]: Out }[]> {
  return defineType({
    name: 'attrListOf',
    description: `attribute list of ${phraseOf(type, 'noun', 'composite')}`,
    phrase: 'composite',
    check: (value) => Array.isArray(value) || isAttrs(value),
    typeError: true,
    merge: (definitions, at) => mergeItems(definitions, type, at),
    empty: () => [],
    structure: { kind: 'list', element: type },
    modules: type.modules,
    withModules: type.withModules && ((modules) => attrListOf(type.withModules!(modules))),
    mergeType: 'never',
  })
}

function mergeItems(definitions: readonly Definition[], type: OptionType, at: At): Merged {
  const all = definitions.flatMap((definition) => itemsOf(definition, type, at))
  const best = new Map<string, number>()
  for (const { key, priority } of all) {
    best.set(key, Math.min(priority, best.get(key) ?? priorities.plain))
  }
  const items = all.filter((item) => item.priority === best.get(item.key))
  items.sort((a, b) => a.order - b.order)
  const elements = items
    .map((item) => ({ item, element: mergeElement([item], type, [...at.path, item.key], at.env) }))
    .filter(({ element }) => element.isDefined)
  return {
    value: lazyArray(
      elements.map(({ item, element }) => ({ value: lazyRecord([item.key], () => element.slot) })),
    ),
    get inside() {
      return insideOf(
        new Map<string, Element>(elements.map(({ element }, index) => [String(index), element])),
      )
    },
  }
}

function itemsOf(definition: Definition, type: OptionType, at: At): Item[] {
  const { value } = definition
  if (!Array.isArray(value)) {
    const set = value as { readonly [name: string]: unknown }
    return namesOf(set).map((key) => peel({ ...definition, value: set[key] }, key))
  }
  return value.map((element) => itemOf({ ...definition, value: force(element) }, type, at))
}

function itemOf(definition: Definition, type: OptionType, at: At): Item {
  const raw = definition.value
  const data = isProperty(raw) ? raw[property] : undefined
  const order = data?.kind === 'order' ? data.order : undefined
  const set = data?.kind === 'order' ? force(data.content) : raw
  const names = isAttrs(set) ? namesOf(set) : []
  if (!isAttrs(set) || names.length !== 1) {
    const found = isAttrs(set)
      ? `Each list element must be a single-key attribute set, but got ${names.length} keys`
      : `Each list element must be an attribute set, but got ${kindOf(set)}`
    const description = `attribute list of ${phraseOf(type, 'noun', 'composite')}`
    fail(
      'type-mismatch',
      at.path,
      `A definition for option \`${showPath(at.path)}' is not of type \`${description}'. ${found}.${showDefinitions([definition])}`,
      [definition],
    )
  }
  const item = peel({ ...definition, value: set[names[0]!] }, names[0]!)
  return order === undefined ? item : { ...item, order }
}

/** Takes order and priority off a value, however they nest; the priority stays for the element's merge. */
function peel(definition: Definition, key: string): Item {
  const value = force(definition.value)
  const data = isProperty(value) ? value[property] : undefined
  if (data?.kind === 'order') {
    return { ...peel({ ...definition, value: data.content }, key), order: data.order }
  }
  if (data?.kind === 'override') {
    const inner = peel({ ...definition, value: data.content }, key)
    return { ...inner, priority: data.priority, value: mkOverride(data.priority, inner.value as never) }
  }
  return { ...definition, value, key, order: orders.plain, priority: priorities.plain }
}
