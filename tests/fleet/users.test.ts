import { defineModule, defineProfile, home, mkForce, nixos, option, packageSet, pkgs, t } from 'pantheros'
import { describe, expect, it } from 'vitest'
import { check, files, fine, fleet, host, wrong } from './support.ts'

const shell = defineModule('shell', {
  description: 'A shell.',
  options: { prompt: option(t.str, { default: '$', description: 'Before what is typed.' }) },
}).config(({ cfg, user, host }) => [
  home({
    programs: { bash: { enable: true, sessionVariables: { PS1: `${user.name}@${host.name}${cfg.prompt}` } } },
  }),
])

const prompt = (text: string) => ({ programs: { bash: { enable: true, sessionVariables: { PS1: text } } } })

describe('modules of users', () => {
  it('run once for each user and host', () => {
    const made = fine(() => [
      host('a', { home: { alice: shell({ prompt: '>' }), bob: [shell()] } }),
      host('b', [home('alice', [shell({ prompt: '%' })])]),
    ])
    expect(made.said('a', 'alice')).toContainEqual(prompt('alice@a>'))
    expect(made.said('a', 'bob')).toContainEqual(prompt('bob@a$'))
    expect(made.said('b', 'alice')).toContainEqual(prompt('alice@b%'))
    expect(made.host('a').users).toEqual(['alice', 'bob'])
    expect(made.values('a', 'shell')).toBeUndefined()
    expect(made.values('a', 'shell', 'alice')).toEqual({ enable: true, prompt: '>' })
  })

  it('may be used for the host too, which is another thing', () => {
    const both = defineModule('both', {
      description: '',
      options: { x: option(t.int, { default: 1, description: '' }) },
    }).config(({ cfg }) => [nixos({ environment: { variables: { [`X${cfg.x}`]: 'y' } } })])
    const made = fine(() => [host('a', [both({ x: 2 }), home('alice', [both({ x: 3 })])])])
    expect(made.values('a', 'both')).toMatchObject({ x: 2 })
    expect(made.values('a', 'both', 'alice')).toMatchObject({ x: 3 })
    expect(made.said('a')).toContainEqual({ environment: { variables: { X2: 'y' } } })
    expect(made.said('a')).toContainEqual({ environment: { variables: { X3: 'y' } } })
  })

  it('are read and asked for by user', () => {
    const reader = defineModule('reader', { description: '' }).config(({ user }) =>
      home({ home: { sessionVariables: { P: `${user.get(shell).prompt} ${user.uses(shell)}` } } }),
    )
    const made = fine(() => [
      host('a', [home('alice', [reader(), shell({ prompt: '!' })]), home('bob', [reader()])]),
    ])
    expect(made.said('a', 'alice')).toContainEqual({ home: { sessionVariables: { P: '! true' } } })
    expect(made.said('a', 'bob')).toContainEqual({ home: { sessionVariables: { P: '$ false' } } })
  })

  it('are switched off for one user', () => {
    const desk = defineProfile('desk', [shell({ prompt: '#' })])
    const made = fine(() => [
      host('a', [home('alice', [desk, shell({ enable: mkForce(false) })]), home('bob', [desk])]),
    ])
    expect(made.said('a', 'alice')).not.toContainEqual(prompt('alice@a#'))
    expect(made.said('a', 'bob')).toContainEqual(prompt('bob@a#'))
  })

  it('may speak of the host as well', () => {
    const docker = defineModule('docker', { description: '' }).config(({ user }) => [
      nixos({ users: { users: { [user.name]: { extraGroups: ['docker'] } } } }),
      home({ home: { packages: [pkgs.lazydocker] } }),
    ])
    const made = fine(() => [host('a', [home('alice', [docker()]), home('bob', [docker()])])])
    expect(made.said('a')).toContainEqual({ users: { users: { bob: { extraGroups: ['docker'] } } } })
    expect(Object.keys(made.host('a').users)).toHaveLength(2)
  })

  it('have no user where they are used for a host', () => {
    expect(wrong(() => [host('a', shell())])).toEqual([
      'no-user: user was read on the host a, where no user is meant.',
    ])
  })

  it('have their options checked against Home Manager', () => {
    const { diagnostics } = check(() => [host('a', home('alice', { programs: { gti: {} } } as never))])
    expect(diagnostics).toMatchObject([
      { code: 'unknown-option', path: 'programs.gti', host: 'a', user: 'alice' },
    ])
  })

  it('have Home Manager as soon as they are named', () => {
    expect(fine(() => [host('a', home('alice', []))]).host('a').users).toEqual(['alice'])
    expect(
      wrong(() =>
        fleet([host('a', home('alice', []))], {
          inputs: { nixpkgs: 'x', 'home-manager': undefined as never },
        }),
      ),
    ).toBeDefined()
  })
})

describe('inputs that are needed', () => {
  const bare = { inputs: { nixpkgs: 'a' } }
  it('are named, with what to write', () => {
    const found = (use: Parameters<typeof host>[1]) => {
      const { diagnostics } = check(() => {
        const made = fleet([host('a', use)], bare)
        return { ...made, spec: { ...made.spec, inputs: { nixpkgs: 'a' } } }
      })
      return diagnostics.map(({ code, message }) => `${code}: ${message}`)
    }
    expect(found(home('alice', {}))).toEqual([
      'missing-input: home(…) needs the input home-manager, which the fleet does not have.',
    ])
    expect(found({ system: 'aarch64-darwin' })).toEqual([
      'missing-input: The host a, whose system is Darwin, needs the input nix-darwin, which the fleet does not have.',
    ])
    expect(found(() => nixos({ environment: { systemPackages: [packageSet('unstable').git] } }))).toEqual([
      "missing-input: packageSet('unstable') needs the input unstable, which the fleet does not have.",
    ])
  })
})

describe('package sets', () => {
  it('are arguments of the modules that use them, in users as well', () => {
    const unstable = packageSet('unstable')
    const made = files(() =>
      fleet(
        [
          host('a', [
            defineProfile('tools', [nixos({ environment: { systemPackages: [unstable.git, pkgs.git] } })]),
            home('alice', [home({ home: { packages: [unstable.htop] } })]),
          ]),
        ],
        {
          inputs: { nixpkgs: 'a', unstable: 'github:NixOS/nixpkgs/nixos-unstable' },
        },
      ),
    )
    expect(made['profiles/tools.nix']).toMatch(/^\{ pkgs, unstable, \.\.\. \}:/)
    expect(made['flake.nix']).toContain('unstable')
    expect(made['hosts/a/home.nix']).toContain('unstable.htop')
  })
})
