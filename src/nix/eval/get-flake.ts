import {
  callFlake,
  type FlakeAttrs,
  type FlakeData,
  fetchTree,
  graphJson,
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
import { Attrs, Lambda, Path, type Slot, textOf, type Value } from './values.ts'

/** The value of the flake that a reference names. */
export function getFlake(machine: Machine, reference: string): Value {
  const { dir = '', ...attrs } = fromStore(() => parseFlakeRef(reference))
  const folder = fromStore(() => sourceOf(machine, attrs as FlakeAttrs))
  return evaluateFlake(machine, dir === '' ? folder : `${folder}/${String(dir)}`)
}

function sourceOf(machine: Machine, attrs: FlakeAttrs): string {
  const { type, path } = attrs
  if (type === 'path' && typeof path === 'string' && attrs['narHash'] === undefined) return path
  return fetchTree(machine.sources, attrs).outPath
}

/**
 * The value of the flake in a folder, used where it is. Its inputs come from its lock file and from the folders that
 * are given for them.
 */
export function evaluateFlake(
  machine: Machine,
  folder: string,
  folderOf: (names: readonly string[]) => string | undefined = () => undefined,
): Value {
  const graph = fromStore(() =>
    resolveFlake({
      folderOf,
      readFlake: (inner) => readFlake(machine, inner),
      root: readFlake(machine, folder),
      rootFolder: folder,
    }),
  )
  const origin = { kind: 'string' } as const
  const call = compileSource(machine, callFlake, origin, '/')([])
  const fetchTreeFunction = machine.globals.get(symbol('fetchTree'))!
  return call2(
    call,
    graphJson(graph, () => undefined),
    fetchTreeFunction,
    0,
  )
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
