import { spawnSync } from 'node:child_process'

/** Runs a program to its end. Nothing where it cannot be run. */
export type Spawn = (
  command: string,
  args: readonly string[],
  options: { readonly cwd: string },
) => { readonly status: number; readonly stdout: string } | undefined

export const nodeSpawn: Spawn = (command, args, { cwd }) => {
  const { status, stdout, error } = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 })
  return error || status === null ? undefined : { status, stdout }
}

/**
 * The files that git does not know of: Nix does not see them in a flake that stands in a repository.
 * Nothing where the folder is in none.
 */
export function untrackedFiles(
  directory: string,
  files: readonly string[],
  spawn: Spawn,
): readonly string[] | undefined {
  const listed = spawn('git', ['ls-files', '-z', '--cached', '--', '.'], { cwd: directory })
  if (listed === undefined || listed.status !== 0) return undefined
  const tracked = new Set(listed.stdout.split('\0'))
  return files.filter((file) => !tracked.has(file))
}
