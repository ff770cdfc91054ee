import { fromBytes, toBytes } from '../nix/bytes.ts'
import { storeFolder } from '../nix/eval/store.ts'
import {
  callFlake,
  type FlakeAttrs,
  type FlakeData,
  FlakeError,
  type FlakeGraph,
  type FolderSource,
  fetchTree,
  type GraphNode,
  gitRoot,
  graphJson,
  parseLockFile,
  percentEncode,
  type ReadFlake,
  readFlakeInputs,
  resolveFlake,
  sourceWorld,
} from '../nix/flakes/index.ts'
import { machine } from '../nix/inputs/index.ts'
import type { NixAnswer, NixEngine } from './engine.ts'

export interface FlakePlan {
  /** Where the flake is. */
  readonly folder: string
  /** Whether it is part of the git repository that it is in. */
  readonly inGit?: boolean
  /** The lock file that counts, if it is there; it may lie elsewhere. */
  readonly lockFile: string
  readonly folderOf: (names: readonly string[]) => string | undefined
  /** Whether all in a given folder counts, even where git tracks only part of it. */
  readonly isWhole?: (folder: string) => boolean
  /** When the newest file of the flake was changed, in seconds since 1970. */
  readonly lastModified?: number
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
  const { graph, given } = await graphOf(plan)
  if (plan.engine.fetches) return called(graphJson(graph, sourcesOf(plan, given)), 'builtins.fetchTree')
  const { graph: settled, attrsOf } = inPlace(graph)
  const json = graphJson(settled, (folder) => ({ kind: 'place', attrs: attrsOf.get(folder) ?? {} }))
  return called(json, '(attrs: throw "fetchTree: nothing is fetched")')
}

function called(json: string, fetchTree: string): string {
  return `(${callFlake}) ${nixString(fromBytes(json))} ${fetchTree}`
}

/**
 * How Nix would fetch a folder: one that is given, as the git repository that it is in. A folder that a
 * flake names is only a folder.
 */
function sourcesOf(
  { folder: own, inGit = false, lastModified, isWhole = () => false }: FlakePlan,
  given: ReadonlySet<string>,
): (folder: string) => FolderSource {
  const root = toBytes(own)
  return (folder) => {
    const path = { type: 'path', path: folder } as const
    const isOwn = folder === root
    const mayBeGit = isOwn ? inGit : given.has(folder) && !isWhole(fromBytes(folder))
    const repository = mayBeGit ? gitRoot(machine, folder) : undefined
    if (repository !== undefined) {
      const url = `file://${percentEncode(repository, '/')}`
      return { kind: 'locked', attrs: { type: 'git', url }, dir: folder.slice(repository.length + 1) }
    }
    const isDated = isOwn && lastModified !== undefined
    return { kind: 'locked', attrs: isDated ? { ...path, lastModified } : path, dir: '' }
  }
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
async function graphOf(
  plan: FlakePlan,
): Promise<{ readonly graph: FlakeGraph; readonly given: ReadonlySet<string> }> {
  const root = toBytes(plan.folder)
  const given = new Set<string>()
  const folderOf = (names: readonly string[]): string | undefined => {
    const folder = plan.folderOf(names)
    if (folder === undefined) return undefined
    given.add(toBytes(folder))
    return toBytes(folder)
  }
  const flakes = new Map<string, ReadFlake>()
  let next: string | undefined = root
  while (next !== undefined) {
    flakes.set(next, await read(plan, next, next === root ? toBytes(plan.lockFile) : `${next}/flake.lock`))
    try {
      const graph = resolveFlake({
        root: flakes.get(root)!,
        rootFolder: root,
        folderOf,
        readFlake: (at) => {
          const found = flakes.get(at)
          if (found === undefined) throw new Unread(at)
          return found
        },
      })
      return { graph, given }
    } catch (error) {
      if (!(error instanceof Unread)) throw error
      next = error.folder
    }
  }
  throw new Error('a flake is always read')
}

async function read(plan: FlakePlan, folder: string, path: string): Promise<ReadFlake> {
  const lock =
    machine.lstat(path) === undefined
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
  readonly attrsOf: ReadonlyMap<string, FlakeAttrs>
} {
  const world = sourceWorld(machine, storeFolder(machine))
  const attrsOf = new Map<string, FlakeAttrs>()
  const settle = (node: GraphNode): GraphNode => {
    if (node.source.kind !== 'locked') return node
    const { attrs } = node.source
    try {
      const { outPath } = fetchTree(world, attrs)
      const folder = world.mounts.get(outPath)?.folder ?? outPath
      attrsOf.set(folder, attrs)
      return { ...node, source: { kind: 'folder', folder } }
    } catch (error) {
      if (!(error instanceof FlakeError)) throw error
      return { ...node, source: { kind: 'missing', message: error.message } }
    }
  }
  return { graph: new Map(Array.from(graph, ([key, node]) => [key, settle(node)])), attrsOf }
}

function bytesIn(data: FlakeData): FlakeData {
  if (typeof data === 'string') return toBytes(data)
  if (typeof data !== 'object') return data
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [toBytes(name), bytesIn(value)]))
}

/** A string as Nix writes it. */
export function nixString(text: string): string {
  return `"${text
    .replaceAll(/["\\$]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')}"`
}
