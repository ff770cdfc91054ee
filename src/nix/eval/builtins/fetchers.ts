import { fetchDownload, fetchTree, parseFlakeRef, percentEncode, printFlakeRef } from '../../flakes/index.ts'
import { checkStoreName, parseHash, StoreError } from '../../store/index.ts'
import { attrPlace, attrsOf, type Entry } from '../attrs.ts'
import { contextOf } from '../context.ts'
import { NixError } from '../errors.ts'
import { expectAttrs, expectPlainString } from '../expect.ts'
import { force } from '../force.ts'
import { getFlake } from '../get-flake.ts'
import type { Machine } from '../machine.ts'
import { baseNameOf } from '../paths.ts'
import { showType } from '../show-type.ts'
import { fromStore } from '../store-errors.ts'
import { shownSymbol, symbol, symbolName } from '../symbols.ts'
import { checkLocked, treeAttrs, treeValue } from '../tree-value.ts'
import { Attrs, ContextString, PrimOp, type Slot, textOf, type Value } from '../values.ts'

function fetchGit(machine: Machine, slot: Slot): Value {
  const { name = 'source', exportIgnore = true, ...given } = treeAttrs(machine, slot, 'fetchGit')
  const url = String(given['url'])
  const attrs = url.startsWith('/') ? { ...given, url: `file://${percentEncode(url, '/')}` } : given
  checkLocked(machine, attrs, 'fetchGit')
  const { outPath, info, revCount } = fromStore(() =>
    fetchTree(machine.sources, { ...attrs, exportIgnore }, String(name)),
  )
  const none = '0'.repeat(40)
  return treeValue({
    outPath,
    info: { rev: none, shortRev: none.slice(0, 7), ...info },
    revCount: info['revCount'] === undefined ? (revCount ?? (() => 0)) : undefined,
  })
}

interface Asked {
  readonly url: string
  readonly name: string | undefined
  readonly sha256: string | undefined
}

function askedOf(slot: Slot, who: string): Asked {
  const value = force(slot)
  if (!(value instanceof Attrs)) {
    const url = expectPlainString(value, 'while evaluating the url we should fetch')
    return { url, name: undefined, sha256: undefined }
  }
  let url: string | undefined
  let name: string | undefined
  let sha256: string | undefined
  value.shape.symbols.forEach((key, index) => {
    const slotOfKey = value.values[index]!
    const place = attrPlace(value, index)
    switch (symbolName(key)) {
      case 'url':
        url = expectPlainString(slotOfKey, 'while evaluating the url we should fetch', place)
        break
      case 'sha256':
        sha256 = expectPlainString(
          slotOfKey,
          'while evaluating the sha256 of the content we should fetch',
          place,
        )
        break
      case 'name':
        name = expectPlainString(slotOfKey, 'while evaluating the name of the content we should fetch', place)
        break
      default:
        throw new NixError('eval', `unsupported argument '${symbolName(key)}' to '${who}'`)
    }
  })
  if (url === undefined) throw new NixError('eval', "'url' argument required")
  return { url, name, sha256 }
}

function download(machine: Machine, slot: Slot, who: 'fetchurl' | 'fetchTarball'): Value {
  const { url, name: given, sha256 } = askedOf(slot, who)
  const name = given ?? (who === 'fetchTarball' ? 'source' : baseNameOf(url))
  try {
    checkStoreName(name)
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    throw new NixError(
      'eval',
      `invalid store path name when fetching URL '${url}': ${error.message}. ${advice(given, slot, who)}`,
    )
  }
  if (machine.settings.pure && sha256 === undefined)
    throw new NixError('eval', `in pure evaluation mode, '${who}' requires a 'sha256' argument`)
  const path = fromStore(() =>
    fetchDownload(machine.sources, {
      url,
      name,
      sha256: sha256 === undefined || sha256 === '' ? undefined : parseHash(sha256, 'sha256'),
      unpack: who === 'fetchTarball',
    }),
  )
  return new ContextString(path, contextOf([path]))
}

function advice(given: string | undefined, slot: Slot, who: string): string {
  if (given !== undefined)
    return `Please change the value for the 'name' attribute passed to '${who}', so that it can create a valid store path.`
  if (force(slot) instanceof Attrs)
    return `Please add a valid 'name' attribute to the argument for '${who}', so that it can create a valid store path.`
  return `Please pass an attribute set with 'url' and 'name' attributes to '${who}',  so that it can create a valid store path.`
}

function flakeRefToString(slot: Slot): Value {
  const value = expectAttrs(slot, 'while evaluating the argument passed to builtins.flakeRefToString')
  const attrs: Record<string, string | number | boolean> = {}
  value.shape.symbols.forEach((name, index) => {
    const member = force(value.values[index]!, attrPlace(value, index))
    const text = textOf(member)
    if (text !== undefined) attrs[symbolName(name)] = text
    else if (typeof member === 'boolean') attrs[symbolName(name)] = member
    else if (typeof member === 'number') {
      if (member < 0)
        throw new NixError('eval', `negative value given for flake ref attr ${shownSymbol(name)}: ${member}`)
      attrs[symbolName(name)] = member
    } else
      throw new NixError(
        'eval',
        `flake reference attribute sets may only contain integers, Booleans, and strings, but attribute '${shownSymbol(name)}' is ${showType(member)}`,
      )
  })
  return fromStore(() => printFlakeRef(attrs))
}

/** Sources from elsewhere: nothing is fetched, but what is on this machine, or pinned and in the store, is found. */
export function fetcherBuiltins(machine: Machine): readonly PrimOp[] {
  return [
    new PrimOp('fetchTree', 1, (slot: Slot) => {
      const attrs = treeAttrs(machine, slot, 'fetchTree')
      checkLocked(machine, attrs, 'fetchTree')
      return treeValue(fromStore(() => fetchTree(machine.sources, attrs)))
    }),
    new PrimOp('fetchGit', 1, (slot: Slot) => fetchGit(machine, slot)),
    new PrimOp('fetchMercurial', 1, (slot: Slot) => {
      force(slot)
      throw new NixError(
        'eval',
        'Mercurial repositories are not fetched: let Nix fetch it, and use the store path',
      )
    }),
    new PrimOp('fetchurl', 1, (slot: Slot) => download(machine, slot, 'fetchurl')),
    new PrimOp('fetchTarball', 1, (slot: Slot) => download(machine, slot, 'fetchTarball')),
    new PrimOp('parseFlakeRef', 1, (slot: Slot) => {
      const text = expectPlainString(slot, 'while evaluating the argument passed to builtins.parseFlakeRef')
      const attrs = fromStore(() => parseFlakeRef(text))
      return attrsOf(Object.entries(attrs).map(([name, value]): Entry => ({ name: symbol(name), value })))
    }),
    new PrimOp('flakeRefToString', 1, flakeRefToString),
    new PrimOp('getFlake', 1, (slot: Slot) => {
      const text = expectPlainString(slot, 'while evaluating the argument passed to builtins.getFlake')
      return getFlake(machine, text)
    }),
  ]
}
