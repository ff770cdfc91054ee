import { expect, test } from 'vitest'
import { loadCatalog } from '../../src/catalog/catalog.ts'
import { factsFromJson, type JsonOption } from '../../src/catalog/json-facts.ts'
import type { Struct } from '../../src/catalog/struct.ts'
import { interfaceAt } from '../../src/catalog/typegen/interfaces.ts'
import { ownTypes } from '../../src/catalog/typegen/own.ts'
import { compile, withProject } from './project.ts'

const option = (struct: Struct, type = ''): JsonOption => ({
  type,
  struct,
  hasDefault: false,
  declared: 'a.nix',
})
const nixos = factsFromJson({
  'services.ours.enable': option({ t: 'bool' }),
  'services.ours.mode': option({ t: 'enum', values: ['fast', 'safe'] }),
  'services.ours.settings': option({ t: 'submodule', freeform: { t: 'attrsOf', elem: { t: 'int' } } }),
  'services.ours.settings.port': option({ t: 'unsignedInt16' }),
  'services.ours.peers': option({ t: 'attrsOf', elem: { t: 'submodule' } }),
  'services.ours.peers.<name>.key': option({ t: 'str' }),
  // Into a group inside a group, into one of the roots, and one that is known already.
  'services.nginx.oursCache': option({ t: 'bool' }),
  'boot.loader.ours.timeout': option({ t: 'int' }),
  'services.nginx.enable': option({ t: 'str' }),
  'ours.top': option({ t: 'str' }),
})
const home = factsFromJson({ 'programs.ours.enable': option({ t: 'bool' }) })

test("a project's own options are completed and checked together with those of panther", () => {
  const types = ownTypes(
    'ours',
    [
      { scope: 'nixos', own: nixos, known: loadCatalog('nixos').root },
      { scope: 'home', own: home, known: loadCatalog('home-manager').root },
    ],
    interfaceAt,
  )
  const fleet = `import { defineHost, home, nixos } from 'pantheros'
export const good = [
  nixos({
    services: {
      ours: { enable: true, mode: 'fast', settings: { port: 80, more: 3 }, peers: { a: { key: 'x' } } },
      nginx: { enable: true, oursCache: true },
    },
    boot: { loader: { ours: { timeout: 3 }, grub: { enable: true } } },
    ours: { top: 'a' },
  }),
  home('alice', { programs: { ours: { enable: true }, git: { enable: true } } }),
]
declare const host: ReturnType<typeof defineHost>
export const read: boolean = nixos({ services: { ours: { enable: host.config.services.ours.enable } } }) !== undefined
// @ts-expect-error of the wrong type
nixos({ services: { ours: { enable: 'yes' } } })
// @ts-expect-error a typo
nixos({ services: { ours: { enabel: true } } })
// @ts-expect-error not one of the values
nixos({ services: { ours: { mode: 'slow' } } })
// @ts-expect-error a typo in a submodule
nixos({ services: { ours: { peers: { a: { kye: 'x' } } } } })
// @ts-expect-error of the wrong type
nixos({ services: { nginx: { oursCache: 1 } } })
// @ts-expect-error what is known keeps its type
nixos({ services: { nginx: { enable: 'yes' } } })
// @ts-expect-error only where it was added
nixos({ services: { caddy: { oursCache: true } } })
// @ts-expect-error of the wrong type
home('alice', { programs: { ours: { enable: 1 } } })
`
  withProject({ 'fleet.ts': fleet, 'panther/ours.d.ts': types }, (folder) => {
    expect(compile(folder)).toBe('')
    // The declarations themselves, which the compiler passes over in a project of `panther init`.
    expect(compile(folder, '--skipLibCheck', 'false')).toBe('')
  })
}, 60_000)

test('names and texts of any kind become types that compile', () => {
  const odd = [
    '*/ export const x = 1 /*',
    '`',
    "'",
    '"',
    '\\',
    '${a}',
    '\n',
    '\r\n',
    '\u2028',
    '\u0000',
    '\ud800',
    '__proto__',
    'constructor',
    'toString',
    'class',
    '1',
    '-',
    '',
    ' ',
    '<script>',
    '{@link x}',
    '@deprecated',
    '\ufeff',
    'ünï',
    '😀',
    '[name: string]',
    'a.b',
    '</*',
    '/**',
    '//',
    '#!',
    '\u202e',
    'declare module "x" {',
    '\uE0003\uE001',
  ]
  const options = odd.map((name, n): [string, JsonOption] => [
    `services.s${n}."${name.replaceAll('"', '')}"`,
    { ...option({ t: 'enum', values: odd }, name), default: name, hasDefault: true, declared: name },
  ])
  const groups = odd.map((name, n): [string, JsonOption] => [
    `services."${name.replaceAll('"', '')}x${n}".a.<name>.b`,
    option({ t: 'unknown', desc: name }, name),
  ])
  const aliases = odd.map((_, n): [string, JsonOption] => [
    `old.o${n}`,
    { ...option({ t: 'str' }), aliasOf: `a.${n}` },
  ])
  const own = factsFromJson(Object.fromEntries([...options, ...groups, ...aliases]))
  const types = ownTypes('odd', [{ scope: 'nixos', own, known: loadCatalog('nixos').root }], interfaceAt)
  const fleet = `import { nixos } from 'pantheros'
export const a = nixos({ services: { s0: { '*/ export const x = 1 /*': '\`' } } })
// @ts-expect-error none of the values
export const b = nixos({ services: { s0: { '*/ export const x = 1 /*': 'no' } } })
`
  withProject({ 'fleet.ts': fleet, 'panther/odd.d.ts': types }, (folder) => {
    expect(compile(folder, '--skipLibCheck', 'false')).toBe('')
  })
}, 60_000)
