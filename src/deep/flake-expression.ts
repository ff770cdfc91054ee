import { fromBytes, toBytes } from '../nix/bytes.ts'
import {
  callFlake,
  type FlakeData,
  FlakeError,
  type FlakeGraph,
  fetchTree,
  type GraphNode,
  graphJson,
  type KnownFolder,
  parseLockFile,
  type ReadFlake,
  readFlakeInputs,
  resolveFlake,
  type SourceWorld,
} from '../nix/flakes/index.ts'
import { machine } from '../nix/inputs/index.ts'
import type { NixAnswer, NixEngine } from './engine.ts'

export interface FlakePlan {
  /** Where the flake is. */
  readonly folder: string
  /** The lock file that counts, if it is there; it may lie elsewhere. */
  readonly lockFile: string
  readonly folderOf: (names: readonly string[]) => string | undefined
  readonly engine: NixEngine
  readonly signal: AbortSignal
}

/** An answer of the engine that is no value, on the way to an expression. */
export class EngineStop extends Error {
  override readonly name = 'EngineStop'
  readonly answer: NixAnswer
  /** The flake that was read. */
  readonly folder: string

  constructor(answer: NixAnswer, folder: string) {
    super(`the flake in ${folder} cannot be read`)
    this.answer = answer
    this.folder = folder
  }
}

/**
 * An expression whose value is the flake with all its outputs. Its inputs are folders that are given, and what its lock
 * file names, where the store has it.
 *
 * @throws FlakeError, EngineStop
 */
export async function flakeExpression(plan: FlakePlan): Promise<string> {
  const { graph, known } = inPlace(await graphOf(plan))
  const json = graphJson(graph, (folder) => known.get(folder))
  return `(${callFlake}) ${nixString(fromBytes(json))} (attrs: throw "fetchTree: nothing is fetched")`
}

/** A flake whose file must be read first. */
class Unread extends Error {
  readonly folder: string

  constructor(folder: string) {
    super(folder)
    this.folder = folder
  }
}

/**
 * Resolves the flake's inputs. The files of flakes are Nix, so that an engine has to read them, which takes its time;
 * which ones there are is known only on the way.
 */
async function graphOf(plan: FlakePlan): Promise<FlakeGraph> {
  const root = toBytes(plan.folder)
  const flakes = new Map<string, ReadFlake>()
  let next: string | undefined = root
  while (next !== undefined) {
    const lock = next === root ? plan.lockFile : `${next}/flake.lock`
    flakes.set(next, await read(plan, next, lock))
    try {
      return resolveFlake({
        root: flakes.get(root)!,
        rootFolder: root,
        folderOf: (names) => bytesOf(plan.folderOf(names)),
        readFlake: (at) => {
          const found = flakes.get(at)
          if (found === undefined) throw new Unread(at)
          return found
        },
      })
    } catch (error) {
      if (!(error instanceof Unread)) throw error
      next = error.folder
    }
  }
  throw new Error('a flake is always read')
}

async function read(plan: FlakePlan, folder: string, lockFile: string | undefined): Promise<ReadFlake> {
  const path = lockFile === undefined ? undefined : toBytes(lockFile)
  const lock =
    path === undefined || machine.lstat(path) === undefined
      ? undefined
      : parseLockFile(Buffer.from(machine.readFile(path)).toString('latin1'), path)
  if (machine.lstat(`${folder}/flake.nix`) === undefined) return { inputs: new Map(), lock }
  const answer = await plan.engine.ask(
    `let file = import (${nixString(`${fromBytes(folder)}/flake.nix`)}); in { inputs = file.inputs or { }; formals = builtins.attrNames (builtins.functionArgs file.outputs); }`,
    plan.signal,
  )
  if (answer.kind !== 'value') throw new EngineStop(answer, folder)
  const { inputs, formals } = answer.value as { inputs: FlakeData; formals: readonly string[] }
  return { inputs: readFlakeInputs(bytesIn(inputs), formals), lock }
}

/** Locked sources that the store has are folders like others; what it lacks is missing. */
function inPlace(graph: FlakeGraph): {
  readonly graph: FlakeGraph
  readonly known: ReadonlyMap<string, KnownFolder>
} {
  const world: SourceWorld = { inputs: machine, storeDir: '/nix/store', mounts: new Map() }
  const known = new Map<string, KnownFolder>()
  const names = namesOf(graph)
  const settle = (key: string, node: GraphNode): GraphNode => {
    if (node.source.kind !== 'locked') return node
    const { attrs } = node.source
    try {
      const { outPath } = fetchTree(world, attrs)
      const folder = world.mounts.get(outPath)?.folder ?? outPath
      known.set(folder, { path: folder, stored: false, attrs })
      return { ...node, source: { kind: 'folder', folder } }
    } catch (error) {
      if (!(error instanceof FlakeError)) throw error
      const message = error.message.replace('--override-input NAME', `--override-input ${names.get(key)}`)
      return { ...node, source: { kind: 'missing', message } }
    }
  }
  return { graph: new Map(Array.from(graph, ([key, node]) => [key, settle(key, node)])), known }
}

/** The shortest names that lead to each node, as `--override-input` takes them. */
function namesOf(graph: FlakeGraph): ReadonlyMap<string, string> {
  const names = new Map([['root', '']])
  for (const [key, path] of names)
    for (const [name, inner] of graph.get(key)?.inputs ?? [])
      if (!names.has(inner)) names.set(inner, path === '' ? name : `${path}/${name}`)
  return names
}

function bytesIn(data: FlakeData): FlakeData {
  if (typeof data === 'string') return toBytes(data)
  if (typeof data !== 'object') return data
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [toBytes(name), bytesIn(value)]))
}

function bytesOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : toBytes(text)
}

/** A string as Nix writes it. */
export function nixString(text: string): string {
  return `"${text
    .replaceAll(/["\\$]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')}"`
}
