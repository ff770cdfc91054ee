import { describe, it } from 'vitest'
import { ruleCodes } from '../../src/fleet/ignore.ts'
import { folder, panther } from '../cli/panther.ts'

/**
 * What `panther check` finds in a fleet, as `file mark code`: the mark is the comment that stands directly before the
 * place, such as `/*1*\/`. Where none stands there, the word at the place is given.
 */
async function found(sources: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const root = folder(sources)
  const { stdout } = await panther(['check', '--json', '--fleet', root], root)
  const { diagnostics } = JSON.parse(stdout) as {
    readonly diagnostics: readonly {
      readonly code: string
      readonly at: readonly { readonly file: string; readonly line: number; readonly column: number }[]
    }[]
  }
  return diagnostics
    .filter(({ code }) => !(ruleCodes as readonly string[]).includes(code))
    .map(({ code, at }) => [code, ...at.map((place) => mark(place, root, sources))].join(' '))
    .sort()
}

function mark(
  { file, line, column }: { readonly file: string; readonly line: number; readonly column: number },
  root: string,
  sources: Readonly<Record<string, string>>,
): string {
  const name = file.startsWith(root) ? file.slice(root.length + 1) : file
  const source = sources[name]?.split('\n')[line - 1]
  const found = /\/\*(\w+)\*\/$/.exec(source?.slice(0, column - 1) ?? '')?.[1]
  const place = found ?? /^\S+/.exec(source?.slice(column - 1) ?? '')?.[0] ?? `${line}:${column}`
  return name === 'fleet.ts' ? place : `${name}:${place}`
}

const imports = `import { assertion, darwin, defineFleet, defineHost, defineModule, defineProfile, defineSecret, disks, home, mkForce, mkIf, nix, nixos, option, pkgs, t, warning } from 'pantheros'
const system = 'x86_64-linux'
const fleet = (...hosts: any[]) => defineFleet({ inputs: { nixpkgs: 'a', 'home-manager': 'b', disko: 'c' }, hosts })
`

describe.concurrent('the place of a mistake', () => {
  it('is that of the value inside a definition of NixOS', async ({ expect }) => {
    const source = `${imports}
const shared = { /*shared*/allowedTcpPorts: [22] }
const server = defineProfile('server', [
  nixos({
    services: { openssh: { enable: true, settings: { /*yes*/PasswordAuthentication: 'yes' as any } } },
    networking: { hostName: mkForce('a b'), firewall: shared as any },
  }),
])
export default fleet(
  defineHost('a', {
    system,
    use: [
      server,
      nixos({ /*typo*/servces: {} } as any),
      nixos({ environment: { systemPackages: [pkgs.git, /*git*/'git' as any] } }),
      ({ host }) => [
        nixos({ users: { users: { alice: { isNormalUser: true, /*uid*/uid: '1000' as any } } } }),
        nixos(mkIf(host.name === 'a', { boot: { loader: { grub: { /*grub*/devise: '/dev/sda' } } } }) as any),
      ],
      home('alice', { programs: { git: { /*home*/enabled: true } } } as any),
      home('alice', [home({ home: { /*inner*/sessionPaths: [] } } as any)]),
      nixos({ services: { nginx: { virtualHosts: { a: { locations: { '/': { /*submodule*/proxyPas: 'x' } } } } }, prometheus: { scrapeConfigs: [{ job_name: 'a' }, { /*element*/job_nam: 'x' }] } } } as any),
      disks({ disk: { main: { type: 'disk', device: 3, /*disk*/devise: 4, content: { type: 'gpt', partitions: {} } } } } as any),
    ],
  }),
)
`
    expect(await found({ 'fleet.ts': source })).toEqual(
      [
        'type-mismatch yes',
        'unknown-option shared',
        'unknown-option typo',
        'type-mismatch git',
        'type-mismatch uid',
        'unknown-option grub',
        'unknown-option home',
        'unknown-option inner',
        'unknown-option submodule',
        'unknown-option element',
        'unknown-option disk',
        'type-mismatch device:',
        'type-mismatch hostName:',
      ].sort(),
    )
  })

  it('is that of the definition of a module, wherever it stands', async ({ expect }) => {
    const source = `${imports}import { profile } from './profile.ts'
const web = defineModule('web', {
  description: '',
  options: { port: option(t.port, { default: 80, description: '' }), site: { name: option(t.str, { default: '', description: '' }) } },
}).config(() => [])
const sub = defineModule('sub', { description: '', options: { x: option(t.attrsOf(t.submodule({ y: option(t.int, { description: '' }) })), { default: {}, description: '' }), l: option(t.listOf(t.submodule({ y: option(t.int, { description: '' }) })), { default: [], description: '' }) } })
const named = (name: any) => web({ site: { /*named*/name } })
const caller = defineModule('caller', { description: '' }).config(({ host }) => [
  web({ /*body*/prt: 1 } as any),
])
const nested = defineModule('nested', { description: '' }).config(() => [
  () => [() => nixos({ users: { /*nested*/mot: 'x' } } as any)],
])
export default fleet(
  defineHost('a', { system, use: [web({ /*range*/port: 70000 })] }),
  defineHost('b', { system, use: [web({ /*one*/port: 1 }), profile, web({ /*two*/port: 2 })] }),
  defineHost('c', { system, use: [web({ /*unknown*/prot: 1 } as any)] }),
  defineHost('d', { system, use: [named(3)] }),
  defineHost('e', { system, use: [caller()] }),
  defineHost('f', { system, use: [nested()] }),
  defineHost('g', { system, use: [web.set({ site: { /*deep*/nam: 'x' } } as any)] }),
  defineHost('h', { system, use: ({ host }) => [web({ /*inside*/port: mkForce(host.name as any) })] }),
  defineHost('i', { system, use: [web({ /*group*/site: 3 } as any)] }),
  defineHost('j', { system, use: [sub({ x: { /*missing*/a: {} } })] }),
  defineHost('k', { system, use: [() => sub({ l: [{ y: 1 }, { /*entry*/y: 'x' as any }] })] }),
)
`
    const profile = `import { defineProfile, nixos } from 'pantheros'
export const profile = defineProfile('profile', ({ host }) => [
  nixos({ /*x*/servces: {} } as any),
])
`
    expect(await found({ 'fleet.ts': source, 'profile.ts': profile })).toEqual(
      [
        'type-mismatch range',
        'conflict one two',
        'unknown-option profile.ts:x',
        'unknown-option unknown',
        'type-mismatch named',
        'unknown-option body',
        'unknown-option nested',
        'unknown-option deep',
        'type-mismatch inside',
        'no-value missing',
        'type-mismatch entry',
        'type-mismatch group',
      ].sort(),
    )
  })

  it('is that of a value that Nix has not', async ({ expect }) => {
    const source = `${imports}
const key = defineSecret('key', { description: '', file: () => '/run/key' })
const m = defineModule('m', { description: '', options: { x: option(t.anything, { default: null, description: '' }) } }).config(({ cfg }) => [
  nixos({ services: { grafana: { settings: { /*body*/a: new Date(0) as any } } } }),
])
const bad = (value: any) => nixos({ services: { grafana: { settings: { /*helper*/a: value } } } })
export default fleet(
  defineHost('a', { system, use: [nixos({ services: { grafana: { settings: { a: { /*nan*/b: NaN } } } } })] }),
  defineHost('b', { system, use: [m()] }),
  defineHost('c', { system, use: [m({ /*map*/x: new Map() })] }),
  defineHost('d', { system, use: [() => [nixos({ users: { motd: 'x' } }), nixos({ users: { /*secret*/motd: key as any } })]] }),
  defineHost('e', { system, use: [bad(() => 1)] }),
  defineHost('f', { system, use: [home('alice', [() => home({ programs: { git: { /*promise*/enable: Promise.resolve() as any } } })])] }),
)
`
    expect(await found({ 'fleet.ts': source })).toEqual(
      [
        'bad-value nan',
        'bad-value body',
        'bad-value map',
        'bad-value secret',
        'bad-value helper',
        'bad-value promise',
      ].sort(),
    )
  })

  it('is that of the expression that misuses a Ref or a secret', async ({ expect }) => {
    const source = `${imports}
const key = defineSecret('key', { description: '', file: () => '/run/key' })
const shout = (text: any) => /*helper*/\`\${text}!\`
const on = (name: string, use: any) => defineHost(name, { system, use })
const port = ({ host }: any) => host.config.services.prometheus.port
const m = defineModule('m', { description: '' }).config((context) => [nixos({ users: { motd: \`\${/*body*/port(context)}\` } })])
export default fleet(
  on('a', (c: any) => nixos({ users: { motd: \`\${/*text*/port(c)}\` } })),
  on('b', (c: any) => nixos({ users: { motd: shout(port(c)) } })),
  on('c', [m()]),
  on('d', (c: any) => ((c.host.config.services.nginx.enable) ? [] : nixos({}))),
  on('e', (c: any) => { const { enable } = c.host.config.services.nginx; return !enable && nixos({}) }),
  on('f', (c: any) => nixos({ users: { motd: { ...port(c) } as any } })),
  on('g', () => nixos({ users: { motd: \`\${key}\` } })),
  on('h', (c: any) => nixos({ networking: { firewall: { allowedTCPPorts: [port(c) + 1] } } })),
)
`
    expect(await found({ 'fleet.ts': source })).toEqual(
      [
        'ref-misused text',
        'ref-misused helper',
        'ref-misused body',
        'ref-unplaced enable',
        'ref-unplaced enable)',
        'ref-misused port(c)',
        'secret-as-text key}`',
        'ref-misused +',
      ].sort(),
    )
  })

  it('is that of the function that fails, and of the read without value', async ({ expect }) => {
    const source = `${imports}
const flag = defineModule('flag', { description: '', options: { value: option(t.str, { description: '' }) } })
const reader = /*reader*/defineModule('reader', { description: '' }).config(({ host }) => {
  const { get } = host
  return nixos({ users: { motd: get(flag).value } })
})
const thrower = defineModule('thrower', { description: '' }).config(() => {
  throw /*thrown*/new Error('no')
})
const lamp = /*lamp*/defineModule('lamp', { description: '', options: { on: option(t.bool, { default: false, description: '' }) } }).config(({ cfg }) => lamp.set({ on: mkForce(!cfg.on) }))
let runs = 0
const impure = /*impure*/defineModule('impure', { description: '' }).config(() => nixos({ users: { motd: String(runs++) } }))
export default fleet(
  defineHost('a', { system, use: [reader()] }),
  defineHost('b', { system, use: [thrower()] }),
  defineHost('c', { system, use: [lamp()] }),
  defineHost('d', { system, use: [impure()] }),
  defineHost('e', { system, use: [({ hosts }) => nixos({ users: { motd: hosts./*get*/get('nobody').name } })] }),
  defineHost('f', { system, use: [/*assertion*/assertion(false, 'no'), () => /*warning*/warning('hm')] }),
)
`
    expect(await found({ 'fleet.ts': source })).toEqual(
      [
        'no-value .value',
        'function-threw thrown',
        'unsettled lamp',
        'impure-function impure',
        'unknown-host get',
        'assertion-failed assertion',
        'warning warning',
      ].sort(),
    )
  })

  it('is that of the definition in the wrong place', async ({ expect }) => {
    const source = `${imports}
const m = defineModule('m', { description: '' }).config(({ user }) => [home({ programs: { bash: { sessionVariables: { U: user.name } } } })])
const use = (name: string, use: any, system: any = 'x86_64-linux') => defineHost(name, { system, use })
export default fleet(
  use('a', [/*home*/home({ programs: {} })]),
  use('b', [/*darwin*/darwin({})]),
  use('c', [[() => [/*inner*/home({})]]]),
  use('d', [home('alice', [/*user*/home('bob', {})])]),
  use('e', [m()]),
  /*name*/defineHost('g', { system, use: [m] as any }),
  defineHost('f', { system, use: ({ host }) => mkIf(host.config.services.nginx.enable, /*import*/warning('x') as any) }),
)
`
    expect(await found({ 'fleet.ts': source })).toEqual(
      [
        'home-without-user home',
        'wrong-system darwin',
        'home-without-user inner',
        'user-in-user user',
        'no-user user',
        'module-not-called name',
        'property-misplaced import',
      ].sort(),
    )
  })
})
