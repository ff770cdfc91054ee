import type { Flake } from '../flake.ts'
import { modelText } from '../model.ts'
import { contents, hashOf } from './content.ts'
import { type FileSystem, nodeFileSystem } from './file-system.ts'
import { nodeSpawn, type Spawn, untrackedFiles } from './git.ts'
import { alone, type FlakeBusyError, type IsRunning, nodeIsRunning } from './lock.ts'
import { modelFile, readManifest } from './manifest.ts'
import { type Conflict, planWrite } from './plan.ts'
import { commit, recover } from './transaction.ts'

export interface WriteOptions {
  readonly directory: string
  /** Overwrites and deletes what is not panther's, or was edited by hand. */
  readonly force?: boolean
  readonly fs?: FileSystem
  readonly spawn?: Spawn
  readonly isRunning?: IsRunning
}

export interface WriteReport {
  /** `refused`: nothing was written, because of the conflicts. */
  readonly status: 'written' | 'unchanged' | 'refused'
  readonly created: readonly string[]
  readonly changed: readonly string[]
  readonly deleted: readonly string[]
  /** Files that are not as panther left them; with `force`, those that were overwritten or deleted nevertheless. */
  readonly conflicts: readonly Conflict[]
  /** An interrupted run had to be completed first. */
  readonly recovered: boolean
  /** Files of the flake that git does not track, so that Nix would not see them. Nothing outside of a repository. */
  readonly untracked: readonly string[] | undefined
}

/**
 * Writes a flake: whole or not at all. Files of others stay as they are, files that panther wrote and no longer
 * wants are deleted. A flake whose diagnostics hold errors is not meant to be written. Throws {@link FlakeBusyError} where another process is at it.
 */
export function writeFlake(flake: Flake, options: WriteOptions): WriteReport {
  const { directory, fs = nodeFileSystem, isRunning = nodeIsRunning } = options
  return alone(directory, fs, isRunning, () => write(flake, options, fs))
}

function write(flake: Flake, options: WriteOptions, fs: FileSystem): WriteReport {
  const { directory, force = false, spawn = nodeSpawn } = options
  const recovered = recover(directory, fs)
  const given = contents(flake.files, directory, fs)
  const hashes = Object.fromEntries([...given].map(([path, { bytes }]) => [path, hashOf(bytes)]))
  const model = new TextEncoder().encode(modelText(flake.model, hashes))
  const wanted = new Map([...given, [modelFile, { bytes: model, program: false }] as const])
  const plan = planWrite(wanted, readManifest(directory, fs), directory, fs)
  const { created, changed, deleted, conflicts } = plan
  const refused = force ? conflicts.some(({ reason }) => reason === 'blocked') : conflicts.length > 0
  const report = (status: WriteReport['status']): WriteReport => ({
    status,
    created,
    changed,
    deleted,
    conflicts,
    recovered,
    untracked: status === 'refused' ? undefined : untrackedFiles(directory, [...wanted.keys()], spawn),
  })
  if (refused) return report('refused')
  const paths = [...created, ...changed]
  if (paths.length + deleted.length === 0) return report('unchanged')
  const forNix = paths.filter((path) => path !== modelFile)
  // A change of several files takes flake.nix away for its time, so it has to bring it back.
  if (forNix.length + deleted.length > 1 && !paths.includes('flake.nix')) paths.push('flake.nix')
  commit(
    directory,
    { writes: new Map(paths.sort().map((path) => [path, wanted.get(path)!])), deletes: deleted },
    fs,
  )
  return report('written')
}
