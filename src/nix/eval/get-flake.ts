import {
  callFlake,
  type FlakeData,
  fetchTree,
  graphJson,
  localUrl,
  parseFlakeRef,
  parseLockFile,
  type ReadFlake,
  readFlakeInputs,
  resolveFlake,
} from '../flakes/index.ts'
import { attr } from './attrs.ts'
import { bytesOf } from './bytes-of.ts'
import { call2 } from './call.ts'
import { NixError } from './errors.ts'
import { force } from './force.ts'
import type { Machine } from './machine.ts'
import { compileSource } from './read-source.ts'
import { showType } from './show-type.ts'
import { fromStore } from './store-errors.ts'
import { symbol, symbolName } from './symbols.ts'
import { treeAttrs, treeValue } from './tree-value.ts'
import { Attrs, Lambda, Path, PrimOp, type Slot, textOf, type Value } from './values.ts'

/**
 * The value of the flake that a reference names. Its inputs come from its lock file, from the folders that it names, and
 * are fetched when they are used.
 */
export function getFlake(machine: Machine, reference: string): Value {
  const { dir = '', ...attrs } = fromStore(() => parseFlakeRef(reference))
  if (machine.settings.pure && attrs['narHash'] === undefined && attrs['rev'] === undefined)
    throw new NixError(
      'eval',
      `cannot call 'getFlake' on unlocked flake reference '${reference}' (use --impure to override)`,
    )
  const { outPath } = fromStore(() => fetchTree(machine.sources, attrs))
  const rootFolder = dir === '' ? outPath : `${outPath}/${String(dir)}`
  const graph = fromStore(() =>
    resolveFlake({
      folderOf: () => undefined,
      placeOf: (input) =>
        localUrl(input) === undefined ? undefined : fetchTree(machine.sources, input).outPath,
      readFlake: (folder) => readFlake(machine, folder),
      root: readFlake(machine, rootFolder),
      rootFolder,
    }),
  )
  const json = graphJson(graph, (folder) =>
    folder === rootFolder
      ? { kind: 'locked', attrs, dir: String(dir) }
      : { kind: 'locked', attrs: { type: 'path', path: folder }, dir: '' },
  )
  const call = compileSource(machine, callFlake, { kind: 'string' }, '/')([])
  // What the lock file lacks is no less a part of the flake.
  const fetch = new PrimOp('fetchTree', 1, (slot: Slot) => {
    const input = treeAttrs(machine, slot, 'fetchTree')
    return treeValue(fromStore(() => fetchTree(machine.sources, input)))
  })
  return call2(call, json, fetch, 0)
}

/** What a flake says of its inputs. Nothing else of it is evaluated. */
function readFlake(machine: Machine, folder: string): ReadFlake {
  const file = `${folder}/flake.nix`
  const flake = machine.importFile(file)
  if (!(flake instanceof Attrs)) throw new NixError('type', `file '${file}' must be an attribute set`)
  const inputs = attr(flake, symbol('inputs'))
  const outputs = attr(flake, symbol('outputs'))
  const called = outputs === undefined ? undefined : force(outputs)
  const formals =
    called instanceof Lambda ? (called.code.formals?.formals.map(({ name }) => symbolName(name)) ?? []) : []
  const lockFile = `${folder}/flake.lock`
  const lock =
    machine.inputs.lstat(lockFile) === undefined
      ? undefined
      : parseLockFile(bytesOf(machine.inputs.readFile(lockFile)), lockFile)
  return { inputs: readFlakeInputs(inputs === undefined ? {} : plainData(inputs, file), formals), lock }
}

function plainData(slot: Slot, file: string): FlakeData {
  const value = force(slot)
  const text = textOf(value)
  if (text !== undefined) return text
  if (value instanceof Path) return value.path
  if (typeof value === 'number' || typeof value === 'boolean') return value
  if (!(value instanceof Attrs))
    throw new NixError(
      'type',
      `the inputs of '${file}' hold ${showType(value)}, which says nothing of an input`,
    )
  return Object.fromEntries(
    value.shape.symbols.map((name, index) => [symbolName(name), plainData(value.values[index]!, file)]),
  )
}
