import {
  type Context,
  defineModule,
  defineProfile,
  home,
  lib,
  mkDefault,
  mkForce,
  mkIf,
  nix,
  nixos,
  option,
  t,
  type Use,
} from 'pantheros'
import { describe, expect, it } from 'vitest'
import { router } from './fixtures/two/router.ts'
import { storage } from './fixtures/two/storage.ts'
import { check, files, fine, fleet, host, wrong } from './support.ts'

const exporter = defineModule('exporter', {
  description: 'Exports metrics.',
  options: { port: option(t.port, { default: 9100, description: 'Where.' }) },
}).config(({ cfg }) => [
  nixos({ services: { prometheus: { exporters: { node: { enable: true, port: cfg.port } } } } }),
])

const prometheus = defineModule('prometheus', { description: 'Scrapes all.' }).config(({ hosts }) => [
  nixos({
    services: {
      prometheus: {
        scrapeConfigs: [
          {
            job_name: 'nodes',
            static_configs: [
              {
                targets: hosts
                  .using(exporter)
                  .map(({ host, cfg }) => `${host.address ?? host.name}:${cfg.port}`),
              },
            ],
          },
        ],
      },
    },
  }),
])

describe('hosts that refer to each other', () => {
  it('lie in two files that import each other', () => {
    const made = files(() => [router, storage])
    expect(made['hosts/router/default.nix']).toContain(
      '"http://10.0.0.2:${toString self.nixosConfigurations.storage.config.services.prometheus.port}";',
    )
    expect(made['hosts/storage/default.nix']).toContain(
      'text = "${self.nixosConfigurations.router.config.services.nginx.user}";',
    )
    expect(made['hosts/storage/default.nix']).toContain('hosts."10.0.0.1" = [ "router.example.org" ];')
  })

  it('are no cycle as long as no value needs itself', () => {
    expect(
      wrong(() => {
        const a = host('a', ({ hosts }) =>
          nixos({
            services: {
              prometheus: { port: hosts.get('b').config.services.grafana.settings.server.http_port },
            },
            networking: { domain: 'x' },
          }),
        )
        const b = host('b', ({ hosts }) =>
          nixos({
            networking: { domain: hosts.get('a').config.networking.domain },
            services: { prometheus: { port: 1 } },
          }),
        )
        return [a, b]
      }),
    ).toEqual([])
  })

  it('are a cycle where a value needs itself', () => {
    const { diagnostics } = check(() => {
      const a = host('a', ({ hosts }) =>
        nixos({ networking: { domain: hosts.get('b').config.networking.domain } }),
      )
      const b = host('b', ({ hosts }) =>
        nixos({ networking: { domain: hosts.get('a').config.networking.domain } }),
      )
      return [a, b]
    })
    expect(diagnostics).toMatchObject([
      {
        code: 'reference-cycle',
        message:
          'These values need each other: a: networking.domain → b: networking.domain → a: networking.domain.',
        at: [{ label: 'a: networking.domain' }, { label: 'b: networking.domain' }],
      },
    ])
  })

  it('are a cycle on one host, too, and by way of conditions, texts and names', () => {
    expect(
      wrong(() => [
        host('a', ({ host }) => nixos({ networking: { domain: host.config.networking.domain } })),
      ]),
    ).toEqual(['reference-cycle: These values need each other: a: networking.domain → a: networking.domain.'])
  })
})

describe('cycles of references', () => {
  const cycles = (use: (context: Context) => Use) =>
    wrong(() => [
      host('a', use),
      host('b', ({ hosts }) => nixos({ networking: { domain: hosts.get('a').config.networking.domain } })),
    ]).filter((line) => line.startsWith('reference-cycle'))

  it('go through conditions, texts, names, lists and functions of Nix', () => {
    const domain = ({ hosts }: Context) => hosts.get('b').config.networking.domain
    const found = [
      'reference-cycle: These values need each other: a: networking.domain → b: networking.domain → a: networking.domain.',
    ]
    expect(cycles((c) => nixos({ networking: { domain: nix`x.${domain(c)}` } }))).toEqual(found)
    expect(cycles((c) => nixos({ networking: { domain: mkIf(nix.eq(domain(c), null), 'x') } }))).toEqual(
      found,
    )
    expect(cycles((c) => nixos({ networking: mkIf(nix.eq(domain(c), null), { domain: 'x' }) }))).toEqual(
      found,
    )
    expect(cycles((c) => mkIf(nix.eq(domain(c), null), nixos({ networking: { domain: 'x' } })))).toEqual(
      found,
    )
    expect(cycles((c) => nixos({ networking: { domain: lib.toLower!(domain(c)) } }))).toEqual(found)
    expect(cycles((c) => nixos({ networking: { domain: mkForce(domain(c)) } }))).toEqual(found)
  })

  it('are none where the condition is about something else below the same group', () => {
    expect(
      cycles(({ host }) =>
        nixos({ services: mkIf(host.config.services.nginx.enable, { fail2ban: { enable: true } }) }),
      ),
    ).toEqual([])
    expect(
      cycles(({ host }) =>
        mkIf(host.config.services.nginx.enable, nixos({ services: { fail2ban: { enable: true } } })),
      ),
    ).toEqual([])
  })

  it('are none between names that are numbers', () => {
    expect(
      cycles(({ host }) =>
        nixos({
          systemd: {
            network: {
              networks: { 10: { description: nix`${host.config.systemd.network.networks['20']!.name}` } },
            },
          },
        } as never),
      ),
    ).toEqual([])
  })

  it('are none where a better definition is there', () => {
    expect(
      cycles(({ hosts }) => [
        nixos({ networking: { domain: mkDefault(hosts.get('b').config.networking.domain) } }),
        nixos({ networking: { domain: 'x' } }),
      ]),
    ).toEqual([])
  })

  it('go through the elements of a list to the list', () => {
    expect(
      wrong(() => [
        host('a', ({ host }) =>
          nixos({
            networking: {
              firewall: {
                allowedTCPPorts: [1, nix.expr`${host.config.networking.firewall.allowedTCPPorts}`],
              },
            },
          }),
        ),
      ]),
    ).toEqual([
      'reference-cycle: These values need each other: a: networking.firewall.allowedTCPPorts → a: networking.firewall.allowedTCPPorts.',
    ])
  })

  it('go through Home Manager', () => {
    const found = wrong(() => [
      host('a', [
        home('alice', [
          ({ host, user }) => [
            home({ home: { sessionVariables: { D: host.config.networking.domain } } }),
            nixos({ networking: { domain: user.config.home.sessionVariables.D as never } }),
          ],
        ]),
      ]),
    ])
    expect(found).toEqual([
      'reference-cycle: These values need each other: a: home-manager.users.alice.home.sessionVariables.D → a: networking.domain → a: home-manager.users.alice.home.sessionVariables.D.',
    ])
  })
})

describe('what a module reads of the whole fleet', () => {
  const targets = (make: () => ReturnType<typeof host>[]) => {
    const made = fine(make)
    return made.said('p').flatMap(
      (said) =>
        (
          said as {
            services?: { prometheus?: { scrapeConfigs?: [{ static_configs: [{ targets: string[] }] }] } }
          }
        ).services?.prometheus?.scrapeConfigs?.[0].static_configs[0].targets ?? [],
    )
  }

  it('does not depend on the order of hosts', () => {
    const p = () => host('p', [prometheus()])
    const x = () => host('x', { address: '10.0.0.9', use: [exporter()] })
    const y = () => host('y', [exporter({ port: 1 })])
    expect(targets(() => [p(), x(), y()])).toEqual(['10.0.0.9:9100', 'y:1'])
    expect(targets(() => [y(), x(), p()])).toEqual(['y:1', '10.0.0.9:9100'])
  })

  it('leaves out those that are switched off, however late', () => {
    const off = defineModule('off', { description: 'Switches off where nobody scrapes much.' }).config(
      ({ hosts }) => (hosts.using(prometheus).length > 0 ? exporter.set({ enable: mkForce(false) }) : []),
    )
    expect(
      targets(() => [host('p', [prometheus()]), host('x', [exporter(), off()]), host('y', [exporter()])]),
    ).toEqual(['y:9100'])
  })

  it('counts those that use it because of what they read', () => {
    const follower = defineModule('follower', { description: 'Exports where somebody scrapes.' }).config(
      ({ hosts }) => hosts.using(prometheus).length > 0 && exporter({ port: 7 }),
    )
    expect(targets(() => [host('x', [follower()]), host('p', [prometheus()])])).toEqual(['x:7'])
    expect(fine(() => [host('x', [follower()])]).values('x', 'exporter')?.enable ?? false).toBe(false)
  })

  it('makes a mesh: everybody has all others as peers', () => {
    const wireguard = defineModule('wireguard', {
      description: 'A mesh.',
      options: {
        key: option(t.str, { description: 'Public key.' }),
        address: option(t.str, { description: 'Inside.' }),
      },
    }).config(({ host, hosts, cfg }) => {
      const others = hosts.using(wireguard).filter((each) => each.host.name !== host.name)
      return nixos({
        networking: {
          wireguard: {
            interfaces: {
              wg0: {
                ips: [cfg.address],
                peers: others.map((each) => ({
                  name: each.host.name,
                  publicKey: each.cfg.key,
                  allowedIPs: [each.cfg.address],
                })),
              },
            },
          },
        },
      })
    })
    const made = fine(() =>
      ['a', 'b', 'c'].map((name, index) =>
        host(name, [wireguard({ key: `key-${name}`, address: `10.9.0.${index + 1}` })]),
      ),
    )
    expect(made.said('b')).toContainEqual({
      networking: {
        wireguard: {
          interfaces: {
            wg0: {
              ips: ['10.9.0.2'],
              peers: [
                { name: 'a', publicKey: 'key-a', allowedIPs: ['10.9.0.1'] },
                { name: 'c', publicKey: 'key-c', allowedIPs: ['10.9.0.3'] },
              ],
            },
          },
        },
      },
    })
  })

  it('finds hosts by name and by tag, and all of them', () => {
    const records = defineModule('dns', { description: 'Names.' }).config(({ hosts }) =>
      nixos({
        networking: {
          hosts: Object.fromEntries(
            [...hosts].map((each) => [
              each.address!,
              [each.fqdn, ...(hosts.tagged('edge').includes(each) ? ['edge'] : [])],
            ]),
          ),
        },
      }),
    )
    const made = fine(() => [
      host('a', { address: '10.0.0.1', domain: 'lan', tags: ['edge'], use: [records()] }),
      host('b', { address: '10.0.0.2' }),
    ])
    expect(made.said('a')).toContainEqual({
      networking: { hosts: { '10.0.0.1': ['a.lan', 'edge'], '10.0.0.2': ['b'] } },
    })
    expect(wrong(() => [host('a', ({ hosts }) => nixos({ users: { motd: hosts.get('c').name } }))])).toEqual([
      'unknown-host: The fleet has no host c.',
    ])
  })
})

describe('a module that gives to others and reads from them', () => {
  const sites = defineModule('sites', {
    description: 'Virtual hosts.',
    options: {
      domain: option(t.str, { default: 'example.org', description: 'Below which.' }),
      sites: option(t.attrsOf(t.port), { default: {}, description: 'Ports by name.' }),
    },
  }).config(({ cfg }) =>
    nixos({
      services: {
        nginx: {
          virtualHosts: Object.fromEntries(
            Object.entries(cfg.sites).map(([name, port]) => [
              `${name}.${cfg.domain}`,
              { locations: { '/': { proxyPass: `http://127.0.0.1:${port}` } } },
            ]),
          ),
        },
      },
    }),
  )
  const backup = defineModule('backup', {
    description: 'Keeps copies.',
    options: {
      paths: option(t.listOf(t.path), { default: [], description: 'Of what.' }),
      root: option(t.path, { default: '/srv', description: 'Of data.' }),
    },
  }).config(({ cfg }) => nixos({ services: { restic: { backups: { all: { paths: cfg.paths } } } } }))
  const gitea = defineModule('gitea', {
    description: 'Git.',
    options: { port: option(t.port, { default: 3000, description: 'Where.' }) },
  }).config(({ cfg, host }) => [
    sites({ sites: { git: cfg.port } }),
    backup.set({ paths: [`${host.get(backup).root}/git`] }),
    exporter(),
    nixos({
      services: {
        gitea: { enable: true, settings: { server: { DOMAIN: `git.${host.get(sites).domain}` } } },
        nginx: { enable: host.uses(sites) },
      },
      networking: { firewall: { allowedTCPPorts: [cfg.port] } },
    }),
  ])

  it('settles, whoever says the rest', () => {
    const made = fine(() => [
      host('a', [gitea(), backup({ root: '/data' }), sites.set({ domain: 'lan' })]),
      host('p', [prometheus()]),
    ])
    expect(made.values('a', 'sites')).toEqual({ enable: true, domain: 'lan', sites: { git: 3000 } })
    expect(made.values('a', 'backup')).toMatchObject({ paths: ['/data/git'] })
    expect(made.said('a')).toContainEqual(
      expect.objectContaining({
        services: {
          gitea: { enable: true, settings: { server: { DOMAIN: 'git.lan' } } },
          nginx: { enable: true },
        },
      }),
    )
    expect(JSON.stringify(made.said('p'))).toContain('a:9100')
  })
})

describe('functions that wait', () => {
  const flag = defineModule('flag', {
    description: '',
    options: { value: option(t.str, { description: 'Without a default.' }) },
  })

  it('may throw as long as what they need is not there', () => {
    const source = defineModule('source', { description: '' }).config(() => flag.set({ value: 'there' }))
    const reader = defineModule('reader', { description: '' }).config(({ hosts }) => {
      const [first] = hosts.using(source)
      if (first === undefined) throw new Error('no source yet')
      return nixos({ users: { motd: first.host.get(flag).value } })
    })
    expect(fine(() => [host('r', [reader()]), host('s', [() => source()])]).said('r')).toContainEqual({
      users: { motd: 'there' },
    })
  })

  it('that throw at the end are named', () => {
    const reader = defineModule('reader', { description: '' }).config(() => {
      throw new TypeError('never')
    })
    expect(check(() => [host('r', [reader()])]).diagnostics).toMatchObject([
      { code: 'function-threw', message: 'the module reader threw TypeError: never', host: 'r', at: [{}] },
    ])
  })

  it('and get no value are named, with the option', () => {
    const reader = defineModule('reader', { description: '' }).config(({ host }) =>
      nixos({ users: { motd: host.get(flag).value } }),
    )
    expect(check(() => [host('r', [reader()])]).diagnostics).toMatchObject([
      {
        code: 'no-value',
        message: 'the module reader reads r: flag.value, which nobody defines and which has no default.',
        path: 'r: flag.value',
        host: 'r',
        hint: expect.stringContaining('default'),
      },
    ])
  })

  it('count a missing value even where the exception is swallowed', () => {
    const reader = defineModule('reader', { description: '' }).config(({ host }) => {
      try {
        return nixos({ users: { motd: host.get(flag).value } })
      } catch {
        return []
      }
    })
    expect(check(() => [host('r', [reader()])]).diagnostics).toMatchObject([{ code: 'no-value' }])
  })

  it('name those who wait for each other', () => {
    const left = defineModule('left', {
      description: '',
      options: { value: option(t.str, { description: '' }) },
    })
    const right = defineModule('right', {
      description: '',
      options: { value: option(t.str, { description: '' }) },
    }).config(({ host }) => left.set({ value: host.get(right).value }))
    left.config(({ host }) => right.set({ value: host.get(left).value }))
    const { diagnostics } = check(() => [host('a', [left(), right()])])
    expect(diagnostics.map(({ code, path, message }) => [code, path, message.split(',')[0]])).toEqual([
      ['no-value', 'a: left.value', 'the module left reads a: left.value'],
      ['no-value', 'a: right.value', 'the module right reads a: right.value'],
    ])
  })

  it('and never settle are named, with what changes', () => {
    const lamp = defineModule('lamp', {
      description: '',
      options: { on: option(t.bool, { default: false, description: '' }) },
    }).config(({ cfg }) => lamp.set({ on: mkForce(!cfg.on) }))
    const { diagnostics } = check(() => [host('a', [lamp()])])
    expect(diagnostics).toMatchObject([
      {
        code: 'unsettled',
        path: 'a: lamp.on',
        message: expect.stringContaining('These values never settle: a: lamp.on.'),
        at: [{ label: 'the module lamp' }],
      },
    ])
  })

  it('hold nothing up by themselves', () => {
    const chicken = defineModule('chicken', { description: '' }).config(({ host }) => host.uses(egg) && egg())
    const egg = defineModule('egg', { description: '' }).config(({ host }) => host.uses(chicken) && chicken())
    const either = defineProfile('either', ({ host }) => [
      host.uses(egg) && chicken(),
      host.uses(chicken) && egg(),
    ])
    const made = fine(() => [host('a', [either])])
    expect(made.values('a', 'chicken')?.enable ?? false).toBe(false)
    expect(made.values('a', 'egg')?.enable ?? false).toBe(false)
    expect(fine(() => [host('a', [either, egg()])]).values('a', 'chicken')?.enable).toBe(true)
  })

  it('are held to be pure', () => {
    let runs = 0
    const counter = defineModule('counter', { description: '' }).config(() => {
      runs += 1
      return nixos({ users: { motd: `run ${runs}` } })
    })
    expect(check(() => [host('a', [counter()])]).diagnostics).toMatchObject([
      {
        code: 'impure-function',
        message: 'the module counter says something else each time it runs.',
        host: 'a',
        at: [{}],
      },
    ])
    let asked = 0
    const random = check(() => [
      host('b', [
        defineProfile('random', () => {
          asked += 1
          return asked % 2 === 0 ? [] : nixos({})
        }),
        () => nixos({ users: { motd: 'pure' } }),
      ]),
    ])
    expect(random.diagnostics).toMatchObject([
      { code: 'impure-function', message: 'the profile random says something else each time it runs.' },
    ])
  })

  it('are asked too early while the fleet is loaded', () => {
    const early = host('a', [exporter()])
    expect(() => early.get(exporter).port).toThrow('was asked while the fleet was being loaded')
    expect(() => early.uses(exporter)).toThrow('was asked while the fleet was being loaded')
  })
})

describe('a fleet', () => {
  it('has each host once', () => {
    const a = host('a')
    expect(wrong(() => [a, a])).toEqual(['host-twice: The fleet lists the host a twice.'])
    expect(check(() => [host('a'), host('a')]).diagnostics).toMatchObject([
      { code: 'host-name-taken', message: 'Two hosts are called a.', at: [{}, { label: 'the other one' }] },
    ])
  })

  it('has the inputs that hosts are built from', () => {
    const stable = { inputs: { nixpkgs: 'a', stable: 'github:NixOS/nixpkgs/nixos-26.05' } }
    const made = files(() => fleet([host('a', { nixpkgs: 'stable' }), host('b')], stable))
    expect(made['flake.nix']).toContain('a = inputs.stable.lib.nixosSystem {')
    expect(made['flake.nix']).toContain('b = nixpkgs.lib.nixosSystem {')
    expect(wrong(() => fleet([host('a', { nixpkgs: 'old' })], stable))).toEqual([
      'missing-input: The host a needs the input old, which the fleet does not have.',
    ])
  })
})
