import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { Input } from '../../fleet/fleet.ts'
import { toBytes } from '../../nix/bytes.ts'
import { machine } from '../../nix/inputs/index.ts'
import type { Content } from '../../synth/write/content.ts'

/** Where the flake of a fleet is to be evaluated. */
export interface PlacedFlake {
  readonly folder: string
  /** Whether it is evaluated as part of the git repository that it is in. */
  readonly inGit: boolean
}

/**
 * Puts the flake that the fleet makes now where it can be evaluated: where it was written if nothing has changed since
 * and git tracks it, so that it is what `nixos-rebuild` would see, with the repository's commit; else into a folder of
 * its own.
 *
 * @param written where the flake is written to
 * @param folder one that is empty
 * @param inputs of the fleet: those that lie in the flake itself are taken along
 */
export function placeFlake(
  files: ReadonlyMap<string, Content>,
  written: string,
  folder: string,
  inputs: Readonly<Record<string, Input>>,
): PlacedFlake {
  if (isWritten(files, written) && isTracked([...files.keys()], written))
    return { folder: realpathSync(written), inGit: true }
  for (const [path, { bytes, program }] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), bytes, { mode: program ? 0o755 : 0o644 })
  }
  // It is part of the flake's content, which decides where it is in the store.
  const lockFile = join(written, 'flake.lock')
  if (existsSync(lockFile)) copyFileSync(lockFile, join(folder, 'flake.lock'))
  for (const inside of foldersInside(inputs)) {
    const from = join(written, inside)
    if (existsSync(from)) cpSync(from, join(folder, inside), { recursive: true, verbatimSymlinks: true })
  }
  return { folder, inGit: false }
}

/** Where inputs are that are named from the flake: `path:./mine`. */
function foldersInside(inputs: Readonly<Record<string, Input>>): readonly string[] {
  return Object.values(inputs).flatMap((input) => {
    const url = typeof input === 'string' ? input : input.url
    const path = /^(?:path:)?\.\/([^?#]+)/.exec(url)?.[1]
    return path === undefined || path.split('/').includes('..') ? [] : [path]
  })
}

function isWritten(files: ReadonlyMap<string, Content>, written: string): boolean {
  return files.entries().every(([path, { bytes }]) => {
    const file = join(written, path)
    return existsSync(file) && readFileSync(file).equals(bytes)
  })
}

function isTracked(paths: readonly string[], written: string): boolean {
  const pathspecs = paths.map((path) => `:(literal)${toBytes(path)}`)
  return machine.git(toBytes(written), ['ls-files', '--error-unmatch', '--', ...pathspecs]) !== undefined
}
