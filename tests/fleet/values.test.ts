import {
  assertion,
  darwin,
  defineModule,
  defineProfile,
  defineSecret,
  disks,
  home,
  lib,
  nix,
  nixos,
  option,
  pkgs,
  t,
  type Use,
  warning,
} from 'pantheros'
import { describe, expect, it } from 'vitest'
import { check, fine, fleet, host, wrong } from './support.ts'

const holder = defineModule('holder', {
  description: '',
  options: { value: option(t.anything, { default: null, description: '' }) },
})
const grafana = (a: unknown) => nixos({ services: { grafana: { settings: { a } } } } as never)

class Point {
  readonly x = 1
}

describe('values that Nix has not', () => {
  const self: { inner?: unknown } = {}
  self.inner = [self]
  const list: unknown[] = []
  list.push(list)
  const cases: readonly (readonly [string, unknown, string, string])[] = [
    ['NaN', Number.NaN, '', 'the number NaN'],
    ['Infinity', { b: -Infinity }, '.b', 'the number -Infinity'],
    ['a function', { b: [() => 1] }, '.b.0', 'a JavaScript function'],
    ['a class', Point, '', 'a JavaScript function'],
    ['a symbol', { b: Symbol('x') }, '.b', 'a JavaScript symbol'],
    ['a Date', { b: new Date(0) }, '.b', 'a JavaScript Date'],
    ['a Map', [[new Map()]], '.0.0', 'a JavaScript Map'],
    ['a Set', new Set([1]), '', 'a JavaScript Set'],
    ['a RegExp', /x/, '', 'a JavaScript RegExp'],
    ['a URL', new URL('file:///x'), '', 'a JavaScript URL'],
    ['bytes', new Uint8Array(2), '', 'a JavaScript Uint8Array'],
    ['an error', new TypeError('x'), '', 'a JavaScript TypeError'],
    ['an instance of a class', { b: { c: new Point() } }, '.b.c', 'a JavaScript Point'],
    ['a promise', { b: Promise.resolve(1) }, '.b', 'a promise'],
    ['a set that contains itself', self, '.inner.0', 'a value that contains itself'],
    ['a list that contains itself', list, '.0', 'a value that contains itself'],
    ['a module', holder, '', 'a JavaScript function'],
  ]

  it.each(cases)('are refused with their path: %s', (_, value, path, what) => {
    const { diagnostics } = check(() => [host('a', grafana(value))])
    expect(diagnostics).toMatchObject([
      {
        code: 'bad-value',
        message: `nixos(…), at services.grafana.settings.a${path}, holds ${what}.`,
        host: 'a',
        hint: expect.any(String),
      },
    ])
  })

  it.each(cases)('are refused in options of modules, and in expressions: %s', (_, value, path, what) => {
    const inModule = check(() => [host('a', holder({ value } as never))])
    expect(inModule.diagnostics).toMatchObject([
      { code: 'bad-value', message: `The definition of holder, at value${path}, holds ${what}.` },
    ])
    const inCall = wrong(() => [
      host('a', () => nixos({ environment: { systemPackages: [pkgs.writeText!('x', value)] } })),
    ])
    expect(inCall).toEqual([
      `bad-value: An argument of pkgs.writeText${path === '' ? '' : `, at ${path.slice(1)},`} holds ${what}.`,
    ])
  })

  it('are refused in every kind of definition', () => {
    const bad = new Point() as never
    const at = (use: Use, more = {}) => wrong(() => [host('a', { ...more, use })])
    expect(at(home('alice', { programs: { git: { settings: { a: bad } } } }))).toEqual([
      'bad-value: home(…), at programs.git.settings.a, holds a JavaScript Point.',
    ])
    expect(at(disks({ disk: { main: bad } }))).toEqual([
      'bad-value: disks(…), at disk.main, holds a JavaScript Point.',
    ])
    expect(at(darwin({ system: { a: bad } }), { system: 'aarch64-darwin' })).toContain(
      'bad-value: darwin(…), at system.a, holds a JavaScript Point.',
    )
    expect(at(nixos(bad))).toEqual(['bad-value: nixos(…) holds a JavaScript Point.'])
  })

  it('are refused where options belong', () => {
    const found = (use: unknown) => wrong(() => [host('a', use as Use)])
    expect(found(nixos('x' as never))).toEqual(['bad-value: nixos(…) takes options by name, not a string.'])
    expect(found(nixos([] as never))).toEqual(['bad-value: nixos(…) takes options by name, not a list.'])
    expect(found(nixos(undefined as never))).toEqual([
      'bad-value: nixos(…) takes options by name, not undefined.',
    ])
    expect(found(nixos(nix`x` as never))).toEqual([
      'bad-value: nixos(…) takes options by name, not a Nix expression.',
    ])
    expect(found(home('alice', 3 as never))).toEqual([
      'bad-value: home(…) takes options by name, not a number.',
    ])
    expect(found(holder('x' as never))).toEqual([
      'bad-value: The definition of holder takes options by name, not a string.',
    ])
    expect(() => assertion(false, Symbol('x') as never)).toThrow(
      'The message of an assertion holds a JavaScript symbol.',
    )
  })

  it('hold the rest of the fleet up in nothing', () => {
    const made = check(() => [host('a', [grafana(Number.NaN), holder()]), host('b', holder({ value: 1 }))])
    expect(made.diagnostics).toHaveLength(1)
    expect(made.values('b', 'holder')).toEqual({ enable: true, value: 1 })
  })
})

describe('values that are said', () => {
  const said = (value: unknown) =>
    fine(() => [host('a', holder({ value } as never))]).values('a', 'holder')!.value

  it('may be null, text, numbers, booleans, lists, sets, and sets without prototype', () => {
    const bare = Object.assign(Object.create(null), { x: 1 })
    for (const value of [null, '', 'x', 0, -1.5, true, [], [1, ['2']], {}, { a: { b: null } }])
      expect(said(value)).toEqual(value)
    expect(said(bare)).toEqual({ x: 1 })
  })

  it('leave out what is undefined', () => {
    expect(said({ a: undefined, b: [1, undefined, 2] })).toEqual({ b: [1, 2] })
  })

  it('may be shared without being a cycle', () => {
    const shared = { x: [1] }
    expect(said({ a: shared, b: [shared, shared] })).toEqual({ a: { x: [1] }, b: [{ x: [1] }, { x: [1] }] })
  })

  it('may have the names of what JavaScript has on objects', () => {
    const value = JSON.parse('{"constructor":"c","toString":"t","hasOwnProperty":1}')
    expect(said(value)).toEqual(value)
    expect(Object.keys(said(value) as object).sort()).toEqual(Object.keys(value).sort())
  })

  it('refuse the one name that JavaScript keeps for itself', () => {
    expect(wrong(() => [host('a', holder({ value: JSON.parse('{"__proto__":1}') }))])).toEqual([
      'bad-value: The definition of holder, at value, holds the name __proto__.',
    ])
  })

  it('are copies: later changes reach nobody', () => {
    const ports = [1]
    const made = fine(() => [
      host('a', [
        holder({ value: { ports } }),
        nixos({ networking: { firewall: { allowedTCPPorts: ports } } }),
      ]),
    ])
    ports.push(2)
    expect(made.values('a', 'holder')!.value).toEqual({ ports: [1] })
    expect(made.said('a')).toContainEqual({ networking: { firewall: { allowedTCPPorts: [1] } } })
  })

  it('are frozen, and so is what is read', () => {
    const changer = (change: (cfg: { value: { list: unknown[]; set: { x?: number } } }) => void) =>
      wrong(() => {
        const m = defineModule('m', {
          description: '',
          options: { value: option(t.anything, { default: { list: [1], set: { x: 1 } }, description: '' }) },
        }).config(({ cfg }) => {
          change(cfg as never)
          return []
        })
        return [host('a', m({ value: { list: [1], set: { x: 1 } } } as never))]
      })
    expect(changer(({ value }) => value.list.push(2))).toEqual([
      expect.stringMatching(/^function-threw: the module m threw TypeError: Cannot add property/),
    ])
    expect(
      changer(({ value }) => {
        value.set.x = 2
      }),
    ).toEqual([
      expect.stringMatching(
        /^function-threw: the module m threw TypeError: Cannot assign to read only property/,
      ),
    ])
    expect(
      changer((cfg) => {
        cfg.value = 1 as never
      }),
    ).toEqual(['value-changed: The values of options are not for changing.'])
    expect(
      changer((cfg) => {
        ;(cfg as never as { y: 1 }).y = 1
      }),
    ).toEqual(['value-changed: The values of options are not for changing.'])
    expect(
      changer((cfg) => {
        delete (cfg as { value?: unknown }).value
      }),
    ).toEqual(['value-changed: The values of options are not for changing.'])
  })

  it('freeze hosts, contexts and lists of hosts', () => {
    // biome-ignore lint/suspicious/noExplicitAny: what the compiler refuses is tried here
    const thrown = (change: (context: any) => void) =>
      wrong(() => [
        host('a', (context) => {
          change(context)
          return []
        }),
      ])[0]
    const cases: readonly (readonly [Parameters<typeof thrown>[0], RegExp])[] = [
      [
        (context) => Object.assign(context.host, { name: 'x' }),
        /^function-threw: .*read only property 'name'/,
      ],
      [(context) => context.hosts.all.push(1), /^function-threw: .*not extensible/],
      [(context) => context.host.tags.push('x'), /^function-threw: .*not extensible/],
      [(context) => Object.assign(context, { cfg: 1 }), /^function-threw: .*(getter|read only)/],
    ]
    for (const [change, message] of cases) expect(thrown(change)).toMatch(message)
  })

  it('behave like sets where they are looked into', () => {
    const m = defineModule('m', {
      description: '',
      options: {
        a: option(t.int, { default: 1, description: '' }),
        g: { b: option(t.str, { default: 'x', description: '' }) },
      },
    }).config(({ cfg }) => [
      nixos({
        users: {
          motd: JSON.stringify({
            keys: Object.keys(cfg),
            has: 'a' in cfg,
            none: 'z' in cfg,
            entries: Object.entries(cfg.g),
            spread: { ...cfg },
          }),
        },
      }),
    ])
    expect(fine(() => [host('a', m())]).said('a')).toContainEqual({
      users: {
        motd: '{"keys":["enable","a","g"],"has":true,"none":false,"entries":[["b","x"]],"spread":{"enable":true,"a":1,"g":{"b":"x"}}}',
      },
    })
  })
})

describe('names', () => {
  it('of hosts, profiles, modules and secrets become names of files', () => {
    for (const name of ['', 'a b', 'a/b', '-a', 'a-', 'ä', '../x', 'a.b', '_a'])
      expect(() => host(name), name).toThrow('cannot be the name of a host')
    for (const name of ['', 'a b', '/a', 'a/', 'a//b', '1a', '../x', 'a.b'])
      expect(() => defineProfile(name, []), name).toThrow('cannot be the name of a profile')
    for (const name of ['', 'a b', '.a', 'a.', 'a..b', '1a', 'a/b', 'a.1'])
      expect(() => defineModule(name, { description: '' }), name).toThrow('cannot be the name of a module')
    for (const name of ['', 'a.b', '1', 'a/b'])
      expect(() => defineSecret(name, { description: '', file: () => '' }), name).toThrow(
        'cannot be the name of a secret',
      )
    expect(() => host(undefined as never)).toThrow('cannot be the name of a host')
  })

  it('may have what file names and attribute names may have', () => {
    for (const name of ['a', 'A1', 'data-storage', 'a_b', '1st']) expect(host(name).name).toBe(name)
    for (const name of ['server', 'roles/web-1', 'a_b']) expect(defineProfile(name, []).name).toBe(name)
    for (const name of ['services.tailscale', 'a-b.c_d2'])
      expect(defineModule(name, { description: '' }).moduleName).toBe(name)
  })
})

describe('definitions in the wrong place', () => {
  const found = (use: Use, more = {}) =>
    wrong(() => fleet([host('a', { use, ...more })], { inputs: { nixpkgs: 'a', 'nix-darwin': 'b' } }))

  it('are for another system', () => {
    expect(found(darwin({}))).toEqual([
      'wrong-system: darwin(…) on the host a, whose system is x86_64-linux.',
    ])
    expect(found(nixos({}), { system: 'aarch64-darwin' })).toEqual([
      'wrong-system: nixos(…) on the host a, whose system is aarch64-darwin.',
    ])
    expect(found(disks({}), { system: 'aarch64-darwin' })).toEqual([
      'wrong-system: disks(…) on the host a, whose system is aarch64-darwin.',
    ])
  })

  it('are for a user where none is meant, or for another one', () => {
    const shell = defineModule('shell', { description: '' }).config(() =>
      home({ programs: { bash: { enable: true } } }),
    )
    expect(found(home({ programs: {} }))).toEqual([
      'home-without-user: home({ … }) stands where no user is meant.',
    ])
    expect(found(shell())).toEqual(['home-without-user: home({ … }) stands where no user is meant.'])
    expect(found(home('alice', [home('bob', {})]))).toEqual([
      "user-in-user: home('bob', …) stands among the definitions of the user alice.",
    ])
  })
})

describe('assertions and warnings', () => {
  it('that panther can decide are said by panther', () => {
    const { diagnostics } = check(() => [
      host('a', ({ host }) => [
        assertion(host.name === 'b', `${host.name} is not b`),
        assertion(true, 'fine'),
        warning('hm'),
        warning('not now', false),
      ]),
    ])
    expect(diagnostics).toMatchObject([
      { code: 'assertion-failed', severity: 'error', message: 'a is not b', host: 'a' },
      { code: 'warning', severity: 'warning', message: 'hm', host: 'a' },
    ])
  })

  it('name the user they are about', () => {
    expect(check(() => [host('a', home('alice', [assertion(false, 'no')]))]).diagnostics).toMatchObject([
      { code: 'assertion-failed', user: 'alice' },
    ])
  })
})

it('expressions of lib and pkgs are values like others', () => {
  const made = fine(() => [
    host('a', [
      holder({ value: { x: [lib.getExe!(pkgs.git)] } } as never),
      nixos({ users: { motd: nix`${pkgs.git}` } }),
    ]),
  ])
  expect(made.said('a')).toHaveLength(2)
})
