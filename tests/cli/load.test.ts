import { describe, expect, it } from 'vitest'
import { folder, panther } from './panther.ts'

const imports = "import { defineFleet, defineHost, nixos } from 'pantheros'\n"
const empty = "export default defineFleet({ inputs: { nixpkgs: 'x' }, hosts: [] })\n"

/** What `panther hosts` says of a fleet that cannot be read. */
async function failure(
  files: Readonly<Record<string, string>>,
): Promise<{ readonly code: number; readonly text: string }> {
  const { code, stdout, stderr } = await panther(['hosts'], folder(files))
  expect(stdout).toBe('')
  expect(stderr).not.toMatch(/^ +at /m)
  return { code, text: stderr }
}

describe.concurrent('reading a fleet', () => {
  it('finds fleet.ts above, without package.json and node_modules', async ({ expect }) => {
    const root = folder({ 'fleet.ts': imports + empty, 'hosts/web/x.ts': '' })
    expect(await panther(['hosts'], `${root}/hosts/web`)).toEqual({
      code: 0,
      stdout: 'The fleet has no hosts yet.\n',
      stderr: '',
    })
  })

  it('takes a file or a folder with --fleet', async ({ expect }) => {
    const root = folder({ 'a/fleet.ts': imports + empty, 'b.ts': imports + empty })
    expect((await panther(['hosts', '--fleet', 'a'], root)).code).toBe(0)
    expect((await panther(['hosts', '--fleet', 'b.ts'], root)).code).toBe(0)
    expect(await panther(['hosts', '--fleet', 'c'], root)).toMatchObject({
      code: 2,
      stderr: 'error[no-fleet] There is no file c.\n',
    })
  })

  it('says where a fleet comes from when there is none', async ({ expect }) => {
    expect(await failure({})).toEqual({
      code: 2,
      text: `error[no-fleet] There is no fleet.ts here or in a folder above.
  hint: panther init my-fleet makes a new fleet; --fleet PATH names one that lies elsewhere.
`,
    })
  })

  it('shows a syntax error at its place, in whatever file', async ({ expect }) => {
    const files = {
      'fleet.ts': `${imports}import './web.ts'\n${empty}`,
      'web.ts': 'export const a: number = 1\nconst port = = 2\n',
    }
    expect(await failure(files)).toEqual({
      code: 1,
      text: `error[syntax] This cannot be read as TypeScript: Expression expected.
  web.ts:2:14
  1 | export const a: number = 1
  2 | const port = = 2
    |              ^
`,
    })
  })

  it('says what to write instead of an enum', async ({ expect }) => {
    expect(await failure({ 'fleet.ts': `${imports}enum Size { Small, Large }\n${empty}` })).toEqual({
      code: 1,
      text: `error[unsupported-syntax] Node cannot run this part of TypeScript: TypeScript enum is not supported in strip-only mode.
  fleet.ts:2:1
  1 | import { defineFleet, defineHost, nixos } from 'pantheros'
  2 | enum Size { Small, Large }
    | ^^^^
  hint: Write a union: type Size = 'small' | 'large'. Where the values are needed: const sizes = ['small', 'large'] as const.
`,
    })
  })

  it('finds the file that an import means', async ({ expect }) => {
    const files = {
      'fleet.ts': `${imports}import web from './hosts/web'\n${empty}`,
      'hosts/web/default.ts': 'export default 1\n',
    }
    expect(await failure(files)).toEqual({
      code: 1,
      text: `error[no-such-module] There is no module ./hosts/web.
  fleet.ts:2:17
  1 | import { defineFleet, defineHost, nixos } from 'pantheros'
  2 | import web from './hosts/web'
    |                 ^^^^^^^^^^^^^
  hint: Did you mean './hosts/web/default.ts'? Imports are written with the whole file name.
`,
    })
    const typo = await failure({ 'fleet.ts': `${imports}import './moduls.ts'\n`, 'modules.ts': '' })
    expect(typo.text).toContain("hint: Did you mean './modules.ts'?")
    const script = await failure({ 'fleet.ts': `${imports}import './web.js'\n`, 'web.ts': '' })
    expect(script.text).toContain("hint: Did you mean './web.ts'?")
  })

  it('names a package that is missing', async ({ expect }) => {
    const { text } = await failure({ 'fleet.ts': `import x from 'leftpad9'\n${empty}` })
    expect(text).toBe(`error[no-such-package] The package leftpad9 is not installed.
  fleet.ts:1:15
  1 | import x from 'leftpad9'
    |               ^^^^^^^^^^
  hint: Install it: npm install leftpad9
`)
  })

  it('finds the import of a part of a package that is missing', async ({ expect }) => {
    const { text } = await failure({ 'fleet.ts': `\nimport x from 'leftpad9/part.js'\n${empty}` })
    expect(text).toContain('The package leftpad9 is not installed.\n  fleet.ts:2:15\n')
  })

  it('names an export that is missing, of a file and of panther', async ({ expect }) => {
    const { text } = await failure({
      'fleet.ts': "import { defineFlet } from 'pantheros'\nexport default defineFlet\n",
    })
    expect(text).toContain('error[no-such-export] pantheros exports no defineFlet.\n  fleet.ts:1:10\n')
    const type = await failure({ 'fleet.ts': "import { Host } from 'pantheros'\nexport default 1 as Host\n" })
    expect(type.text).toContain('hint: If Host is a type, write: import { type Host }.')
  })

  it('says how else to import what has no default, JSON and Nix', async ({ expect }) => {
    const files = { 'fleet.ts': `${imports}import './hosts/all.ts'\n${empty}` }
    const imported = async (name: string, content: string) =>
      (await failure({ ...files, 'hosts/all.ts': `import x from '../${name}'\n`, [name]: content })).text
    expect(await imported('a.ts', 'export const web = 1\n')).toContain(
      "exports no default.\n  hosts/all.ts:1:8\n  1 | import x from '../a.ts'\n    |        ^\n  hint: It exports web. Write: import { web } from '../a.ts'.",
    )
    const json = await imported('a.json', '{}')
    expect(json).toContain(
      'error[json-import] Node reads JSON only where the import says so.\n  hosts/all.ts:1:15\n',
    )
    expect(json).toContain("hint: Write: import … from '../a.json' with { type: 'json' }\n")
    const round = {
      'a.ts': "import './b.ts'\n",
      'b.ts': "import './a.ts'\nimport './x.nix'\n",
      'x.nix': '{ }',
    }
    expect((await failure({ ...round, 'fleet.ts': `import './a.ts'\n${empty}` })).text).toContain('b.ts:2:8')
    const nix = await imported('a.nix', '{ }')
    expect(nix).toContain('  hosts/all.ts:1:15\n')
    expect(nix).toContain("importModule(new URL('../a.nix', import.meta.url))")
  })

  it('wants a fleet as the default export', async ({ expect }) => {
    expect((await failure({ 'fleet.ts': 'export const a = 1\n' })).text).toContain(
      'error[no-default-export] This file exports no fleet: it has no default export.\n  fleet.ts:1:1\n',
    )
    const named = await failure({ 'fleet.ts': `${imports}${empty.replace('default', 'const fleet =')}` })
    expect(named.text).toContain(
      'hint: It exports a fleet under the name fleet. Write: export default fleet\n',
    )
    const host = await failure({
      'fleet.ts': `${imports}export default defineHost('a', { system: 'x86_64-linux' })\n`,
    })
    expect(host.text).toContain('error[not-a-fleet] The default export of this file is a host, not a fleet.')
  })

  it('shows the line of what panther refuses, and of what the user throws', async ({ expect }) => {
    const named = await failure({
      'fleet.ts': `${imports}const web = defineHost('a b', { system: 'x86_64-linux' })\n${empty}`,
    })
    expect(named.code).toBe(1)
    expect(named.text).toContain('error[bad-name] "a b" cannot be the name of a host.\n  fleet.ts:2:13\n')
    const thrown = await failure({ 'fleet.ts': 'const x: any = undefined\nconst make = () => x.y\nmake()\n' })
    expect(thrown.text).toContain(
      "error[thrown] TypeError: Cannot read properties of undefined (reading 'y')\n  fleet.ts:2:22\n",
    )
    expect((await failure({ 'fleet.ts': "throw 'no'\n" })).text).toContain(
      'error[thrown] The fleet threw "no" while it was read.',
    )
  })

  it('explains files that import each other', async ({ expect }) => {
    const { text } = await failure({
      'fleet.ts': `${imports}import { a } from './a.ts'\n${empty}export { a }\n`,
      'a.ts': "import { b } from './b.ts'\nexport const a = [b]\n",
      'b.ts': "import { a } from './a.ts'\nexport const b = [a]\n",
    })
    expect(text).toContain(
      'error[read-too-early] a is read before it has a value: it stands further down, or two files import each other.\n  b.ts:2:19\n',
    )
  })

  it('keeps what the fleet prints out of the answer', async ({ expect }) => {
    const run = await panther(
      ['hosts', '--json'],
      folder({ 'fleet.ts': `${imports}console.log('hello')\n${empty}` }),
    )
    expect(run).toEqual({
      code: 0,
      stdout: '{\n  "ok": true,\n  "hosts": [],\n  "diagnostics": []\n}\n',
      stderr: 'hello\n',
    })
  })

  it('gives what is wrong as JSON, too', async ({ expect }) => {
    const root = folder({ 'fleet.ts': 'const a = = 1\n' })
    const run = await panther(['check', '--json'], root)
    expect(run).toMatchObject({ code: 1, stderr: '' })
    expect(JSON.parse(run.stdout)).toEqual({
      ok: false,
      diagnostics: [
        {
          code: 'syntax',
          severity: 'error',
          message: 'This cannot be read as TypeScript: Expression expected.',
          at: [{ file: `${root}/fleet.ts`, line: 1, column: 11 }],
        },
      ],
    })
  })
})
