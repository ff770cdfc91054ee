import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as pantheros from 'pantheros'
import { type Block, blocksOf, pages, root } from './blocks.ts'

/**
 * A block of TypeScript as a file that can be compiled and run.
 *
 * - With a path behind `ts`, it is that file; all files of a page lie in one folder.
 * - With a default export or `defineFleet`, it is a file as it stands.
 * - With hosts (`const web = defineHost(…)`), a fleet of these hosts is put below it.
 * - Else it holds entries of a list of definitions, and becomes a profile of one host.
 *
 * What it uses of panther is imported where it imports nothing itself. `ts wrong` is run and not compiled.
 */
export interface Sample {
  readonly block: Block
  readonly file: string
  readonly wrong: boolean
  /** Whether it makes a fleet. */
  readonly runs: boolean
  /** Files of the flake that are shown below it. */
  readonly shown: readonly { readonly block: Block; readonly path: string }[]
}

const inputs = `{
    nixpkgs: 'github:NixOS/nixpkgs/nixos-unstable',
    unstable: 'github:NixOS/nixpkgs/nixos-unstable',
    'home-manager': 'github:nix-community/home-manager',
    disko: 'github:nix-community/disko',
    'nix-darwin': 'github:nix-darwin/nix-darwin',
    'nixos-hardware': 'github:NixOS/nixos-hardware',
    'sops-nix': 'github:Mic92/sops-nix',
  }`

const typeNames = [
  'Context',
  'Definition',
  'Fleet',
  'Host',
  'Module',
  'Package',
  'Profile',
  'Ref',
  'Use',
  'Val',
]

/** Writes all samples of all pages below a folder. */
export function writeSamples(folder: string): readonly Sample[] {
  return pages().flatMap((page) => {
    const home = join(folder, page.replaceAll(/[/.]/g, '-'))
    const blocks = blocksOf(page)
    return blocks.flatMap((block, index): Sample[] => {
      if (['yaml', 'json'].includes(block.language) && block.word !== undefined)
        writeData(join(home, block.word), block.text)
      if (block.language !== 'ts') return []
      const wrong = block.word === 'wrong'
      const named = wrong ? undefined : block.word
      const { text, runs } = completed(block.text)
      const file = join(home, wrong ? 'fleet.ts' : (named ?? `at-${block.line}/fleet.ts`))
      writeData(file, text)
      return [{ block, file, wrong, runs: runs || wrong, shown: shownBelow(blocks.slice(index + 1)) }]
    })
  })
}

function writeData(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  // What samples name stands beside them, unless it is the mistake.
  for (const name of ['motd', 'hardware-configuration.nix']) writeFileSync(join(dirname(file), name), '{ }\n')
}

function shownBelow(following: readonly Block[]): Sample['shown'] {
  const end = following.findIndex(({ language }) => language !== 'nix')
  return (end < 0 ? following : following.slice(0, end)).map((block) => ({
    block,
    path: block.word?.replace(/^flake\//, '') ?? 'profiles/it.nix',
  }))
}

function completed(text: string): { readonly text: string; readonly runs: boolean } {
  const start = /from 'pantheros'/.test(text) ? '' : importsFor(text)
  if (/^export default|defineFleet\(/m.test(text))
    return { text: start + text, runs: text.includes('defineFleet(') }
  const hosts = [...text.matchAll(/^(?:export )?const (\w+)[^=\n]*= defineHost\(/gm)].map(([, name]) => name)
  if (hosts.length > 0) {
    const end = `\nexport default defineFleet({ inputs: ${inputs}, hosts: [${hosts.join(', ')}] })\n`
    return { text: start + text + end, runs: true }
  }
  if (/^(export |import |const |function )/m.test(text)) return { text: start + text, runs: false }
  return { text: `${start}${asProfile(text)}`, runs: true }
}

function asProfile(text: string): string {
  const entries = text.trimEnd().replace(/,$/, '')
  return `const it = defineProfile('it', ({ host, hosts }: Context): Use => [
${entries}
])
export default defineFleet({
  inputs: ${inputs},
  hosts: [
    defineHost('web', {
      system: 'x86_64-linux',
      domain: 'example.org',
      address: '10.0.0.1',
      stateVersion: '26.05',
      use: it,
    }),
  ],
})
`
}

function importsFor(text: string): string {
  const declared = new Set(
    [...text.matchAll(/^(?:export )?(?:const|function) (\w+)/gm)].map(([, name]) => name),
  )
  const values = Object.keys(pantheros).filter((name) => !declared.has(name))
  return `import { ${[...values, ...typeNames.map((name) => `type ${name}`)].join(', ')} } from 'pantheros'\n`
}

/** A project around the samples, for the compiler. */
export function writeProject(folder: string, files: readonly string[]): void {
  const options = {
    extends: join(root, 'fleets/tsconfig.json'),
    compilerOptions: {
      paths: { pantheros: [join(root, 'src/index.ts')] },
      typeRoots: [join(root, 'node_modules/@types')],
      noUnusedLocals: false,
      noUnusedParameters: false,
    },
    include: [],
    files,
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(options))
}
