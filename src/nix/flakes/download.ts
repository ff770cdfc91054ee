import type { ByteString } from '../bytes.ts'
import { formatHash, type Hash, hashBytes, makeFixedOutputPath } from '../store/index.ts'
import { FlakeError } from './error.ts'
import type { SourceWorld } from './source-world.ts'

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
    if (world.inputs.lstat(stored) !== undefined) return stored
  }
  const file = /^file:\/\/(\/[^?#]*)$/.exec(url)?.[1]
  if (file !== undefined && unpack)
    throw new FlakeError(
      `'${url}' is an archive, which panther does not unpack. Unpack it and use the folder, or let Nix put its content into the store${sha256 === undefined ? ', and name its sha256' : ''}: nix-prefetch-url --unpack --name ${name} ${url}`,
    )
  if (file === undefined)
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
