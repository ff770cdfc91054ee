import { describe, it } from 'vitest'
import { folder, panther } from './panther.ts'

/** `▸` stands before what is wrong, and is taken out. */
const mark = '▸'

interface Found {
  readonly code: string
  readonly message: string
  readonly at: readonly { readonly file: string; readonly line: number; readonly column: number }[]
}

/** The file of a host. */
function source(use: string, more = ''): string {
  return `import { defineHost, defineModule, importModule, nix, nixModule, nixos, pkgs } from 'pantheros'

${more}
export default defineHost(import.meta.url.replace(/^.*\\/|\\.ts$/g, ''), {
  system: 'x86_64-linux',
  use: [
    ${use}
  ],
})
`
}

const motd = (value: string): string => source(`nixos({ users: { motd: ${value} } }),`)

const cases: Readonly<Record<string, string>> = {
  'one line': motd('nix.expr`"a" + ▸;`'),
  'several lines': motd('nix.expr`\n  let\n    a = 1;\n  in\n    a ▸; b`'),
  'after values': motd('nix.expr`"${1 + 1}" + ${pkgs.git.version} ▸= "x"`'),
  'a value between two lines': motd('nix.expr`[ ${pkgs.git}\n  ▸) ]`'),
  'after what is escaped': motd('nix.expr`"\\`" + "\\${toString 1}" + ▸;`'),
  'after a backslash that stays': motd('nix.expr`"a\\nb" + ▸;`'),
  'after tabs': motd('nix.expr`\n\t\t"a" +\t▸;`'),
  'after characters of two units': motd('nix.expr`"😀é" + ▸;`'),
  'lines that end in CR and LF': motd('nix.expr`\n  "a" +\n  ▸;`').replaceAll('\n', '\r\n'),
  'a variable that nothing binds': motd('nix.expr`"${1}" + ▸nothing`'),
  'one of two that are alike': source(
    'nixos({ users: { motd: nix.expr`"a"` }, networking: { domain: nix.expr`"a" ▸;` } }),',
  ),
  'in a list': source('nixos({ boot: { kernelModules: ["a", nix.expr`"b" ▸;`] } }),'),
  'in an expression inside another': motd('nix.expr`"a" + ${nix.expr`"b" + ▸;`}`'),
  'in a module': source(
    'broken({}),',
    'const broken = defineModule("broken", { description: "", options: {} }).config(() => [\n  nixos({ users: { motd: nix.expr`\n    "a" ▸;` } }),\n])',
  ),
  'a module as a template': source('nixModule("a", `{ ... }:\n{\n  a = "\\${b}";▸)\n}`),'),
  'a module as a string': source("nixModule('a', '{ ... }:\\n{ a = \"\\u{1F600}\\x41\"; ▸) }'),"),
  'a module in a constant': source('nixModule("a", text),', 'const text = `{ ... }:\n{\n  a = 1;\n  ▸) }`\n'),
}

function placeOf(marked: string): { readonly line: number; readonly column: number } {
  const before = marked.slice(0, marked.indexOf(mark))
  return { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') }
}

const file = '{ ... }:\r\n{\r\n  a = "é" ▸]\r\n}'
const computed = source(
  'nixModule("computed", dedent(text)),',
  'const text = `\n  { a = ); }`\nconst dedent = (text: string): string => text.replaceAll(/^ +/gm, "")',
)
const hosts: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.values(cases).map((marked, n) => [`host${n}`, marked])),
  computed,
  file: source('importModule(new URL("./broken.nix", import.meta.url)),'),
}

const root = folder({
  ...Object.fromEntries(
    Object.entries(hosts).map(([name, marked]) => [`${name}.ts`, marked.replace(mark, '')]),
  ),
  'broken.nix': file.replace(mark, ''),
  'fleet.ts': `import { defineFleet } from 'pantheros'
${Object.keys(hosts)
  .map((name) => `import ${name} from './${name}.ts'`)
  .join('\n')}

export default defineFleet({
  inputs: { nixpkgs: 'github:NixOS/nixpkgs/nixos-unstable' },
  hosts: [${Object.keys(hosts).join(', ')}],
})
`,
})

const diagnostics = panther(['check', '--json'], root).then(
  ({ stdout }) => (JSON.parse(stdout) as { readonly diagnostics: readonly Found[] }).diagnostics,
)

/** Where the raw Nix of a host is wrong. */
async function placesIn(name: string): Promise<Found['at']> {
  const found = (await diagnostics).filter(
    ({ code, at }) => code === 'nix-syntax' && at.some(({ file }) => file === `${root}/${name}.ts`),
  )
  return found.flatMap(({ at }) => at)
}

describe('raw Nix that is none is shown where it stands', () => {
  it.for(Object.entries(cases).map(([title, marked], n) => [title, marked, `host${n}`] as const))(
    '%s',
    async ([, marked, name], { expect }) => {
      expect(await placesIn(name)).toMatchObject([placeOf(marked)])
    },
  )

  it('in a file of its own', async ({ expect }) => {
    expect(await placesIn('file')).toMatchObject([
      { file: `${root}/broken.nix`, ...placeOf(file) },
      { file: `${root}/file.ts`, line: 7, label: 'imported here' },
    ])
  })

  it('at its definition, where the text is made by a function', async ({ expect }) => {
    const line = computed.split('\n').findIndex((each) => each.includes('nixModule("')) + 1
    expect(await placesIn('computed')).toMatchObject([{ line }])
  })
})
