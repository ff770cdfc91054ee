import type { ByteString } from '../bytes.ts'
import type { Inputs } from '../eval/inputs.ts'
import type { Mount } from '../inputs/index.ts'
import { mountInputs } from '../inputs/index.ts'
import {
  formatHash,
  type Hash,
  hashBytes,
  hashNar,
  makeFixedOutputPath,
  parseHash,
  StoreError,
} from '../store/index.ts'
import { FlakeError } from './error.ts'
import { printFlakeRef } from './flake-ref.ts'
import type { GitTree } from './git.ts'
import type { FlakeAttrs } from './input-attrs.ts'
import { sourceInfo } from './source-info.ts'

/** Where sources come from: what is on this machine. Nothing is fetched over a network. */
export interface SourceWorld {
  readonly inputs: Inputs
  readonly storeDir: string
  /** Grows with every source that is not really in the store: there, its folder is seen. */
  readonly mounts: Map<ByteString, Mount>
  /** The repository that a folder is in; without it, folders are taken whole. */
  readonly git?: (folder: ByteString) => GitTree | undefined
}

export interface FetchedTree {
  readonly outPath: ByteString
  /** What comes with `outPath` in the result of `fetchTree`. */
  readonly info: FlakeAttrs
}

/**
 * `builtins.fetchTree` for what is on this machine: a folder, a local repository, and anything else whose content the
 * arguments pin and the store already has.
 *
 * @throws FlakeError which says what to do, where it would have to be fetched or is not what it is pinned to
 */
export function fetchTree(world: SourceWorld, attrs: FlakeAttrs): FetchedTree {
  const { type, narHash } = attrs
  const pinned = typeof narHash === 'string' ? parsePin(narHash) : undefined
  if (type === 'indirect')
    throw new FlakeError(`indirect input '${printFlakeRef(attrs)}' cannot be fetched directly`)
  if (pinned !== undefined) {
    const stored = storePathOf(world, pinned)
    if (world.mounts.has(stored) || world.inputs.lstat(stored) !== undefined)
      return { outPath: stored, info: sourceInfo({ ...attrs, narHash: formatHash(pinned, 'sri') }) }
  }
  const folder = localFolder(attrs)
  if (folder === undefined) throw notHere(world, attrs, pinned)
  if (world.inputs.lstat(folder) === undefined) throw new FlakeError(`path '${folder}' does not exist`)
  return copyFolder(world, attrs, folder, pinned)
}

function parsePin(narHash: ByteString): Hash {
  try {
    return parseHash(narHash)
  } catch (error) {
    if (error instanceof StoreError) throw new FlakeError(error.message)
    throw error
  }
}

function storePathOf(world: SourceWorld, hash: Hash): ByteString {
  return makeFixedOutputPath('source', 'recursive', hash, world.storeDir)
}

function localFolder(attrs: FlakeAttrs): ByteString | undefined {
  const { type, path, url, rev, ref } = attrs
  if (type === 'path' && typeof path === 'string') return path
  // A commit is not what the folder holds now.
  if (type === 'git' && typeof url === 'string' && rev === undefined && ref === undefined)
    return /^(?:file:\/\/)?(\/[^?#]*)/.exec(url)?.[1]
  return undefined
}

function notHere(world: SourceWorld, attrs: FlakeAttrs, pinned: Hash | undefined): FlakeError {
  const shown = printFlakeRef(attrs)
  if (pinned === undefined)
    return new FlakeError(
      `'${shown}' is not locked, and nothing is fetched. Lock it with 'nix flake lock', or give its folder with '--override-input NAME PATH'`,
    )
  return new FlakeError(
    `'${shown}' is not on this machine: ${storePathOf(world, pinned)} is missing, and nothing is fetched. Fetch it with 'nix flake archive', or give its folder with '--override-input NAME PATH'`,
  )
}

/** Lets a folder be seen where Nix would copy it to. */
function copyFolder(
  world: SourceWorld,
  attrs: FlakeAttrs,
  folder: ByteString,
  pinned: Hash | undefined,
): FetchedTree {
  const tree = attrs['type'] === 'git' ? world.git?.(folder) : undefined
  const tracked = tree?.tracked
  const mount: Mount =
    tracked === undefined ? { folder } : { folder: tree!.root, includes: (path) => tracked.has(path) }
  // Its place is known once it is hashed; until then, any will do.
  const anywhere = `${world.storeDir}/source`
  const seen = mountInputs(world.inputs, new Map([[anywhere, mount]]), world.storeDir)
  const hash = hashNar(seen, anywhere)
  const narHash = formatHash(hash, 'sri')
  if (pinned !== undefined && formatHash(pinned, 'sri') !== narHash)
    throw new FlakeError(
      `NAR hash mismatch in input '${printFlakeRef(attrs)}', expected '${formatHash(pinned, 'sri')}' but got '${narHash}'`,
    )
  const outPath = storePathOf(world, hash)
  world.mounts.set(outPath, mount)
  return { outPath, info: sourceInfo({ ...tree?.attrs, ...attrs, narHash }) }
}

/** What `builtins.fetchurl` and `builtins.fetchTarball` were asked for. */
export interface Download {
  readonly url: ByteString
  /** A name that is one for the store. */
  readonly name: ByteString
  readonly sha256: Hash | undefined
  /** Whether an archive is unpacked, and `sha256` that of what is in it. */
  readonly unpack: boolean
}

/**
 * The store path of a download: one that the store has, or a file of this machine (`file://…`).
 *
 * @throws FlakeError
 */
export function fetchDownload(world: SourceWorld, { url, name, sha256, unpack }: Download): ByteString {
  if (sha256 !== undefined) {
    const stored = makeFixedOutputPath(name, unpack ? 'recursive' : 'flat', sha256, world.storeDir)
    if (world.mounts.has(stored) || world.inputs.lstat(stored) !== undefined) return stored
  }
  const file = /^file:\/\/(\/[^?#]*)$/.exec(url)?.[1]
  if (file === undefined || unpack)
    throw new FlakeError(
      `'${url}' is not on this machine, and nothing is fetched. Let Nix fetch it${sha256 === undefined ? ', and name its sha256' : ''}: nix-prefetch-url ${unpack ? '--unpack ' : ''}--name ${name} ${url}`,
    )
  const hash = hashBytes('sha256', world.inputs.readFile(file))
  if (sha256 !== undefined && formatHash(sha256, 'nix32') !== formatHash(hash, 'nix32'))
    throw new FlakeError(
      `hash mismatch in file downloaded from '${url}':\n  specified: sha256:${formatHash(sha256, 'nix32')}\n  got:       sha256:${formatHash(hash, 'nix32')}`,
    )
  const outPath = makeFixedOutputPath(name, 'flat', hash, world.storeDir)
  world.mounts.set(outPath, { folder: file })
  return outPath
}
