import {
  defineModule,
  defineProfile,
  defineSecret,
  home,
  lib,
  mkForce,
  mkIf,
  nix,
  nixos,
  option,
  pkgs,
  t,
  type Use,
} from 'pantheros'
import { describe, expect, it } from 'vitest'
import { check, files, fine, host, oneLine, printed, wrong } from './support.ts'

// biome-ignore lint/suspicious/noExplicitAny: what the compiler refuses is tried here
type Loose = any

/** What is found where a function of a host does this with `config.services.prometheus.port` of its host. */
const misuse = (use: (ref: Loose) => unknown) =>
  check(() => [host('a', ({ host }) => use(host.config.services.prometheus.port) as Use)]).diagnostics

const message = (what: string) =>
  `A Ref (a.config.services.prometheus.port) cannot be ${what}: only Nix knows its value.`

describe('a value that only Nix knows', () => {
  const cases: readonly (readonly [string, (ref: Loose) => unknown, string])[] = [
    ['stands in a template', (ref) => nixos({ users: { motd: `${ref}` } }), 'turned into text or a number'],
    [
      'is joined to text',
      (ref) => nixos({ users: { motd: 'port '.concat(ref) } }),
      'turned into text or a number',
    ],
    [
      'is made text by String',
      (ref) => nixos({ users: { motd: String(ref) } }),
      'turned into text or a number',
    ],
    [
      'is joined by Array.join',
      (ref) => nixos({ users: { motd: [ref].join() } }),
      'turned into text or a number',
    ],
    [
      'is added to',
      (ref) => nixos({ networking: { firewall: { allowedTCPPorts: [ref + 1] } } }),
      'turned into text or a number',
    ],
    ['is compared', (ref) => (ref > 1024 ? nixos({}) : []), 'turned into text or a number'],
    // biome-ignore lint/suspicious/noDoubleEquals: it is what is tried
    ['is compared loosely', (ref) => (ref == 1024 ? nixos({}) : []), 'turned into text or a number'],
    [
      'is made a number',
      (ref) => nixos({ users: { motd: Number(ref) } as never }),
      'turned into text or a number',
    ],
    [
      'is a key',
      (ref) => nixos({ environment: { variables: { [ref]: '' } } }),
      'turned into text or a number',
    ],
    ['is an index', (ref) => nixos({ users: { motd: ['a', 'b'][ref]! } }), 'turned into text or a number'],
    ['is turned into JSON', (ref) => nixos({ users: { motd: JSON.stringify({ ref }) } }), 'turned into JSON'],
    [
      'is spread into a list',
      (ref) => nixos({ networking: { firewall: { allowedTCPPorts: [...ref] } } }),
      'iterated or spread',
    ],
    [
      'is iterated',
      (ref) => {
        for (const _ of ref) return []
        return nixos({})
      },
      'iterated or spread',
    ],
    [
      'is destructured as a list',
      (ref) => {
        const [first] = ref
        return nixos({ users: { motd: first } })
      },
      'iterated or spread',
    ],
    [
      'goes into a Set',
      (ref) => nixos({ networking: { firewall: { allowedTCPPorts: [...new Set<number>(ref)] } } }),
      'iterated or spread',
    ],
    [
      'is spread into a set',
      (ref) => nixos({ environment: { variables: { ...ref } } }),
      'enumerated or spread',
    ],
    ['is enumerated', (ref) => nixos({ users: { motd: Object.keys(ref).join() } }), 'enumerated or spread'],
    [
      'is enumerated with for in',
      (ref) => {
        for (const _ in ref) return []
        return nixos({})
      },
      'enumerated or spread',
    ],
    [
      'is enumerated as entries',
      (ref) => nixos({ users: { motd: String(Object.entries(ref)) } }),
      'enumerated or spread',
    ],
    ['is asked for a name', (ref) => ('x' in ref ? nixos({}) : []), 'asked for what it holds'],
    [
      'is assigned to',
      (ref) => {
        ref.x = 1
        return []
      },
      'assigned to',
    ],
    [
      'is changed',
      (ref) => {
        delete ref.x
        return []
      },
      'changed',
    ],
    [
      'is defined on',
      (ref) => {
        Object.defineProperty(ref, 'x', { value: 1 })
        return []
      },
      'changed',
    ],
    ['is called', (ref) => ref(), 'called'],
    ['has methods called', (ref) => nixos({ users: { motd: ref.toString() } }), 'called'],
    ['is searched', (ref) => (ref.includes('x') ? nixos({}) : []), 'called'],
    ['is mapped', (ref) => nixos({ users: { motd: ref.map((x: unknown) => x) } }), 'called'],
    [
      'is frozen',
      (ref) => {
        Object.freeze(ref)
        return []
      },
      'changed',
    ],
    [
      'has its prototype changed',
      (ref) => {
        Object.setPrototypeOf(ref, {})
        return []
      },
      'changed',
    ],
  ]

  it.each(cases)('is refused where it %s', (_, use, what) => {
    expect(misuse(use)).toMatchObject([
      {
        code: 'ref-misused',
        message: expect.stringContaining(`cannot be ${what}`),
        host: 'a',
        hint: expect.any(String),
      },
    ])
  })

  it('names itself in the message', () => {
    expect(misuse((ref) => nixos({ users: { motd: `${ref}` } }))[0]!.message).toBe(
      message('turned into text or a number'),
    )
  })

  const silent: readonly (readonly [string, (ref: Loose) => unknown])[] = [
    [
      'if',
      (ref) => {
        if (ref) return nixos({ users: { motd: 'x' } })
        return []
      },
    ],
    ['? :', (ref) => (ref ? [] : nixos({}))],
    ['!', (ref) => !ref && nixos({})],
    ['&&', (ref) => ref && nixos({ users: { motd: 'x' } })],
    ['===', (ref) => ref === 9090 && nixos({})],
    ['||', (ref) => [(ref || true) && []]],
    [
      'reading it for nothing',
      (ref) => {
        void ref
        return []
      },
    ],
    ['typeof', (ref) => typeof ref === 'number' && nixos({})],
    ['a list that is never said', (ref) => ([1, 2].includes(ref) ? nixos({}) : [])],
  ]

  it.each(silent)('is found where JavaScript decides by it: %s', (_, use) => {
    expect(misuse(use)).toMatchObject([
      {
        code: 'ref-unplaced',
        message: 'a.config.services.prometheus.port was read and stands in no definition.',
        host: 'a',
      },
    ])
  })

  it('is found where it was read while the fleet was loaded', () => {
    const storage = () => {
      const made = host('storage')
      return [made, host('a', [(made.config.services.nginx.enable as unknown) ? nixos({}) : []])]
    }
    expect(wrong(storage)).toEqual([
      'ref-unplaced: storage.config.services.nginx.enable was read and stands in no definition.',
    ])
  })

  it('is found in a profile once, however many hosts have it', () => {
    const profile = () =>
      defineProfile('p', ({ host }) => ((host.config.services.nginx.enable as unknown) ? nixos({}) : []))
    const found = check(() => {
      const p = profile()
      return [host('a', p), host('b', p)]
    }).diagnostics
    expect(found.map(({ code, host }) => `${code} ${host}`)).toEqual(['ref-unplaced a'])
  })

  it('is used by await as it is', async () => {
    const storage = host('storage')
    const ref = storage.config.services.prometheus.port
    expect((await ref) === ref).toBe(true)
  })

  it('may be read for what it is not: in conditions of panther, in other expressions, as a key', () => {
    expect(
      wrong(() => [
        host('a', ({ host }) => [
          nixos({ users: { motd: mkIf(host.config.services.nginx.enable, 'x') } }),
          mkIf(
            nix.and(host.config.services.nginx.enable, nix.not(host.config.services.openssh.enable)),
            nixos({ boot: { tmp: { useTmpfs: true } } }),
          ),
          nixos({
            environment: {
              etc: {
                [nix.key`${host.config.networking.hostName}`]: {
                  text: nix`${host.config.networking.domain}`,
                },
              },
              systemPackages: [lib.hiPrio!(pkgs.git)],
            },
          }),
          nixos({
            networking: {
              firewall: { allowedTCPPorts: nix.concat([1], [host.config.services.prometheus.port]) },
            },
          }),
        ]),
      ]),
    ).toEqual([])
  })
})

describe('conditions that only NixOS knows', () => {
  it('never make a conflict', () => {
    expect(
      wrong(() => [
        host('a', ({ host }) => [
          nixos({ services: { tailscale: { port: mkIf(host.config.services.nginx.enable, 1) } } }),
          nixos({ services: { tailscale: { port: mkIf(nix.not(host.config.services.nginx.enable), 2) } } }),
          mkIf(host.config.services.openssh.enable, nixos({ services: { tailscale: { port: 3 } } })),
          nixos({ services: { tailscale: { port: 4 } } }),
        ]),
      ]),
    ).toEqual([])
  })

  it('still hold values to their types', () => {
    expect(
      wrong(() => [
        host('a', ({ host }) =>
          nixos({ services: { tailscale: { port: mkIf(host.config.services.nginx.enable, 'x' as never) } } }),
        ),
      ]),
    ).toEqual([
      expect.stringMatching(/^type-mismatch: The option services\.tailscale\.port takes a whole number/),
    ])
  })

  it('leave two plain definitions a conflict', () => {
    const { diagnostics } = check(() => [
      host('a', [
        nixos({ services: { tailscale: { port: 1 } } }),
        nixos({ services: { tailscale: { port: 2 } } }),
        nixos({ services: { tailscale: { port: mkForce(3) } } }),
      ]),
      host('b', [
        nixos({ services: { tailscale: { port: 1 } } }),
        nixos({ services: { tailscale: { port: 2 } } }),
      ]),
    ])
    expect(diagnostics).toMatchObject([
      { code: 'conflict', path: 'services.tailscale.port', host: 'b', at: [{}, {}] },
    ])
  })
})

describe('attribute names that Nix computes', () => {
  it('are readable in messages', () => {
    const found = (value: unknown) =>
      wrong(() => [
        host('a', ({ host }) =>
          nixos({
            environment: { etc: { [nix.key`${host.config.networking.hostName}.x`]: value as never } },
          }),
        ),
      ])
    expect(found({ text: Number.NaN })).toEqual([
      'bad-value: nixos(…), at environment.etc.${a.config.networking.hostName}.x.text, holds the number NaN.',
    ])
    expect(found({ mode: 3 })[0]).toMatch(
      /^type-mismatch: The option environment\.etc\..*\$\{a\.config\.networking\.hostName\}\.x.*\.mode takes/,
    )
  })

  it('stay apart where they read alike', () => {
    const keys = [1, 2].map(
      (n) => nix.key`${nix.if(nix.eq(host('a').config.networking.hostName, String(n)), 'x', 'y')}`,
    )
    expect(new Set(keys).size).toBe(2)
    expect(nix.key`${pkgs.git}-x`).toBe(nix.key`${pkgs.git}-x`)
  })
})

describe('where a Ref is printed', () => {
  it('its own host is config, another one self, and osConfig in Home Manager', () => {
    const made = files(() => {
      const b = host('b')
      const texts = defineProfile('texts', ({ host }) => [
        nixos({
          environment: {
            variables: { OWN: host.config.networking.hostName, OTHER: b.config.networking.hostName },
          },
        }),
        home('alice', [
          ({ user }) =>
            home({
              home: {
                sessionVariables: {
                  OWN: user.config.home.username,
                  HOST: host.config.networking.hostName,
                  OTHER: b.config.networking.hostName,
                },
              },
            }),
        ]),
        home('bob', [
          ({ host }) => home({ home: { sessionVariables: { HOST: host.config.time.timeZone } } }),
        ]),
      ])
      return [host('a', texts), b]
    })
    expect(made['profiles/texts.nix']).toContain('OWN = config.networking.hostName;')
    expect(made['profiles/texts.nix']).toContain(
      'OTHER = self.nixosConfigurations.b.config.networking.hostName;',
    )
    const homes = Object.entries(made)
      .filter(([path]) => /home/.test(path))
      .map(([, text]) => text)
      .join('\n')
    expect(homes).toContain('OWN = config.home.username;')
    expect(homes).toContain('HOST = osConfig.networking.hostName;')
    expect(homes).toContain('HOST = osConfig.time.timeZone;')
  })

  it('is the same profile on two hosts, each with its own config', () => {
    const made = files(() => {
      const shared = defineProfile('shared', ({ host }) =>
        nixos({ users: { motd: nix`${host.config.networking.hostName}` } }),
      )
      return [host('a', shared), host('b', shared)]
    })
    expect(oneLine(made['profiles/shared.nix']!)).toBe(
      '{ config, ... }: { users.motd = "${config.networking.hostName}"; }',
    )
  })

  it('computes with it', () => {
    const made = printed(({ host }) =>
      nixos({
        environment: {
          variables: {
            A: nix.if(nix.eq(host.config.networking.domain, null), 'none', 'some'),
            B: nix`${nix.if(nix.or(host.config.services.nginx.enable, nix.lt(host.config.services.prometheus.port, 1024)), 'low', host.config.networking.hostName)}`,
            C: nix`${nix.add(host.config.services.prometheus.port, 1)}`,
          },
        },
        networking: { firewall: { allowedTCPPorts: nix.concat(host.config.services.openssh.ports, [80]) } },
      }),
    )
    expect(oneLine(made)).toBe(
      '{ config, ... }: { environment.variables = { A = if config.networking.domain == null then "none" else "some"; ' +
        'B = "${if config.services.nginx.enable || config.services.prometheus.port < 1024 then "low" else config.networking.hostName}"; ' +
        'C = "${toString (config.services.prometheus.port + 1)}"; }; ' +
        'networking.firewall.allowedTCPPorts = config.services.openssh.ports ++ [ 80 ]; }',
    )
  })

  it('refuses in text what is neither text nor known later', () => {
    expect(() => nix`${null as never}`).toThrow(
      'nix`…` takes text, numbers, Refs, packages and paths, not null.',
    )
    expect(() => nix`${{} as never}`).toThrow('not an object')
    expect(() => nix`${['a'] as never}`).toThrow('not a list')
    expect(() => nix`${undefined as never}`).toThrow('not undefined')
    expect(() => nix`${true as never}`).toThrow('not a boolean')
    expect(() => nix`${Number.NaN}`).toThrow('not the number NaN')
  })
})

describe('a secret', () => {
  const key = defineSecret('key', {
    description: 'Opens.',
    file: (host) => host.config.sops.secrets.key!.path,
  })
  const plain = defineSecret('plain', { description: 'Opens too.', file: () => '/run/plain' })

  it('has no text form', () => {
    const refusal = 'The secret key has no text'
    expect(() => `${key as never}`).toThrow(refusal)
    expect(() => 'x'.concat(key as never)).toThrow(refusal)
    expect(() => String(key)).toThrow(refusal)
    expect(() => [key].join()).toThrow(refusal)
    expect(() => JSON.stringify({ key })).toThrow(refusal)
    expect(() => (key as never as number) + 1).toThrow(refusal)
    expect(() => nix`${key as never}`).toThrow()
    expect(() => nix.key`${key as never}`).toThrow()
  })

  it('is no value of a definition, wherever it stands', () => {
    const m = defineModule('m', {
      description: '',
      options: { x: option(t.anything, { default: null, description: '' }) },
    })
    const found = (use: Use) => wrong(() => [host('a', use)])
    expect(found(nixos({ users: { motd: key as never } }))).toEqual([
      'bad-value: nixos(…), at users.motd, holds the secret key itself.',
    ])
    expect(
      found(nixos({ environment: { etc: { x: mkForce({ text: mkIf(true, key as never) }) } } })),
    ).toEqual(['bad-value: nixos(…), at environment.etc.x.text, holds the secret key itself.'])
    expect(found(m({ x: [{ key }] } as never))).toEqual([
      'bad-value: The definition of m, at x.0.key, holds the secret key itself.',
    ])
  })

  it('is no part of an expression of Nix either', () => {
    const found = (use: () => Use) => wrong(() => [host('a', use)])
    expect(
      found(() => nixos({ environment: { etc: { a: { text: nix.expr`builtins.toJSON ${{ key }}` } } } })),
    ).toEqual([expect.stringMatching(/secret key/)])
    expect(found(() => nixos({ environment: { systemPackages: [pkgs.writeText!('x', key)] } }))).toEqual([
      expect.stringMatching(/secret key/),
    ])
    expect(found(() => nixos({ users: { motd: nix.if(true, key as never, 'x') } }))).toEqual([
      expect.stringMatching(/secret key/),
    ])
    expect(found(() => nixos({ nixpkgs: { overlays: [nix.lambda(['final'], () => ({ key }))] } }))).toEqual([
      expect.stringMatching(/secret key/),
    ])
  })

  it('has a file on each host', () => {
    const made = fine(() => [
      host('a', ({ host }) =>
        nixos({
          services: {
            tailscale: { authKeyFile: key.file(host) },
            openvpn: { servers: { x: { config: `auth ${plain.file(host)}` } } },
          },
        }),
      ),
    ])
    expect(made.said('a')).toHaveLength(2)
    expect(
      oneLine(printed(({ host }) => nixos({ services: { tailscale: { authKeyFile: key.file(host) } } }))),
    ).toBe('{ config, ... }: { services.tailscale.authKeyFile = config.sops.secrets.key.path; }')
  })
})
