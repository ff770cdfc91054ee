import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeTree } from './tree.ts'

/** What Nix says, as it is recorded in `fixtures/answers.json`. */
export interface Answers {
  /** From the full path of a derivation's file to its text. */
  readonly derivations: Readonly<Record<string, string>>
  /** The archive of the folder of `tree.ts`, and parts of it: SHA-256 in base 16. */
  readonly archives: Readonly<Record<string, string>>
  /** Where content goes: `[--recursive] <algorithm> <hash> <name>` to path. */
  readonly fixedPaths: Readonly<Record<string, string>>
  /** The same hash in other writings. */
  readonly hashes: readonly {
    readonly algorithm: string
    readonly base16: string
    readonly nix32: string
    readonly sri: string
  }[]
}

export const noNix: boolean = spawnSync('nix-store', ['--version']).error !== undefined

export const archived: readonly string[] = [
  '.',
  'a',
  'a/size-0',
  'a/b/bytes',
  'run',
  'run-group',
  'link',
  'empty',
]

export function askNix(): Answers {
  const work = mkdtempSync(join(tmpdir(), 'panther-store-'))
  try {
    const root = join(work, 'root')
    const cases = new URL('fixtures/derivations.nix', import.meta.url).pathname
    run('nix-instantiate', '--store', root, cases)
    const store = join(root, 'nix/store')
    const files = readdirSync(store)
      .filter((name) => name.endsWith('.drv'))
      .sort()
    const derivations = Object.fromEntries(
      files.map((name) => [`/nix/store/${name}`, readFileSync(join(store, name), 'utf8')]),
    )

    const tree = join(work, 'tree')
    writeTree(tree)
    const archives = Object.fromEntries(
      archived.map((name) => [name, run('nix-hash', '--type', 'sha256', join(tree, name)).trim()]),
    )

    const digests = { md5: '', sha1: '', sha256: '', sha512: '' }
    const hashes = Object.keys(digests).flatMap((algorithm) =>
      ['a/size-0', 'a/b/bytes', 'run', 'a/b/c/large'].map((name) => {
        const base16 = run('nix-hash', '--type', algorithm, '--flat', join(tree, name)).trim()
        const nix32 = run('nix-hash', '--type', algorithm, '--to-base32', base16).trim()
        const sri = run(
          'nix',
          '--extra-experimental-features',
          'nix-command',
          'hash',
          'to-sri',
          '--type',
          algorithm,
          base16,
        ).trim()
        return { algorithm, base16, nix32, sri }
      }),
    )

    const fixedPaths = Object.fromEntries(
      hashes.flatMap(({ algorithm, base16 }) =>
        [[], ['--recursive']].map((method) => {
          const question = [...method, algorithm, base16, `some-${algorithm}`]
          return [question.join(' '), run('nix-store', '--print-fixed-path', ...question).trim()]
        }),
      ),
    )
    return { derivations, archives, fixedPaths, hashes }
  } finally {
    spawnSync('chmod', ['-R', 'u+w', work])
    rmSync(work, { recursive: true, force: true })
  }
}

function run(command: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`)
  return stdout
}
