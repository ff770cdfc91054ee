import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  assertion,
  builtins,
  defineModule,
  defineProfile,
  disks,
  home,
  lib,
  mkBefore,
  mkForce,
  mkIf,
  nix,
  nixos,
  packageSet,
  pkgs,
  type Use,
  warning,
} from '../../src/index.ts'
import { flakeOf, linux, profileText, textOf } from './fleet.ts'
import { evalNix, hasNix, nixpkgsLib, parseNix, withFiles } from './nix.ts'

type Loose = any
const says = (value: object): Use => nixos(value as never)

describe.skipIf(!hasNix)('the real Nix', () => {
  it('reads every file', () => {
    const { unstable, tools } = { unstable: packageSet('unstable') as Loose, tools: pkgs as Loose }
    const shell = defineModule('shell', { description: 'The shell\n of "a" user.' }).config(
      ({ user, host }) => [
        home({
          a: user.name,
          b: host.config.networking.domain,
          c: (lib as Loose).hm.dag.entryAnywhere('x'),
          d: [unstable.git],
        } as never),
      ],
    )
    const server = defineProfile('server', ({ host }: Loose) => [
      says({
        a: nix`x ${host.config.networking.domain} ${80}`,
        b: [-1, 1.5, nix.not(host.config.a)],
        'c d': { ['${x}']: "''", e: "a\n''${b}\n" },
      }),
      says({
        a: mkForce('y'),
        f: nix.lambda(['final', 'prev'], (_: Loose, prev: Loose) => ({ x: prev.x.override({ n: -1 }) })),
      }),
      mkIf(host.config.g, says({ h: nix.expr`let x = 1; in x # y` }) as never),
      assertion(host.config.g, 'no'),
      warning('old', nix.and(host.config.g, host.config.h)),
      says({ etc: { [nix.key`${host.config.networking.hostName}.conf`]: { text: '' } } }),
    ])
    const flake = flakeOf({
      description: 'With "quotes" and ${dollars}',
      inputs: { nixpkgs: 'github:NixOS/nixpkgs', unstable: 'github:NixOS/nixpkgs/master' },
      hosts: [
        linux('one', [server, home('alice', [shell()]), disks({ disk: {} })], { purpose: 'Serves.' }),
        linux('two', [server, home('bob', [shell()]), says({ one: 1 })]),
      ],
      overlays: [nix.lambda(['final', 'prev'], () => ({}))],
      nixpkgsConfig: { allowUnfree: true },
      specialArgs: { a: 1 },
      outputs: {
        formatter: tools.nixfmt,
        packages: ({ system }: Loose) => ({ [system]: tools.hello }),
        apps: { x: { program: unstable.hello } },
      },
    } as Loose)
    expect(flake.files.size).toBeGreaterThan(6)
    for (const path of flake.files.keys()) {
      try {
        parseNix(textOf(flake, path))
      } catch (error) {
        throw new Error(`${path}: ${error}\n${textOf(flake, path)}`)
      }
    }
  })

  it('reads back the values that were written', () => {
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constant(null),
        fc.boolean(),
        fc.maxSafeInteger().filter((number) => !Object.is(number, -0)),
        fc.integer({ min: -9999, max: 9999 }).map((number) => number / 4),
        fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0') && text.isWellFormed()),
        fc.string({ unit: fc.constantFrom('a', '\n', ' ', "'", '"', '$', '{', '}', '\\', '\t', '\r') }),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(
          fc
            .string({ unit: fc.constantFrom('a', 'b', '.', '-', '"', '$', '{', ' ', 'if') })
            .filter((name) => name !== '__proto__'),
          tie('value'),
          { maxKeys: 4 },
        ),
      ),
    })).value
    const values = fc.sample(value, { numRuns: 300, seed: 7 }) as unknown[]
    const texts = values.map((each) => profileText(says({ a: each })))
    const read = evalNix(`map (m: m.a) [ ${texts.map((text) => `(${text})`).join('\n')} ]`)
    expect(read).toEqual(JSON.parse(JSON.stringify(values)))
  })

  it('computes what expressions mean', () => {
    const cases: readonly (readonly [unknown, unknown])[] = [
      [nix.add(1, 2, -4), -1],
      [nix.and(nix.or(false, true), nix.not(nix.eq(1, 2))), true],
      [nix.concat<Loose>([1], [2, -3]), [1, 2, -3]],
      [nix.merge<Loose>({ a: 1, b: 1 }, { b: 2 }), { a: 1, b: 2 }],
      [nix.if<Loose>(nix.lt(1, 2), 'a', 'b'), 'a'],
      [
        (builtins as Loose).map(
          nix.lambda(['x'], (x: Loose) => nix.add(x, 1)),
          [1, -2],
        ),
        [2, -1],
      ],
      [
        nix`a ${nix.expr`toString (1 + ${-2})`} ${'"${x}"'} ${nix`b ${(builtins as Loose).toString(-3)}`}`,
        'a -1 "${x}" b -3',
      ],
      [
        nix.expr`{ a = ${[1, { b: nix.add(1, 1) }]}; b = "${'x'}-\${toString ${5}}"; }`,
        { a: [1, { b: 2 }], b: 'x-5' },
      ],
      [
        nix.expr`''
        two ${'lines'} \${toString 1}
          more
      ''`,
        'two lines 1\n  more\n',
      ],
      [
        (nix.lambda(['a', 'b'], (a: Loose, b: Loose) => ({ a, b: b.x['y z'] })) as Loose)(1)({
          x: { 'y z': 2 },
        }),
        { a: 1, b: 2 },
      ],
    ]
    const texts = cases.map(([value]) => profileText(says({ a: value })))
    expect(evalNix(`map (m: m.a) [ ${texts.map((text) => `(${text})`).join('\n')} ]`)).toEqual(
      cases.map(([, expected]) => expected),
    )
  })
})

describe.skipIf(!hasNix || nixpkgsLib === undefined)('the real module system', () => {
  const options = `{ lib, ... }: with lib; let o = type: mkOption { inherit type; }; in { options = {
    list = o (types.listOf types.str); sub = o (types.submodule { options.list = o (types.listOf types.str); });
    networking = o types.attrs; nixpkgs = o types.attrs; warnings = o (types.listOf types.str); assertions = o (types.listOf types.unspecified);
    home-manager = { extraSpecialArgs = o types.attrs; users = o (types.attrsOf (types.submoduleWith { modules = [ { options.list = o (types.listOf types.str); } ]; })); };
  }; }`
  const configOf = (folder: string, what: string): unknown =>
    evalNix(
      `let lib = import ${nixpkgsLib}; in (lib.evalModules { specialArgs = { inputs.home-manager.nixosModules.home-manager = { }; self = 1; }; modules = [ ${folder}/hosts/one (${options}) ]; }).config.${what}`,
    )

  it("takes definitions in the order of use, the host's own last", () => {
    const inner = defineProfile('inner', [
      says({ list: ['inner'] }),
      home('alice', { list: ['inner'] } as never),
    ])
    const module = defineModule('m', { description: 'x' }).config(() => [says({ list: ['m'] })])
    const outer = defineProfile('outer', [
      says({ list: ['outer 1'] }),
      inner,
      module(),
      says({ list: ['outer 2'] }),
      home('alice', { list: ['outer'] } as never),
    ])
    const one = linux(
      'one',
      [
        says({ list: ['own 1'] }),
        outer,
        says({ list: ['own 2'] }),
        says({ list: mkBefore(['first']) }),
        home('alice', { list: ['own'] } as never),
      ],
      {
        hardware: says({ list: ['hardware'] }),
        home: { alice: [home({ list: ['home'] } as never)] },
      },
    )
    const flake = flakeOf({ hosts: [one], use: says({ list: ['fleet'] }) })
    withFiles(flake, (folder) => {
      expect(configOf(folder, 'list')).toEqual([
        'first',
        'fleet',
        'hardware',
        'inner',
        'm',
        'outer 1',
        'outer 2',
        'own 1',
        'own 2',
      ])
      const user = configOf(folder, 'home-manager.users.alice.list') as string[]
      expect([...user].sort()).toEqual(['home', 'inner', 'outer', 'own'])
      expect(user.slice(0, 2)).toEqual(['inner', 'outer'])
    })
  })
})
