import type { ByteString } from '../bytes.ts'
import { InputError, type Inputs } from '../eval/inputs.ts'
import { type Files, type Mount, mountInputs } from '../inputs/index.ts'
import { formatHash, hashNar, makeFixedOutputPath, StoreError } from '../store/index.ts'
import { FlakeError } from './error.ts'
import { printFlakeRef } from './flake-ref.ts'
import type { FlakeAttrs } from './input-attrs.ts'
import { pinOf } from './pin.ts'

/** Where sources come from: what is on this machine. Nothing is fetched over a network. */
export interface SourceWorld {
  /** All that is seen, sources in their places in the store included. */
  readonly inputs: Inputs
  readonly storeDir: string
  /** Grows with every source that is not really in the store: there, its folder is seen. */
  readonly mounts: Map<ByteString, Mount>
  /** What was fetched already, by what was asked for. */
  readonly fetched: Map<string, FetchedTree>
}

export interface FetchedTree {
  readonly outPath: ByteString
  /** What comes with `outPath` in the result of `fetchTree`. */
  readonly info: FlakeAttrs
  /** How many commits lead to it. To count takes its time, and hardly anyone asks. */
  readonly revCount?: (() => number) | undefined
}

export function sourceWorld(inputs: Inputs, storeDir: string): SourceWorld {
  const mounts = new Map<ByteString, Mount>()
  return { inputs: mountInputs(inputs, mounts, storeDir), storeDir, mounts, fetched: new Map() }
}

/** A source with the place in the store that follows from its content. */
export interface PlacedSource {
  readonly outPath: ByteString
  readonly narHash: string
  /** When the newest file in it was changed. */
  readonly lastModified: number
}

/**
 * Lets a source be seen where Nix would copy it to.
 *
 * @param attrs what pins it, and what messages call it
 * @throws FlakeError where it is not what it is pinned to
 */
export function placeSource(
  world: SourceWorld,
  mount: Mount,
  attrs: FlakeAttrs,
  name = 'source',
): PlacedSource {
  // Its place is known once it is hashed; until then, any will do.
  const anywhere = `${world.storeDir}/source`
  const seen = mountInputs(world.inputs, new Map([[anywhere, mount]]), world.storeDir)
  let lastModified = 0
  const watched: Pick<Files, 'lstat' | 'readDir' | 'readFile' | 'readLink'> = {
    ...seen,
    lstat(path) {
      lastModified = Math.max(lastModified, seen.modified(path))
      return seen.lstat(path)
    },
  }
  const hash = named(anywhere, mount.folder, () => hashNar(watched, anywhere))
  const narHash = formatHash(hash, 'sri')
  const pinned = attrs['narHash']
  if (typeof pinned === 'string' && formatHash(pinOf(pinned), 'sri') !== narHash)
    throw new FlakeError(
      `NAR hash mismatch in input '${printFlakeRef(attrs)}', expected '${formatHash(pinOf(pinned), 'sri')}' but got '${narHash}'`,
    )
  const outPath = makeFixedOutputPath(name, 'recursive', hash, world.storeDir)
  if (!world.mounts.has(outPath)) world.mounts.set(outPath, mount)
  return { outPath, narHash, lastModified }
}

/** Messages name where a source is, not where it is seen while it is hashed. */
function named<T>(seen: ByteString, real: ByteString, hash: () => T): T {
  try {
    return hash()
  } catch (error) {
    if (error instanceof StoreError || error instanceof InputError)
      throw new FlakeError(error.message.replaceAll(seen, real))
    throw error
  }
}
