import { describe, it } from 'vitest'
import { fleet, folder, panther } from './panther.ts'

const hosts = {
  web: `use: [nixos({ services: { openssh: { enable: true, ports: [22, 2222] } } })]`,
  db: `use: [nixos({ services: { openssh: { enable: true, ports: mkDefault([22]) } }, users: { users: { alice: { isNormalUser: true, home: '/home/a' } } } })]`,
}

describe.concurrent('option', () => {
  it('shows type, default, where it is declared, and what each host sets it to', async ({ expect }) => {
    const { code, stdout } = await panther(['option', 'services.openssh.ports'], fleet(hosts))
    expect(code).toBe(0)
    expect(stdout).toContain('type      list of 16 bit unsigned integer')
    expect(stdout).toContain('default   [ 22 ]')
    expect(stdout).toContain('nixos/modules/services/networking/ssh/sshd.nix (nixpkgs ')
    expect(stdout).toMatch(/\n {2}web {2}fleet\.ts:6:\d+\n {4}\[\n {6}22\n {6}2222\n {4}\]\n/)
    expect(stdout).toMatch(/\n {2}db {2}fleet\.ts:7:\d+\n {4}\[ 22 \]\n/)
  })

  it('takes <name> for any element, and a name for that one', async ({ expect }) => {
    const root = fleet(hosts)
    const any = await panther(['option', 'users.users.<name>.home', '--json'], root)
    expect(JSON.parse(any.stdout).options[0]).toMatchObject({
      path: 'users.users.<name>.home',
      set: [{ hosts: ['db'], path: 'users.users.alice.home', value: '/home/a' }],
    })
    const one = await panther(['option', 'users.users.bob.home', '--json'], root)
    expect(JSON.parse(one.stdout).options[0]).toMatchObject({ path: 'users.users.<name>.home', set: [] })
  })

  it('tells of aliases and of options of Home Manager, and works without a fleet', async ({ expect }) => {
    const root = folder()
    const alias = await panther(['option', 'services.openssh.permitRootLogin'], root)
    expect(alias).toMatchObject({ code: 0, stderr: '' })
    expect(alias.stdout).toContain('renamed   services.openssh.settings.PermitRootLogin')
    expect(alias.stdout).not.toContain('Set by')
    const both = await panther(['option', 'programs.git.enable'], root)
    expect(both.stdout).toContain('an option of NixOS')
    expect(both.stdout).toContain('an option of Home Manager')
  })

  it('lists what is below a group, and proposes other paths for a wrong one', async ({ expect }) => {
    const root = folder()
    const group = await panther(['option', 'services.openssh'], root)
    expect(group.stdout).toContain('\n  services.openssh.enable\n')
    const wrong = await panther(['option', 'services.podman.enble'], root)
    expect(wrong).toMatchObject({ code: 2, stdout: '' })
    expect(wrong.stderr).toContain('error[unknown-option] No option services.podman.enble is known.')
    expect(wrong.stderr).toContain('Did you mean services.podman.enable')
    const elsewhere = await panther(['option', 'services.steam.enable'], root)
    expect(elsewhere.stderr).toContain('programs.steam.enable')
  })
})

describe.concurrent('options', () => {
  it('finds the best first, with the hosts that set them', async ({ expect }) => {
    const { code, stdout } = await panther(['options', 'openssh', 'ports'], fleet(hosts))
    expect(code).toBe(0)
    const [heading, first] = stdout.split('\n')
    expect(heading).toMatch(/^OPTION +OF +SET ON +TYPE$/)
    expect(first).toMatch(/^services\.openssh\.ports +NixOS +web, db +list of/)
  })

  it('finds by type, and says how many more there are', async ({ expect }) => {
    const root = folder()
    const { stdout } = await panther(['options', 'prohibit-password'], root)
    expect(stdout).toMatch(/^services\.openssh\.settings\.PermitRootLogin +NixOS/m)
    const many = await panther(['options', 'enable'], root)
    expect(many.stdout).toMatch(/\n\d{4,} more fit: add a word, or --all\.\n$/)
    const all = await panther(['options', 'openssh', '--all', '--json'], root)
    const found = JSON.parse(all.stdout)
    expect(found.options.length).toBe(found.total)
    expect(found.total).toBeGreaterThan(40)
  })

  it('finds nothing, or wants words', async ({ expect }) => {
    const root = folder()
    expect((await panther(['options', 'qqqqq'], root)).stdout).toBe('No option fits qqqqq.\n')
    expect(await panther(['options'], root)).toMatchObject({ code: 2 })
  })
})

describe.concurrent('defaults', () => {
  it('say in show and why where they come from', async ({ expect }) => {
    const root = fleet(hosts)
    const shown = await panther(['show', 'db', 'services.openssh.openFirewall'], root)
    expect(shown.stdout).toContain(
      'This is the default of NixOS, unless one of its modules says otherwise: nixos/',
    )
    expect(shown.stdout).toContain('services.openssh.openFirewall = true;')
    const computed = await panther(['show', 'db', 'services.nginx.package'], root)
    expect(computed.stdout).toContain('NixOS computes its default: nixos/modules/services/web-servers/nginx/')
    expect(computed.stdout).not.toContain('=')
    const why = await panther(['why', 'db', 'services.openssh.enable'], root)
    expect(why.stdout).toContain('✗ the default of NixOS  nixos/modules/services/networking/ssh/sshd.nix')
    const group = await panther(['why', 'db', 'services.openssh'], root)
    expect(group).toMatchObject({ code: 0, stderr: '' })
    expect(group.stdout).toContain('\n  services.openssh.ports\n')
  })

  it('stand in diff for what is not defined before or after', async ({ expect }) => {
    const root = fleet({ a: 'use: [nixos({ services: { openssh: { openFirewall: false } } })]' })
    await panther(['synth'], root)
    const { writeFileSync, readFileSync } = await import('node:fs')
    const file = `${root}/fleet.ts`
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace('openssh: { openFirewall: false }', 'openssh: { ports: [2222] }'),
    )
    const { stdout } = await panther(['diff'], root)
    expect(stdout).toContain('- services.openssh.openFirewall\n    - false\n    + true  # the default\n')
    expect(stdout).toMatch(
      /\+ services\.openssh\.ports {2}\S+\n {4}- \[ 22 \] {2}# the default\n {4}\+ \[ 2222 \]\n/,
    )
  })
})
