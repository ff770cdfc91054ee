import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { panther } from '../cli/panther.ts'

const root = fileURLToPath(new URL('fleet', import.meta.url))
const nixpkgs = process.env['NIXPKGS']
const homeManager = process.env['HOME_MANAGER']

/** `FILE:LINE` where each host's mistake is to be shown. */
const marked = new Map<string, string[]>()
for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
  if (!/\.(ts|nix)$/.test(file)) continue
  for (const [index, line] of readFileSync(`${root}/${file}`, 'utf8').split('\n').entries()) {
    const host = /(?:\/\/|#) here: (\S+)$/.exec(line)?.[1]
    if (host !== undefined) marked.set(host, [...(marked.get(host) ?? []), `${file}:${index + 1}`])
  }
}

interface Found {
  readonly code: string
  readonly host?: string
  readonly hosts?: readonly string[]
  readonly message: string
  readonly at: readonly { readonly file: string; readonly line: number; readonly column: number }[]
}

async function shownOn(
  hosts: readonly string[],
  inputs: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, readonly Found[]>> {
  const given = Object.entries(inputs).flatMap(([name, folder]) => ['--override-input', name, folder])
  const run = await panther(['check', '--deep', '--json', ...hosts, ...given], root)
  const { diagnostics, ok } = JSON.parse(run.stdout) as { ok: boolean; diagnostics: readonly Found[] }
  expect({ ok, code: run.code }).toEqual({ ok: false, code: 1 })
  const about = (host: string) =>
    diagnostics.filter((each) => each.code.startsWith('nixos-') && (each.hosts ?? [each.host]).includes(host))
  return new Map(hosts.map((host) => [host, about(host)]))
}

function linesOf(found: readonly Found[]): readonly string[] {
  const lines = found.flatMap(({ at }) =>
    at.map(({ file, line }) => `${file.slice(root.length + 1)}:${line}`),
  )
  return [...new Set(lines)].sort()
}

/** Those that need nothing of NixOS but that it evaluates what it is given. */
const simple = [
  'abort',
  'assert-raw',
  'division',
  'json',
  'lib-attr',
  'merge-second',
  'module-body',
  'null-str',
  'pkg-missing',
  'raw-file',
  'raw-module',
  'read-file',
  'recursion',
  'throw-lines',
  'to-int',
  'with-missing',
]

describe('a mistake that only evaluation finds is shown at the line that made it', () => {
  const shown = shownOn(simple, { nixpkgs: fileURLToPath(new URL('nixpkgs', import.meta.url)) })

  it.each(simple)('%s', async (host) => {
    expect(linesOf((await shown).get(host)!)).toEqual(marked.get(host)?.toSorted())
  })

  it('in raw Nix, at the column', async () => {
    for (const [host, text] of [
      ['throw-lines', 'throw'],
      ['raw-module', 'throw "from raw"'],
      ['null-str', 'config.time.timeZone'],
      ['with-missing', 'nopkg ]'],
    ] as const) {
      const { file, line, column } = (await shown).get(host)![0]!.at[0]!
      const found = readFileSync(file, 'utf8')
        .split('\n')
        [line - 1]!.slice(column - 1)
      expect(found.slice(0, text.length)).toBe(text)
    }
  })
})

const missing = nixpkgs === undefined || homeManager === undefined
if (missing)
  console.warn('NIXPKGS and HOME_MANAGER name no folders: mistakes are not held to the real modules.')

describe.skipIf(missing)('with the real modules', () => {
  const hosts = [...marked.keys()]
  const shown = missing ? undefined : shownOn(hosts, { nixpkgs, 'home-manager': homeManager })

  it.each(hosts)(
    '%s',
    async (host) => {
      expect(linesOf((await shown!).get(host)!)).toEqual(marked.get(host)?.toSorted())
    },
    3_600_000,
  )
})
