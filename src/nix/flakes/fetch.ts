import type { ByteString } from '../bytes.ts'
import { type Hash, makeFixedOutputPath } from '../store/index.ts'
import { FlakeError } from './error.ts'
import { printFlakeRef } from './flake-ref.ts'
import { readGit } from './git.ts'
import type { FlakeAttrs } from './input-attrs.ts'
import { pinOf } from './pin.ts'
import { sourceInfo } from './source-info.ts'
import { type FetchedTree, placeSource, type SourceWorld } from './source-world.ts'
import { percentDecode } from './url.ts'

/**
 * `builtins.fetchTree` for what is on this machine: a folder, a local repository, a local archive, and anything else
 * whose content the arguments pin and the store already has. What was fetched once stays as it was.
 *
 * @param name of the store path
 * @throws FlakeError which says what to do, where it would have to be fetched or is not what it is pinned to
 */
export function fetchTree(world: SourceWorld, attrs: FlakeAttrs, name = 'source'): FetchedTree {
  const key = JSON.stringify([
    name,
    ...Object.entries(attrs).sort(([one], [other]) => (one < other ? -1 : 1)),
  ])
  const known = world.fetched.get(key)
  if (known !== undefined) return known
  const found = fetch(world, attrs, name)
  world.fetched.set(key, found)
  return found
}

function fetch(world: SourceWorld, attrs: FlakeAttrs, name: string): FetchedTree {
  const { type, narHash } = attrs
  const pinned = typeof narHash === 'string' ? pinOf(narHash) : undefined
  if (type === 'indirect')
    throw new FlakeError(`indirect input '${printFlakeRef(attrs)}' cannot be fetched directly`)
  if (pinned !== undefined) {
    const outPath = makeFixedOutputPath(name, 'recursive', pinned, world.storeDir)
    if (world.inputs.lstat(outPath) !== undefined) return { outPath, info: sourceInfo(attrs) }
  }
  if (type === 'path') return fetchPath(world, attrs, name)
  const folder = type === 'git' ? localUrl(attrs) : undefined
  if (folder === undefined) throw notHere(world, attrs, pinned, name)
  return fetchGit(world, attrs, folder, name)
}

function fetchPath(world: SourceWorld, attrs: FlakeAttrs, name: string): FetchedTree {
  const folder = existing(world, String(attrs['path']))
  const { outPath, narHash, lastModified } = placeSource(world, { folder }, attrs, name)
  return { outPath, info: sourceInfo({ lastModified, ...attrs, narHash }) }
}

function fetchGit(world: SourceWorld, attrs: FlakeAttrs, folder: ByteString, name: string): FetchedTree {
  existing(world, folder)
  const { rev, ref, exportIgnore, submodules } = attrs
  if (submodules === true)
    throw new FlakeError(
      `'${printFlakeRef(attrs)}' asks for submodules, which panther does not read: give a checkout of it as 'path:${folder}'`,
    )
  const {
    mount,
    attrs: read,
    revCount,
  } = readGit(world.inputs, folder, {
    rev: typeof rev === 'string' ? rev : undefined,
    ref: typeof ref === 'string' ? ref : undefined,
    exportIgnore: exportIgnore === true,
  })
  const { outPath, narHash } = placeSource(world, mount, attrs, name)
  const info = sourceInfo({ ...read, ...attrs, narHash })
  return { outPath, info, revCount: info['revCount'] === undefined ? revCount : undefined }
}

/** The folder itself, where a link leads to it. */
function existing({ inputs }: SourceWorld, folder: ByteString): ByteString {
  const real = inputs.realPath(folder)
  if (inputs.lstat(real) === undefined) throw new FlakeError(`path '${folder}' does not exist`)
  return real
}

/** The path that the URL of a source names, if that is on this machine. */
export function localUrl({ url }: FlakeAttrs): ByteString | undefined {
  const path = typeof url === 'string' ? /^file:\/\/(\/[^?#]*)/.exec(url)?.[1] : undefined
  return path === undefined ? undefined : percentDecode(path)
}

function notHere(world: SourceWorld, attrs: FlakeAttrs, pinned: Hash | undefined, name: string): FlakeError {
  const shown = printFlakeRef(attrs)
  if (localUrl(attrs) !== undefined)
    return new FlakeError(
      `'${shown}' is a file, which panther does not fetch as a tree. Unpack it and use 'path:FOLDER', or fetch a single file with 'builtins.fetchurl'`,
    )
  if (pinned === undefined)
    return new FlakeError(
      `'${shown}' is not locked, and nothing is fetched. Lock it with 'nix flake lock', or give its folder with '--override-input NAME PATH'`,
    )
  return new FlakeError(
    `'${shown}' is not on this machine: ${makeFixedOutputPath(name, 'recursive', pinned, world.storeDir)} is missing, and nothing is fetched. Fetch it with 'nix flake archive', or give its folder with '--override-input NAME PATH'`,
  )
}
