/** Compiled, never run: declaring modules, using them, and reading what they say. */
import {
  assertion,
  type Context,
  defineHost,
  defineModule,
  defineProfile,
  disks,
  home,
  lib,
  mkAfter,
  mkDefault,
  mkForce,
  mkIf,
  mkMerge,
  mkOrder,
  mkOverride,
  nix,
  nixos,
  option,
  type Package,
  packageOption,
  pkgs,
  type Ref,
  t,
  type Use,
} from 'pantheros'

/** Holds two types to be the same. */
type Same<A, B> = (<X>() => X extends A ? 1 : 2) extends <X>() => X extends B ? 1 : 2 ? true : false
const same = <_ extends true>(): void => {}

declare const known: boolean

export const web = defineModule('web', {
  description: 'Serves.',
  options: {
    port: option(t.port, { default: 80, description: 'Where it listens.' }),
    kind: option(t.enum('static', 'proxy'), { default: 'static', description: 'What it does.' }),
    names: option(t.listOf(t.str), { default: [], description: 'Names.' }),
    limit: option(t.nullOr(t.int), { default: null, description: 'Requests.' }),
    sites: option(
      t.attrsOf(
        t.submodule({
          root: option(t.path, { description: 'Files.' }),
          tls: option(t.bool, { default: true, description: 'Encrypted.' }),
        }),
      ),
      {
        default: {},
        description: 'By name.',
      },
    ),
    log: {
      file: option(t.path, { default: '/var/log/web', description: 'Where.' }),
      level: option(t.enum('low', 'high'), { default: 'low', description: 'How much.' }),
    },
    key: option(t.nix(t.path), { description: 'A file that NixOS may name.' }),
    package: packageOption('caddy'),
    size: option(t.str, { default: '1k', description: 'Applied.', apply: (text) => text.length }),
    summary: option(t.str, { description: 'Computed.' }),
  },
  computed: {
    summary: ({ cfg }) => `${cfg.kind} ${cfg.port}`,
  },
}).config(({ cfg, host, hosts, user }) => {
  same<Same<typeof cfg.enable, boolean>>()
  same<Same<typeof cfg.port, number>>()
  same<Same<typeof cfg.kind, 'static' | 'proxy'>>()
  same<Same<typeof cfg.names, readonly string[]>>()
  same<Same<typeof cfg.limit, number | null>>()
  same<Same<typeof cfg.log.level, 'low' | 'high'>>()
  same<Same<typeof cfg.package, Package>>()
  same<Same<typeof cfg.size, number>>()
  same<Same<typeof cfg.summary, string>>()
  const site = cfg.sites.main
  same<Same<typeof site, (typeof cfg.sites)[string] | undefined>>()
  if (site !== undefined) {
    same<Same<typeof site.root, string>>()
    same<Same<typeof site.tls, boolean>>()
  }
  // Itself on other hosts, and as another module sees it.
  const peers = hosts.using(web).map((each) => each.cfg.port)
  same<Same<typeof peers, number[]>>()
  same<Same<ReturnType<typeof host.get<{ readonly x: 1 }>>, { readonly x: 1 }>>()
  same<Same<typeof host.name, string>>()
  same<Same<typeof host.domain, string | undefined>>()
  same<Same<typeof user.name, string>>()
  // @ts-expect-error no such option
  cfg.prot
  // @ts-expect-error no such value
  if (cfg.kind === 'dynamic') return []
  // @ts-expect-error values are read only
  cfg.port = 81
  // @ts-expect-error lists too
  cfg.names.push('x')
  // @ts-expect-error a value that may be known to NixOS alone is no text
  cfg.key.length
  return [nixos({ services: { nginx: { enable: true }, tailscale: { authKeyFile: cfg.key } } })]
})

web()
web({})
web({ port: 1, kind: 'proxy', names: ['a', mkAfter('b') as never], limit: null, log: { level: 'high' } })
web({
  port: mkDefault(1),
  kind: mkForce('proxy'),
  names: mkMerge([['a'], mkIf(known, ['b'])]),
  limit: mkIf(known, 3),
  enable: mkForce(false),
})
web({
  sites: { main: { root: '/srv' }, other: mkIf(known, { root: '/srv', tls: mkForce(false) }) },
  key: '/run/key',
  package: pkgs.nginx,
  size: '2k',
  summary: 'said',
})
web({ port: mkOverride(70, 1), names: mkOrder(700, ['x']), limit: undefined })
web.set({ log: { file: '/x' } })

// @ts-expect-error a typo in an option: Did you mean 'port'?
web({ prot: 1 })
// @ts-expect-error a typo in a group
web({ log: { levl: 'high' } })
// @ts-expect-error the wrong type
web({ port: '80' })
// @ts-expect-error no such value
web({ kind: 'dynamic' })
// @ts-expect-error no such value, by force
web({ kind: mkForce('dynamic') })
// @ts-expect-error no such value, under a condition
web({ kind: mkIf(known, 'dynamic') })
// @ts-expect-error no such value, merged
web({ kind: mkMerge(['static', 'dynamic']) })
// @ts-expect-error no such value, by default, under a condition
web({ kind: mkIf(known, mkDefault('dynamic')) })
// @ts-expect-error no such value in a group, at some priority
web({ log: { level: mkOverride(10, 'medium') } })
// @ts-expect-error no null here
web({ port: null })
// @ts-expect-error a typo in a submodule
web({ sites: { main: { rooot: '/srv' } } })
// @ts-expect-error a typo in a submodule, by force
web({ sites: { main: mkForce({ root: '/srv', tsl: true }) } })
// @ts-expect-error the wrong type in a submodule
web({ sites: { main: { root: '/srv', tls: 'yes' } } })
// @ts-expect-error an element of the wrong type
web({ names: ['a', 1] })
// @ts-expect-error one value where a list belongs
web({ names: 'a' })
// @ts-expect-error text where a package belongs
web({ package: 'nginx' })
// @ts-expect-error what is applied is said as it is declared
web({ size: 3 })
// @ts-expect-error the same for set
web.set({ prot: 1 })
// @ts-expect-error set needs something to say
web.set()

// A computed default is of the option's type, and only for options that are there.
defineModule('c1', {
  description: '',
  options: { x: option(t.int, { description: '' }) },
  // @ts-expect-error the wrong type
  computed: { x: () => 'x' },
})
defineModule('c2', {
  description: '',
  options: { x: option(t.int, { description: '' }) },
  // @ts-expect-error no such option
  computed: { y: () => 1 },
})
defineModule('c4', {
  description: '',
  options: { y: option(t.int, { description: '' }), g: { x: option(t.int, { description: '' }) } },
  // @ts-expect-error groups have no defaults
  computed: { g: () => ({ x: 1 }) },
})
// @ts-expect-error a default of the wrong type
option(t.enum('a', 'b'), { default: 'c', description: '' })
// @ts-expect-error a default of the wrong type
option(t.port, { default: '22', description: '' })
// @ts-expect-error a module has a description
defineModule('c3', {})

// Modules that read each other, without annotations.
export const left = defineModule('left', {
  description: '',
  options: { x: option(t.int, { default: 1, description: '' }) },
}).config(({ host, hosts }) => [right.set({ y: host.get(left).x }), hosts.using(right).length > 1 && right()])
export const right = defineModule('right', {
  description: '',
  options: { y: option(t.int, { default: 1, description: '' }) },
}).config(({ host, cfg }) => [left.set({ x: host.get(left).x + cfg.y }), host.uses(left) && left()])

// Hosts that refer to each other.
export const storage = defineHost('storage', {
  system: 'x86_64-linux',
  use: () => [nixos({ services: { nginx: { user: router.config.services.nginx.user } } })],
})
export const router = defineHost('router', {
  system: 'aarch64-linux',
  use: ({ hosts }) => [
    nixos({ services: { prometheus: { port: storage.config.services.prometheus.port } } }),
    hosts.get('storage').uses(web) && web(),
  ],
})

// What bodies and lists give.
export const lists: Use = [
  web(),
  false,
  null,
  undefined,
  [[web(), [known && web()]]],
  () => web(),
  ({ host }: Context) => host.name === 'x' && [web()],
  mkIf(known, nixos({ time: { timeZone: 'UTC' } })),
  known ? nixos({}) : undefined,
]
defineModule('b1', { description: '' }).config(() => undefined)
defineModule('b2', { description: '' }).config(() => known && [])
defineModule('b3', { description: '' }).config(() => nixos({}))
// @ts-expect-error text is no definition
defineModule('b4', { description: '' }).config(() => 'nginx')
// @ts-expect-error a bare set is no definition
defineModule('b5', { description: '' }).config(() => ({ services: { nginx: { enable: true } } }))
// @ts-expect-error nor in a list
defineModule('b6', { description: '' }).config(() => [{ services: {} }])
// @ts-expect-error nor is a promise
defineModule('b7', { description: '' }).config(async () => [])
// @ts-expect-error nor is true
defineModule('b8', { description: '' }).config(() => [true])
// @ts-expect-error nor is a module that is not called
defineProfile('p1', [web])
// @ts-expect-error nor is a number
defineProfile('p2', [1])
// @ts-expect-error in profiles neither
defineProfile('p3', () => [{ services: {} }])
// @ts-expect-error text has no condition
assertion('x', 'y')

// Deep inside a body.
defineModule('d1', { description: '' }).config(({ host }) => [
  // @ts-expect-error a typo of NixOS
  nixos({ services: { ngin: { enable: true } } }),
  // @ts-expect-error a typo deep inside
  nixos({ services: { nginx: { virtualHosts: { x: { locations: { '/': { proxyPas: 'x' } } } } } } }),
  // @ts-expect-error a wrong value, computed
  nixos({ services: { tailscale: { useRoutingFeatures: host.name === 'a' ? 'server' : 'clent' } } }),
  () => [
    // @ts-expect-error in a function in the list
    nixos({ services: { openssh: { settings: { PermitRootLogin: mkForce('maybe') } } } }),
  ],
])

// Where options belong.
// @ts-expect-error an option of Home Manager
nixos({ home: { packages: [pkgs.git] } })
// @ts-expect-error an option of Home Manager, deep inside
nixos({ programs: { git: { settings: {} } } })
// @ts-expect-error an option of NixOS
home({ services: { openssh: { enable: true } } })
// @ts-expect-error an option of NixOS, for a user
home('alice', { environment: { systemPackages: [] } })
// @ts-expect-error a list holds definitions
home('alice', [{ programs: { git: { enable: true } } }])
home('alice', { programs: { git: { enable: true } } })
home('alice', [web(), home({ home: { packages: [pkgs.git] } }), known && web()])

disks({
  disk: {
    main: {
      type: 'disk',
      device: '/dev/sda',
      content: {
        type: 'gpt',
        partitions: {
          root: { size: '100%', content: { type: 'filesystem', format: 'ext4', mountpoint: '/' } },
        },
      },
    },
  },
})
// @ts-expect-error no such kind of content
disks({ disk: { main: { device: '/dev/sda', content: { type: 'gtp', partitions: {} } } } })
// @ts-expect-error a typo
disks({ disk: { main: { devise: '/dev/sda' } } })
disks({
  // @ts-expect-error a partition has no such option
  disk: { main: { device: '/dev/sda', content: { type: 'gpt', partitions: { root: { sise: '1G' } } } } },
})

// Hosts.
// @ts-expect-error no such system
defineHost('h1', { system: 'x86_64' })
// @ts-expect-error no such class
defineHost('h2', { system: 'x86_64-linux', class: 'laptop' })
// @ts-expect-error tags are a list
defineHost('h3', { system: 'x86_64-linux', tags: 'edge' })
// @ts-expect-error a tag is text
defineHost('h4', { system: 'x86_64-linux', tags: [1] })
// @ts-expect-error a host has a system
defineHost('h5', {})
// @ts-expect-error a typo
defineHost('h6', { system: 'x86_64-linux', uses: [] })
// @ts-expect-error no module
storage.get('web')

export const text: Ref<string> = storage.config.networking.hostName
export const anything = lib.getExe
export const joined = nix`${storage.config.networking.hostName}`
