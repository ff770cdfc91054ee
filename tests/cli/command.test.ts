import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, it } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { fleet, folder, panther } from './panther.ts'

const two = { web: "class: 'server', tags: ['edge'], purpose: 'Serves.'", yoga: "class: 'workstation'" }

describe.concurrent('the command', () => {
  it('prints its version', async ({ expect }) => {
    expect(await panther(['--version'], '/')).toEqual({
      code: 0,
      stdout: `${packageJson.version}\n`,
      stderr: '',
    })
  })

  it('explains itself', async ({ expect }) => {
    const { code, stdout } = await panther([], '/')
    expect(code).toBe(0)
    for (const command of ['init', 'check', 'synth', 'diff', 'hosts', 'show', 'why', 'completion']) {
      expect(stdout).toContain(`\n  panther ${command} `)
      const help = await panther([command, '--help'], '/')
      expect(help.code).toBe(0)
      expect(help.stdout).toMatch(new RegExp(`^Usage\n  panther ${command} `))
    }
  })

  it('refuses wrong words with 2', async ({ expect }) => {
    expect(await panther(['chek'], '/')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error[usage] There is no command `chek`. Did you mean `check`?\n',
    })
    expect(await panther(['hosts', '--fleat', 'x'], '/')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error[usage] There is no flag --fleat. Did you mean --fleet?\n  hint: Add --help to see how it is used.\n',
    })
    expect((await panther(['show'], '/')).stderr).toBe(
      'error[usage] HOST is missing.\n  hint: Add --help to see how it is used.\n',
    )
    const json = await panther(['hosts', '--json', 'a', '--on'], '/')
    expect(json).toMatchObject({ code: 2, stderr: '' })
    expect(JSON.parse(json.stdout)).toMatchObject({ ok: false, diagnostics: [{ code: 'usage' }] })
  })

  it('lists hosts, all or some', async ({ expect }) => {
    const root = fleet(two)
    expect(await panther(['hosts'], root)).toEqual({
      code: 0,
      stdout: `HOST  SYSTEM        CLASS        TAGS  PURPOSE
web   x86_64-linux  server       edge  Serves.
yoga  x86_64-linux  workstation
`,
      stderr: '',
    })
    const some = await panther(['hosts', '--on', 'class:server and not tag:lab', '--json'], root)
    expect(JSON.parse(some.stdout)).toMatchObject({
      ok: true,
      hosts: [{ name: 'web', class: 'server', tags: ['edge'] }],
    })
    expect(await panther(['hosts', 'wep'], root)).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error[unknown-host] The fleet has no host wep.\n  hint: Did you mean web?\n',
    })
  })

  it('colours where asked, and not on a pipe', async ({ expect }) => {
    const plain = await panther(['chek'], '/')
    const coloured = await panther(['chek'], '/', { FORCE_COLOR: '1' })
    expect(plain.stderr).not.toContain('\x1b')
    expect(coloured.stderr).toContain('\x1b[31m\x1b[1merror[usage]')
    expect((await panther(['--help'], '/', { FORCE_COLOR: '1' })).stdout).toContain('\x1b[')
    expect((await panther(['--help'], '/', { NO_COLOR: '1' })).stdout).not.toContain('\x1b')
  })

  it('completes commands, flags and hosts', async ({ expect }) => {
    const root = fleet(two)
    expect((await panther(['__complete', 'ho'], root)).stdout).toBe('hosts\tList hosts\n')
    expect((await panther(['__complete', 'hosts', ''], root)).stdout).toBe('web\nyoga\n')
    expect((await panther(['__complete', 'hosts', 'web', ''], root)).stdout).toBe('yoga\n')
    expect((await panther(['__complete', 'hosts', '--j'], root)).stdout).toBe(
      '--json\tPrint one JSON document, for programs\n',
    )
    expect((await panther(['__complete', 'completion', 'z'], root)).stdout).toBe('zsh\n')
    expect(await panther(['__complete', 'hosts', ''], folder())).toEqual({ code: 0, stdout: '', stderr: '' })
  })

  it('completes in bash', async ({ expect }) => {
    const root = fleet(two)
    const bin = new URL('../../bin/panther.js', import.meta.url).pathname
    const script = `panther() { "${process.execPath}" "${bin}" "$@"; }
      source <(panther completion bash)
      COMP_WORDS=(panther hosts y); COMP_CWORD=2; _panther; printf '%s,' "\${COMPREPLY[@]}"`
    const { stdout } = await promisify(execFile)('bash', ['-c', script], { cwd: root })
    expect(stdout).toBe('yoga,')
  })

  it('knows three shells', async ({ expect }) => {
    for (const shell of ['bash', 'zsh', 'fish'])
      expect((await panther(['completion', shell], '/')).stdout).toContain('__complete')
    expect(await panther(['completion', 'fihs'], '/')).toMatchObject({
      code: 2,
      stderr: 'error[unknown-shell] There is no completion for fihs.\n  hint: Did you mean fish?\n',
    })
  })

  it('says in a line that Node is too old', async ({ expect }) => {
    const root = folder({
      'old.mjs': "Object.defineProperty(process.versions, 'node', { value: '20.19.0' })\n",
    })
    expect(await panther(['--version'], '/', { NODE_OPTIONS: `--import=${root}/old.mjs` })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'panther needs Node 22.18 or newer; this is Node 20.19.0.\n',
    })
  })

  it('ends where a fleet never does, and where it throws too late', async ({ expect }) => {
    const waits = folder({ 'fleet.ts': 'await new Promise(() => {})\nexport default 1\n' })
    expect(await panther(['hosts'], waits)).toEqual({
      code: 1,
      stdout: '',
      stderr: 'The fleet never finishes to load: it awaits something that does not come.\n',
    })
    const late = folder({
      'fleet.ts': "setTimeout(() => { throw new Error('late') })\nawait new Promise(() => {})\n",
    })
    expect(await panther(['hosts'], late)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('error[thrown] Error: late\n  fleet.ts:1:26\n'),
    })
    const open = folder({ 'fleet.ts': 'setInterval(() => {}, 1000)\nexport default 1\n' })
    expect(await panther(['hosts'], open)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('error[not-a-fleet]'),
    })
  })

  it('ends quietly where nobody reads on', async ({ expect }) => {
    const bin = new URL('../../bin/panther.js', import.meta.url).pathname
    const run = promisify(execFile)('bash', ['-c', `"${process.execPath}" "${bin}" --help | true`])
    expect(await run).toEqual({ stdout: '', stderr: '' })
  })
})
