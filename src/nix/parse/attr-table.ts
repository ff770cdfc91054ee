import type { AttrKey, AttrSet, Expression } from '../syntax.ts'
import { lineAndColumn, shownName } from './errors.ts'
import type { Parsing } from './parsing.ts'
import { staticName, withoutParens } from './static-names.ts'

interface Entry {
  readonly at: number
  /** What is bound; nothing where it is inherited. A set that others were merged into is a table. */
  value: Expression | AttrTable | undefined
}

/**
 * What a set binds, so that nothing is bound twice. Sets that are bound to the same name are merged, written as
 * `a.b = 1; a.c = 2;` or as `a = { b = 1; }; a = { c = 2; };`.
 */
export class AttrTable {
  readonly entries: Map<string, Entry> = new Map()
  /** Whether there is a name that only evaluation knows. */
  isDynamic = false
}

/** Adds `path = value;`, of which the path begins at `at`. */
export function addAssignment(
  p: Parsing,
  table: AttrTable,
  path: readonly AttrKey[],
  value: Expression,
  at: number,
): void {
  let inner = table
  const last = path.length - 1
  for (let index = 0; index < last; index++) {
    const name = staticName(path[index]!, p.pieced)
    const entry = name === undefined ? undefined : inner.entries.get(name)
    let next = new AttrTable()
    if (entry) next = tableOf(p, entry) ?? refuse(p, shownPath(p, path.slice(0, index + 1)), entry, at)
    else if (name === undefined) inner.isDynamic = true
    else inner.entries.set(name, { at, value: next })
    inner = next
  }
  const name = staticName(path[last]!, p.pieced)
  if (name === undefined) inner.isDynamic = true
  else addEntry(p, inner, name, { at, value }, () => shownPath(p, path))
}

/** Adds a name of `inherit`. */
export function addInherited(p: Parsing, table: AttrTable, name: string, at: number): void {
  addEntry(p, table, name, { at, value: undefined }, () => shownName(name))
}

function addEntry(p: Parsing, table: AttrTable, name: string, entry: Entry, shown: () => string): void {
  const existing = table.entries.get(name)
  if (!existing) {
    table.entries.set(name, entry)
    return
  }
  const into = tableOf(p, existing)
  const from = into && tableOf(p, entry)
  if (!into || !from) refuse(p, shown(), existing, entry.at)
  for (const [key, inner] of from.entries) addEntry(p, into, key, inner, () => `${shown()}.${shownName(key)}`)
}

/** What the entry binds if it is a set, in parentheses or not. */
function tableOf(p: Parsing, entry: Entry): AttrTable | undefined {
  if (entry.value === undefined || entry.value instanceof AttrTable) return entry.value
  const set = withoutParens(entry.value)
  if (set.kind !== 'attrSet') return undefined
  const table = p.tables.get(set as AttrSet)!
  entry.value = table
  return table
}

function refuse(p: Parsing, shown: string, existing: Entry, at: number): never {
  const { line, column } = lineAndColumn(p.text, existing.at)
  p.fail(`attribute '${shown}' already defined at ${p.origin}${line}:${column}`, at)
}

function shownPath(p: Parsing, path: readonly AttrKey[]): string {
  return path
    .map((key) => {
      const name = staticName(key, p.pieced)
      return name === undefined ? '"${...}"' : shownName(name)
    })
    .join('.')
}
