import { staticName, withoutParens } from '../../parse/static-names.ts'
import type { AttrKey, AttrSet, Binding, Expression } from '../../syntax.ts'
import { type SymbolId, symbol } from '../symbols.ts'
import { startOf } from './places.ts'

/** What is bound to a name. Offsets are those of the text. */
export type Bound =
  | { readonly kind: 'value'; readonly value: Expression | BindingTable; readonly at: number }
  | { readonly kind: 'inherited'; readonly at: number }
  | { readonly kind: 'from'; readonly source: number; readonly at: number }

export interface DynamicBinding {
  readonly key: AttrKey
  readonly value: Expression | BindingTable
  readonly at: number
}

/** The bindings of a set with one entry for each name: those that reach into the same set are merged. */
export class BindingTable {
  readonly recursive: boolean
  /** Where the set is written; nothing for one that only paths write. */
  readonly at: number | undefined
  readonly names: Map<SymbolId, Bound> = new Map()
  readonly dynamic: DynamicBinding[] = []
  /** The sets of `inherit (from)`. */
  readonly sources: Expression[] = []

  constructor(recursive: boolean, at: number | undefined) {
    this.recursive = recursive
    this.at = at
  }
}

export function tableOf(
  bindings: readonly Binding[],
  recursive: boolean,
  at: number | undefined,
): BindingTable {
  const table = new BindingTable(recursive, at)
  for (const binding of bindings) addBinding(table, binding)
  return table
}

function tableOfSet(set: AttrSet): BindingTable {
  return tableOf(set.bindings, set.recursive, startOf(set))
}

function addBinding(table: BindingTable, binding: Binding): void {
  if (binding.kind === 'assignment') {
    addPath(table, binding.path, binding.value, startOf(binding))
    return
  }
  const source = binding.from === undefined ? undefined : table.sources.push(binding.from) - 1
  for (const name of binding.names) {
    const at = startOf(name)
    table.names.set(
      symbol(name.name),
      source === undefined ? { kind: 'inherited', at } : { kind: 'from', source, at },
    )
  }
}

function addPath(table: BindingTable, path: readonly AttrKey[], value: Expression, at: number): void {
  let inner = table
  for (const key of path.slice(0, -1)) inner = innerTable(inner, key, at)
  const last = path.at(-1)!
  const name = staticName(last)
  if (name === undefined) inner.dynamic.push({ key: last, value, at })
  else addValue(inner, symbol(name), value, at)
}

function innerTable(table: BindingTable, key: AttrKey, at: number): BindingTable {
  const name = staticName(key)
  const made = new BindingTable(false, undefined)
  if (name === undefined) {
    table.dynamic.push({ key, value: made, at })
    return made
  }
  const id = symbol(name)
  const existing = table.names.get(id)
  if (existing === undefined) {
    table.names.set(id, { kind: 'value', value: made, at })
    return made
  }
  return asTable(table, id, existing)
}

/** The set that is bound, as a table that more can be added to. The parser has made sure that it is one. */
function asTable(table: BindingTable, name: SymbolId, bound: Bound): BindingTable {
  const value = (bound as Extract<Bound, { kind: 'value' }>).value
  if (value instanceof BindingTable) return value
  const inner = tableOfSet(withoutParens(value) as AttrSet)
  table.names.set(name, { kind: 'value', value: inner, at: bound.at })
  return inner
}

function addValue(table: BindingTable, name: SymbolId, value: Expression, at: number): void {
  const existing = table.names.get(name)
  if (existing === undefined) table.names.set(name, { kind: 'value', value, at })
  else mergeInto(asTable(table, name, existing), tableOfSet(withoutParens(value) as AttrSet))
}

function mergeInto(into: BindingTable, from: BindingTable): void {
  const offset = into.sources.length
  into.sources.push(...from.sources)
  into.dynamic.push(...from.dynamic)
  for (const [name, bound] of from.names) {
    const existing = into.names.get(name)
    if (existing === undefined)
      into.names.set(name, bound.kind === 'from' ? { ...bound, source: bound.source + offset } : bound)
    else if (bound.kind === 'value' && !(bound.value instanceof BindingTable))
      addValue(into, name, bound.value, bound.at)
    else mergeInto(asTable(into, name, existing), (bound as { value: BindingTable }).value)
  }
}
