import {
  defineModule,
  defineProfile,
  mkDefault,
  mkForce,
  mkIf,
  mkMerge,
  nixos,
  option,
  removedOption,
  t,
  type Use,
} from 'pantheros'
import { describe, expect, it } from 'vitest'
import { check, fine, host, wrong } from './support.ts'

const web = defineModule('web', {
  description: 'Serves.',
  options: {
    port: option(t.port, { default: 80, description: 'Where it listens.' }),
    names: option(t.listOf(t.str), { default: [], description: 'What it answers to.' }),
    tls: {
      enable: option(t.bool, { default: false, description: 'With a certificate.' }),
      level: option(t.nullOr(t.enum('old', 'new')), { default: null, description: 'How strict.' }),
    },
  },
}).config(({ cfg }) => [nixos({ networking: { firewall: { allowedTCPPorts: [cfg.port] } } })])

const said = (use: Use) => fine(() => [host('a', use)])

describe('a module', () => {
  it('is off where nobody uses it', () => {
    const made = said([])
    expect(made.values('a', 'web')).toBeUndefined()
    expect(made.said('a')).toEqual([
      { networking: { hostName: 'a' }, nixpkgs: { hostPlatform: 'x86_64-linux' } },
    ])
  })

  it('is on where it is used, with what is said of it', () => {
    const made = said([web({ port: 8080 })])
    expect(made.values('a', 'web')).toEqual({
      enable: true,
      port: 8080,
      names: [],
      'tls.enable': false,
      'tls.level': null,
    })
    expect(made.said('a')).toContainEqual({ networking: { firewall: { allowedTCPPorts: [8080] } } })
  })

  it('stays off where its options are set alone', () => {
    const made = said([web.set({ port: 8080 })])
    expect(made.values('a', 'web')).toMatchObject({ enable: false, port: 8080 })
    expect(made.said('a')).toHaveLength(1)
  })

  it('is switched on by set with enable', () => {
    expect(said([web.set({ enable: true })]).values('a', 'web')).toMatchObject({ enable: true })
  })

  it('is switched off where a profile brought it', () => {
    const server = defineProfile('server', [web({ port: 1 })])
    const made = said([server, web({ enable: mkForce(false) })])
    expect(made.values('a', 'web')).toMatchObject({ enable: false, port: 1 })
    expect(made.said('a')).toHaveLength(1)
  })

  it('may be used with enable: false, by a condition or by default', () => {
    expect(said([web({ enable: false })]).values('a', 'web')).toMatchObject({ enable: false })
    expect(said([web({ enable: mkIf(false, true) })]).values('a', 'web')).toMatchObject({ enable: false })
    expect(
      said([web({ enable: mkDefault(true) }), web.set({ enable: false })]).values('a', 'web'),
    ).toMatchObject({ enable: false })
    expect(wrong(() => [host('a', [web(), web.set({ enable: false })])])).toEqual([
      expect.stringMatching(
        /^conflict: The option web\.enable has definitions that cannot stand together: true and false\.$/,
      ),
    ])
  })

  it('merges definitions by the types of its options, in order of use', () => {
    const made = said([
      web({ names: ['a'], port: mkDefault(1) }),
      web({ names: ['b', mkIf(true, 'c')], tls: { level: 'new' } }),
      web.set({ names: mkMerge([['d'], ['e']]), port: 2 }),
    ])
    expect(made.values('a', 'web')).toMatchObject({
      names: ['a', 'b', 'c', 'd', 'e'],
      port: 2,
      'tls.level': 'new',
      'tls.enable': false,
    })
  })

  it('takes properties around whole groups and whole definitions', () => {
    const made = said([
      web({ tls: mkIf(true, { enable: true }) as never }),
      mkIf(false, web({ port: 3 })),
      mkForce(web({ port: 4 })),
      web({ port: 5 }),
    ])
    expect(made.values('a', 'web')).toMatchObject({ port: 4, 'tls.enable': true, enable: true })
  })

  it('has its options also where it is off', () => {
    const reader = defineModule('reader', { description: 'Reads.' }).config(({ host, hosts }) => [
      nixos({
        users: {
          motd: `${host.get(web).port} ${host.uses(web)} ${hosts.get('b').get(web).port} ${hosts.get('b').uses(web)} ${hosts.get('b').get(web).enable}`,
        },
      }),
    ])
    const made = fine(() => [host('a', [reader(), web.set({ port: 7 })]), host('b', [web({ port: 8 })])])
    expect(made.said('a')).toContainEqual({ users: { motd: '7 false 8 true true' } })
  })

  it('sees undefined as not said', () => {
    expect(said([web({ port: undefined, names: [], tls: undefined })]).values('a', 'web')).toMatchObject({
      port: 80,
    })
  })

  it('computes defaults from its other options, which definitions replace', () => {
    const log = defineModule('log', {
      description: 'Logs.',
      options: {
        root: option(t.path, { default: '/var', description: 'Where.' }),
        file: option(t.path, { description: 'The file.' }),
        link: option(t.path, { description: 'To it.' }),
      },
      computed: { file: ({ cfg }) => `${cfg.root}/log`, link: ({ cfg }) => `${cfg.file}.link` },
    }).config(({ cfg }) => [nixos({ users: { motd: cfg.link } })])
    expect(said([log()]).said('a')).toContainEqual({ users: { motd: '/var/log.link' } })
    expect(said([log({ root: '/srv' })]).said('a')).toContainEqual({ users: { motd: '/srv/log.link' } })
    expect(said([log({ file: '/x' })]).said('a')).toContainEqual({ users: { motd: '/x.link' } })
  })

  it('refuses to compute what is no option, and defaults that need each other', () => {
    const number = option(t.int, { description: '' })
    expect(() =>
      defineModule('m', {
        description: '',
        options: { g: { x: number } },
        computed: { g: () => 1 } as never,
      }),
    ).toThrow('The module m computes g, which is no option of it.')
    const circle = defineModule('circle', {
      description: '',
      options: { a: number, b: number },
      computed: { a: ({ cfg }) => cfg.b, b: ({ cfg }) => cfg.a },
    }).config(({ cfg }) => nixos({ users: { motd: String(cfg.a) } }))
    expect(wrong(() => [host('a', circle())])).toEqual([
      'unsettled: These computed defaults need each other: circle.a → circle.b → circle.a.',
    ])
    expect(said([circle({ b: 3 })]).said('a')).toContainEqual({ users: { motd: '3' } })
  })

  it('applies and computes what is read', () => {
    const size = defineModule('size', {
      description: 'Has a size.',
      options: {
        gigabytes: option(t.ints.positive, {
          default: 2,
          description: 'How large.',
          apply: (value) => value * 1024,
        }),
      },
    }).config(({ cfg }) => [nixos({ users: { motd: String(cfg.gigabytes) } })])
    expect(said([size({ gigabytes: 3 })]).said('a')).toContainEqual({ users: { motd: '3072' } })
  })

  it('has a body that may say one thing before it can say the other', () => {
    const late = defineModule('late', {
      description: 'Waits.',
      options: { value: option(t.str, { description: 'Said by the body itself.' }) },
    }).config(({ cfg }) => [() => late.set({ value: 'said' }), () => nixos({ users: { motd: cfg.value } })])
    expect(said([late()]).said('a')).toContainEqual({ users: { motd: 'said' } })
  })

  it('refuses a second body and an option called enable', () => {
    const twice = defineModule('twice', { description: '' }).config(() => [])
    expect(() => twice.config(() => [])).toThrow('has a body already')
    expect(() =>
      defineModule('m', { description: '', options: { enable: option(t.bool, { description: '' }) } }),
    ).toThrow('declares the option enable')
  })

  it('needs no body', () => {
    const plain = defineModule('plain', {
      description: 'Only says.',
      options: { x: option(t.int, { default: 1, description: '' }) },
    })
    expect(said([plain({ x: 2 })]).values('a', 'plain')).toEqual({ enable: true, x: 2 })
  })
})

describe('options of a module', () => {
  it('that do not exist are named, with those that do', () => {
    const { diagnostics } = check(() => [host('a', [web({ prot: 1 } as never)])])
    expect(diagnostics).toMatchObject([
      {
        code: 'unknown-option',
        message: 'The module web has no option prot.',
        path: 'web.prot',
        host: 'a',
        hint: 'Did you mean port?',
      },
    ])
    const deep = check(() => [host('a', [web({ tls: { levl: 'new' } } as never)])])
    expect(check(() => [host('a', [web({ tls: { colour: 1 } } as never)])]).diagnostics).toMatchObject([
      { hint: 'It has: tls.enable, tls.level.' },
    ])
    expect(deep.diagnostics).toMatchObject([
      { code: 'unknown-option', path: 'web.tls.levl', hint: 'Did you mean tls.level?' },
    ])
  })

  it('hold values to their types', () => {
    const { diagnostics } = check(() => [host('a', [web({ port: 70000 })])])
    expect(diagnostics).toMatchObject([{ code: 'type-mismatch', path: 'web.port', host: 'a' }])
  })

  it('show both sides of a conflict', () => {
    const { diagnostics } = check(() => [host('a', [web({ port: 1 }), web({ port: 2 })])])
    expect(diagnostics).toMatchObject([{ code: 'conflict', path: 'web.port', host: 'a', at: [{}, {}] }])
    expect(diagnostics[0]!.at[0]!.column).not.toBe(diagnostics[0]!.at[1]!.column)
  })

  it('that are groups take groups', () => {
    expect(wrong(() => [host('a', [web({ tls: 3 as never })])])).toEqual([
      expect.stringMatching(/web\.?.*tls/),
    ])
    expect(wrong(() => [host('a', [web([1] as never)])])).toEqual([expect.stringMatching(/web/)])
  })

  it('fail on the host that says wrong, and nowhere else', () => {
    const made = check(() => [host('a', [web({ port: 1 }), web({ port: 2 })]), host('b', [web({ port: 3 })])])
    expect(made.diagnostics).toMatchObject([{ host: 'a' }])
    expect(made.values('b', 'web')).toMatchObject({ port: 3 })
  })

  it('take no value that only NixOS knows, unless they say so', () => {
    const strict = wrong(() => {
      const a = host('a', ({ host }) => [web({ port: host.config.services.prometheus.port as never })])
      return [a]
    })
    expect(strict).toEqual([
      expect.stringMatching(
        /^deferred-value: A definition for option web\.port is a value that is known only when NixOS evaluates/,
      ),
    ])
    const open = defineModule('open', {
      description: '',
      options: { file: option(t.nix(t.path), { description: '' }) },
    }).config(({ cfg }) => [nixos({ services: { tailscale: { authKeyFile: cfg.file } } })])
    const made = fine(() => [host('a', ({ host }) => [open({ file: host.config.sops.secrets.key!.path })])])
    expect(Object.keys(made.values('a', 'open')!)).toEqual(['enable', 'file'])
  })

  it('stand under no condition that only NixOS knows', () => {
    const inside = wrong(() => [
      host('a', ({ host }) => [web({ port: mkIf(host.config.services.nginx.enable, 3) })]),
    ])
    const around = wrong(() => [
      host('a', ({ host }) => [mkIf(host.config.services.nginx.enable, web({ port: 3 }))]),
    ])
    expect(inside).toEqual([
      expect.stringMatching(/^deferred-value: A definition for option web\.port stands under a condition/),
    ])
    expect(around[0]).toMatch(
      /^deferred-value: A definition for option web\.(enable|port) stands under a condition/,
    )
  })
})

describe('two modules of one name', () => {
  it('are refused, with both places', () => {
    const other = defineModule('web', { description: 'Another.' })
    const { diagnostics } = check(() => [host('a', [web(), other()])])
    expect(diagnostics).toMatchObject([{ code: 'module-name-taken', message: 'Two modules are called web.' }])
    expect(diagnostics[0]!.at.filter(({ label }) => label === 'declared here')).toHaveLength(2)
  })
})

describe('an option that is gone', () => {
  it('says what to do, also on the top level', () => {
    const old = defineModule('old', {
      description: 'Had an option.',
      options: {
        size: removedOption('Say length instead.'),
        group: { size: removedOption('Say length instead.') },
      },
    })
    expect(wrong(() => [host('a', old({ size: 1 } as never))])[0]).toMatch(
      /^removed-option: .*Say length instead\./s,
    )
    expect(wrong(() => [host('a', old({ group: { size: 1 } } as never))])[0]).toMatch(/^removed-option: /)
  })
})

describe('a body that forgets to return', () => {
  it('is told so', () => {
    const silent = defineModule('silent', { description: 'Says nothing.' }).config(() => {
      nixos({ users: { motd: 'x' } })
    })
    expect(wrong(() => [host('a', silent())])).toEqual([
      'nothing-returned: A function of the module silent makes definitions and returns nothing.',
    ])
    const quiet = defineModule('quiet', { description: 'Has nothing to say.' }).config(() => undefined)
    expect(wrong(() => [host('a', quiet())])).toEqual([])
  })
})

describe('mkIf around a definition', () => {
  it('takes true and false alone', () => {
    const condition = (() => false) as never
    expect(wrong(() => [host('a', [mkIf(condition, nixos({ users: { motd: 'x' } }))])])).toEqual([
      'condition-not-boolean: The condition of mkIf is a function, not true or false.',
    ])
  })
})

describe('a computed default', () => {
  it('is what the option comes to, where nobody defines it', () => {
    const computed = defineModule('computed', {
      description: 'Derives one option from another.',
      options: {
        name: option(t.str, { default: 'a', description: 'The first.' }),
        log: option(t.str, { description: 'The second.' }),
      },
      computed: { log: ({ cfg }) => `/var/log/${cfg.name}` },
    })
    const values = fine(() => [host('a', computed({ name: 'b' }))]).values('a', 'computed')
    expect(values).toMatchObject({ name: 'b', log: '/var/log/b' })
  })
})

describe('a default of the wrong type', () => {
  it('is told at the module that declares it', () => {
    const odd = defineModule('odd', {
      description: 'Has a default that is none.',
      options: { port: option(t.port, { default: 'x' as never, description: 'A number.' }) },
    }).config(({ cfg }) => [cfg.port > 1 && nixos({ users: { motd: 'x' } })])
    const [found] = check(() => [host('a', odd())]).diagnostics
    expect(found).toMatchObject({ code: 'type-mismatch', path: 'odd.port' })
    expect(found!.at.map(({ file }) => file)).toEqual([import.meta.filename])
  })
})
