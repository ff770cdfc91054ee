import { type FetchedTree, type FlakeAttrs, parseFlakeRef, printFlakeRef } from '../flakes/index.ts'
import { attrPlace, attrsOf, type Entry } from './attrs.ts'
import { lazy } from './call.ts'
import { coerceToString, newSink } from './coerce.ts'
import { contextOf } from './context.ts'
import { NixError } from './errors.ts'
import { force } from './force.ts'
import type { Machine } from './machine.ts'
import { showType } from './show-type.ts'
import { fromStore } from './store-errors.ts'
import { shownSymbol, symbol, symbolName } from './symbols.ts'
import { Attrs, ContextString, Path, type Slot, textOf, type Value } from './values.ts'

export type Fetcher = 'fetchTree' | 'fetchGit'

/** The attributes that say what is to be fetched. */
export function treeAttrs(machine: Machine, slot: Slot, fetcher: Fetcher): FlakeAttrs {
  const value = force(slot)
  if (!(value instanceof Attrs)) {
    const why = `while evaluating the first argument passed to '${fetcher}'`
    const url = coerceToString(machine, value, newSink(), { why, copy: false })
    return fetcher === 'fetchGit' ? { type: 'git', url } : fromStore(() => parseFlakeRef(url))
  }
  const attrs: Record<string, string | number | boolean> = {}
  const typeIndex = value.shape.find(symbol('type'))
  if (fetcher === 'fetchGit') {
    if (typeIndex >= 0) throw new NixError('eval', "unexpected argument 'type'")
    attrs['type'] = 'git'
  } else if (typeIndex < 0) throw new NixError('eval', `argument 'type' is missing in call to '${fetcher}'`)
  value.shape.symbols.forEach((name, index) => {
    const member = force(value.values[index]!, attrPlace(value, index))
    if (member instanceof Path || textOf(member) !== undefined)
      attrs[symbolName(name)] = coerceToString(machine, member, newSink(), { why: '', copy: false })
    else if (typeof member === 'boolean') attrs[symbolName(name)] = member
    else if (typeof member === 'number') {
      if (member < 0)
        throw new NixError(
          'eval',
          `negative value given for '${fetcher}' argument '${shownSymbol(name)}': ${member}`,
        )
      attrs[symbolName(name)] = member
    } else
      throw new NixError(
        'type',
        `argument '${shownSymbol(name)}' to '${fetcher}' is ${showType(member)} while a string, Boolean or integer is expected`,
      )
  })
  return attrs
}

/** What a fetched tree is to the program: its place in the store, and what is known of it. */
export function treeValue({ outPath, info, revCount }: FetchedTree): Value {
  return attrsOf([
    { name: symbol('outPath'), value: new ContextString(outPath, contextOf([outPath])) },
    ...Object.entries(info).map(([name, value]): Entry => ({ name: symbol(name), value })),
    ...(revCount === undefined ? [] : [{ name: symbol('revCount'), value: lazy(revCount) }]),
  ])
}

/** Refuses what may be something else tomorrow, where nothing from outside may count. */
export function checkLocked(machine: Machine, attrs: FlakeAttrs, fetcher: Fetcher): void {
  const isLocked = attrs['narHash'] !== undefined || (attrs['type'] === 'git' && attrs['rev'] !== undefined)
  if (!machine.settings.pure || isLocked) return
  const shown = fromStore(() => printFlakeRef(attrs))
  throw new NixError('eval', `in pure evaluation mode, '${fetcher}' will not fetch unlocked input '${shown}'`)
}
