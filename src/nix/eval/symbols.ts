import { showAttributeName } from './show-string.ts'

/** Names of attributes and variables as small integers, so that they compare and sort fast. */
const ids = new Map<string, number>()
const names: string[] = []

/** An interned name. */
export type SymbolId = number

export function symbol(name: string): SymbolId {
  const known = ids.get(name)
  if (known !== undefined) return known
  const id = names.length
  names.push(name)
  ids.set(name, id)
  return id
}

export function symbolName(id: SymbolId): string {
  return names[id]!
}

/** A name as messages show it: quoted where it is no identifier. */
export function shownSymbol(id: SymbolId): string {
  return showAttributeName(names[id]!)
}

type KnownName =
  | 'functor'
  | 'toString'
  | 'outPath'
  | 'drvPath'
  | 'type'
  | 'name'
  | 'value'
  | 'overrides'
  | 'body'
  | 'success'
  | 'path'
  | 'prefix'
  | 'outputs'
  | 'allOutputs'
  | 'right'
  | 'wrong'
  | 'key'
  | 'startSet'
  | 'operator'
  | 'file'
  | 'line'
  | 'column'
  | 'version'
  | 'outputName'

/** The names that the evaluator itself looks for. */
export const known: Readonly<Record<KnownName, SymbolId>> = {
  functor: symbol('__functor'),
  toString: symbol('__toString'),
  outPath: symbol('outPath'),
  drvPath: symbol('drvPath'),
  type: symbol('type'),
  name: symbol('name'),
  value: symbol('value'),
  overrides: symbol('__overrides'),
  body: symbol('body'),
  success: symbol('success'),
  path: symbol('path'),
  prefix: symbol('prefix'),
  outputs: symbol('outputs'),
  allOutputs: symbol('allOutputs'),
  right: symbol('right'),
  wrong: symbol('wrong'),
  key: symbol('key'),
  startSet: symbol('startSet'),
  operator: symbol('operator'),
  file: symbol('file'),
  line: symbol('line'),
  column: symbol('column'),
  version: symbol('version'),
  outputName: symbol('outputName'),
}
