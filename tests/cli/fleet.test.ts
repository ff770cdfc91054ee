import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, it } from 'vitest'
import { fleet, folder, panther } from './panther.ts'

const use = (...definitions: readonly string[]): string =>
  `use: [\n${definitions.map((each) => `    nixos(${each}),\n`).join('')}  ]`

describe.concurrent('init', () => {
  it('makes a fleet that type-checks, checks and synthesizes', async ({ expect }) => {
    const root = folder()
    const made = await panther(['init', 'my-fleet'], root)
    expect(made).toMatchObject({ code: 0, stderr: '' })
    expect(made.stdout).toMatch(/^Made my-fleet:\n {2}package\.json\n/)
    const directory = join(root, 'my-fleet')
    const tsc = fileURLToPath(new URL('../../node_modules/.bin/tsc', import.meta.url))
    const own = fileURLToPath(new URL('../../', import.meta.url))
    // As after `npm install`.
    mkdirSync(join(directory, 'node_modules'))
    symlinkSync(own, join(directory, 'node_modules/pantheros'))
    symlinkSync(join(own, 'node_modules/@types'), join(directory, 'node_modules/@types'))
    const { stdout } = await promisify(execFile)(tsc, [], { cwd: directory }).catch(
      (error: { stdout: string }) => error,
    )
    expect(stdout).toBe('')
    // Nobody has a key yet, and the rule says so.
    const checked = await panther(['check'], directory)
    expect(checked.stdout).toMatch(
      /^warning\[locked-out\] web: [\s\S]*\n1 host checked: 1 warning \(\d+ ms\)\n$/,
    )
    expect(await panther(['synth'], directory)).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^warning\[locked-out\] web: /),
    })
    expect(readFileSync(join(directory, 'flake/modules/motd.nix'), 'utf8')).toContain(
      'config.system.nixos.release',
    )
  })

  it('leaves what is there', async ({ expect }) => {
    const root = folder({ 'full/fleet.ts': 'mine\n', 'full/README.md': 'mine\n' })
    expect(await panther(['init', 'full'], root)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^error\[not-empty\] The folder full is not empty\.\n {2}hint: --force/),
    })
    const forced = await panther(['init', 'full', '--force', '--json'], root)
    expect(JSON.parse(forced.stdout)).toMatchObject({
      ok: true,
      directory: join(root, 'full'),
      kept: ['README.md', 'fleet.ts'],
    })
    expect(readFileSync(join(root, 'full/fleet.ts'), 'utf8')).toBe('mine\n')
    expect(await panther(['init', ' bad'], root)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('error[bad-name]'),
    })
  })
})

describe.concurrent('check', () => {
  it('shows a mistake at the very value, once for all hosts that have it', async ({ expect }) => {
    const root = fleet(
      { web: 'use: [server]', db: 'use: [server]' },
      {
        'server.ts': `import { defineProfile, nixos } from 'pantheros'
export const server = defineProfile('server', [
  nixos({
    services: { openssh: { enable: 'yes' as never } },
  }),
])
`,
      },
    )
    const file = join(root, 'fleet.ts')
    writeFileSync(file, `import { server } from './server.ts'\n${readFileSync(file, 'utf8')}`)
    const { code, stdout, stderr } = await panther(['check'], root)
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    expect(stdout).toContain('web, db: ')
    expect(stdout).toContain(`
  server.ts:4:28
  3 |   nixos({
  4 |     services: { openssh: { enable: 'yes' as never } },
    |                            ^^^^^^
`)
    expect(stdout).toMatch(/\n2 hosts checked: 1 error \(\d+ ms\)\n$/)
    const one = await panther(['check', 'db', '--json'], root)
    expect(JSON.parse(one.stdout)).toMatchObject({
      ok: false,
      hosts: ['db'],
      errors: 1,
      diagnostics: [{ severity: 'error', hosts: ['db'], at: [{ line: 4, column: 28 }] }],
    })
    expect(await panther(['synth'], root)).toMatchObject({ code: 1, stdout: '' })
    expect(existsSync(join(root, 'flake'))).toBe(false)
  })

  it('shows both places of a conflict', async ({ expect }) => {
    const { code, stdout } = await panther(
      ['check'],
      fleet({ web: use("{ networking: { domain: 'a.org' } }", "{ networking: { domain: 'b.org' } }") }),
    )
    expect(code).toBe(1)
    expect(stdout).toContain('fleet.ts:7:27  "a.org"\n')
    expect(stdout).toContain('fleet.ts:8:27  "b.org"\n')
  })
})

describe.concurrent('show and why', () => {
  const root = fleet({
    web: `class: 'server', ${use(
      "{ networking: { firewall: { allowedTCPPorts: [80] }, domain: mkDefault('example.org') } }",
      "{ networking: { firewall: { allowedTCPPorts: [443] }, domain: mkForce('example.com') } }",
    )}`,
  })

  it('shows a value, a group and the host', async ({ expect }) => {
    expect((await panther(['show', 'web', 'networking.domain'], root)).stdout).toMatch(
      /\nnetworking\.domain = "example\.com";\n$/,
    )
    const group = await panther(['show', 'web', 'networking.firewall', '--json'], root)
    expect(JSON.parse(group.stdout)).toMatchObject({
      path: 'networking.firewall',
      defined: true,
      value: { allowedTCPPorts: [80, 443] },
    })
    const host = await panther(['show', 'web'], root)
    expect(host.code).toBe(0)
    expect(host.stdout).toContain('\n  networking.firewall.allowedTCPPorts\n')
  })

  it('shows who says what, and who wins', async ({ expect }) => {
    const { stdout } = await panther(['why', 'web', 'networking.domain'], root)
    expect(stdout).toContain(`networking.domain = "example.com";

✓ host web  fleet.ts:8:65
    priority 50 (mkForce): counts
    "example.com"

✗ host web  fleet.ts:7:64
    priority 1000 (mkDefault): overridden by a better priority
    "example.org"
`)
    const json = JSON.parse((await panther(['why', 'web', 'networking.domain', '--json'], root)).stdout)
    expect(json.definitions[0]).toMatchObject({
      by: 'host web',
      priority: 50,
      state: 'counts',
      value: 'example.com',
      at: { line: 8 },
    })
  })

  it('tells the options of modules from those of NixOS', async ({ expect }) => {
    const own = fleet(
      {},
      {
        'fleet.ts': `import { defineFleet, defineHost, defineModule, home, option, t } from 'pantheros'
const m = defineModule('own.m', {
  description: 'M.',
  options: { a: option(t.int, { default: 1, description: 'A.' }), b: option(t.int, { default: 2, description: 'B.' }) },
})
const n = defineModule('own.n', { description: 'N.', options: { c: option(t.int, { description: 'C.' }) } })
const web = defineHost('web', { system: 'x86_64-linux', use: [m({ b: 3 }), n()], home: { bob: home('bob', [m()]) } })
export default defineFleet({ inputs: { nixpkgs: 'n', 'home-manager': 'h' }, hosts: [web] })
`,
      },
    )
    const shown = async (...words: string[]) => (await panther(['show', 'web', ...words], own)).stdout
    expect(await shown('own.m.a')).toContain('# Nobody defines own.m.a: its default counts.\nown.m.a = 1;\n')
    expect(await shown('own.m.b')).toMatch(/^# signed integer\nown\.m\.b = 3;\n$/)
    expect(await shown('own.m')).not.toContain('Nobody')
    expect(await panther(['show', 'web', 'own.n.c'], own)).toMatchObject({ code: 0, stderr: '' })
    expect((await panther(['show', 'web', 'own.n.c', '--user', 'bob'], own)).stderr).toContain(
      'hint: The host itself has it: leave --user out.',
    )
    expect(await shown('services.nginx.enable')).toContain('This is the default of NixOS')
  })

  it('refuses what is not there', async ({ expect }) => {
    expect(await panther(['show', 'web', 'networking.domian'], root)).toMatchObject({
      code: 2,
      stdout: '',
      stderr:
        'error[unknown-option] No option networking.domian is known.\n  hint: Did you mean networking.domain?\n',
    })
    const hint = async (...words: string[]) => (await panther(words, root)).stderr.split('hint: ')[1]
    expect(await hint('show', 'web', 'services.ngnix.enable')).toBe('Did you mean services.nginx.enable?\n')
    expect(await hint('show', 'web', 'services.kea.enable')).toContain('panther show web lists')
    expect(await hint('show', 'web', 'networking.domxxxx')).toContain('panther show web lists')
    expect(await hint('hosts', '--on', 'class:laptop and tag:x')).toBe('Classes of the fleet: server.\n')
    expect((await panther(['why', 'wep', 'a'], root)).stderr).toContain('Did you mean web?')
    expect((await panther(['show', 'web', 'a..b'], root)).stderr).toContain('error[bad-path]')
    expect((await panther(['show', 'web', 'programs', '--user', 'bob'], root)).stderr).toContain(
      'error[unknown-user]',
    )
  })
})

describe.concurrent('synth and diff', () => {
  it('tell of files that git does not track, since Nix does not see them', async ({ expect }) => {
    const root = fleet({ web: use('{ networking: {} }') })
    const git = (...words: string[]) => promisify(execFile)('git', words, { cwd: root })
    await git('init', '-q')
    const { stderr } = await panther(['synth'], root)
    expect(stderr).toContain('warning[untracked]')
    await git('add', '.')
    expect(await panther(['synth'], root)).toMatchObject({ code: 0, stderr: '' })
    await git('rm', '-q', '--cached', 'flake/flake.nix')
    expect((await panther(['synth'], root)).stderr).toContain('warning[untracked]')
  })

  it('write, and tell what changes', async ({ expect }) => {
    const root = fleet({ web: use('{ networking: { firewall: { allowedTCPPorts: [80] } } }') })
    expect(await panther(['diff'], root)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('error[no-flake]'),
    })
    expect((await panther(['synth'], root)).stdout).toMatch(/^Wrote flake for 1 host:\n {2}\+ flake\.nix\n/)
    expect((await panther(['synth'], root)).stdout).toBe('flake is up to date, for 1 host.\n')
    expect((await panther(['diff'], root)).stdout).toBe('Nothing changes against flake.\n')
    const file = join(root, 'fleet.ts')
    writeFileSync(file, readFileSync(file, 'utf8').replace('[80]', '[443]'))
    expect(await panther(['diff'], root)).toEqual({
      code: 0,
      stdout: 'web\n  ~ networking.firewall.allowedTCPPorts  fleet.ts:7:39\n    - [ 80 ]\n    + [ 443 ]\n',
      stderr: '',
    })
    const json = JSON.parse((await panther(['diff', 'web', '--json'], root)).stdout)
    expect(json.hosts[0].options[0]).toMatchObject({
      change: 'changed',
      before: [{ text: '[ 80 ]' }],
      after: [{ text: '[ 443 ]' }],
    })
  })

  it('leave what was changed by hand', async ({ expect }) => {
    const root = fleet({ web: '' })
    await panther(['synth'], root)
    writeFileSync(join(root, 'flake/flake.nix'), 'mine')
    expect(await panther(['synth'], root)).toEqual({
      code: 3,
      stdout: '',
      stderr: `error[flake-changed] Nothing was written, since files of the flake are not as panther left them:
  flake/flake.nix: changed by hand
  hint: Say it in the fleet instead, or move the file away. --force replaces it.
`,
    })
    expect(await panther(['synth', '--force'], root)).toMatchObject({ code: 0 })
  })
})
