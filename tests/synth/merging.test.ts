import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  defineProfile,
  mkAfter,
  mkBefore,
  mkDefault,
  mkForce,
  mkIf,
  mkMerge,
  nixos,
  type Use,
} from '../../src/index.ts'
import { type Knowledge, knowNothing, type PlaceKind } from '../../src/synth/index.ts'
import { flakeOf, linux, profileText, textOf } from './fleet.ts'
import { evalNix, hasNix, nixpkgsLib } from './nix.ts'

/** Options of every kind that merges, below a group; in a submodule, whose order NixOS turns around; and in one in there. */
const module = `{ lib, ... }: with lib; let
  o = type: mkOption { inherit type; };
  inner = types.submodule { options = { list = o (types.listOf types.int); lines = o types.lines; }; };
  sub = types.submodule { options = { list = o (types.listOf types.int); lines = o types.lines; deep = o (types.attrsOf inner); attrs = o types.attrs; }; };
in { options = {
  g.list = o (types.listOf types.int); g.lines = o types.lines; g.sub = o sub; subs = o (types.attrsOf sub);
  lists = o (types.attrsOf (types.listOf types.int)); lazy = o (types.lazyAttrsOf types.lines); attrs = o types.attrs; any = o types.anything;
  nullable = o (types.nullOr (types.attrsOf types.lines)); flag = o types.bool; free = o (types.submodule { freeformType = types.attrsOf types.anything; });
}; }`

const kinds: Readonly<Record<string, PlaceKind>> = {
  g: 'group',
  'g.list': 'list',
  'g.lines': 'string',
  'g.sub': 'submodule',
  subs: 'attrsOf',
  'subs.a': 'submodule',
  'subs.b': 'submodule',
  lists: 'attrsOf',
  lazy: 'attrsOf',
  attrs: 'other',
  any: 'other',
  nullable: 'attrsOf',
  flag: 'boolean',
  free: 'submodule',
}
const knowing: Knowledge = (path) => kinds[path.join('.')]

const list = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 2 })
const line = fc.constantFrom('x', 'y', 'z')

/** A value, or one under properties. */
function wrapped(value: fc.Arbitrary<unknown>, ordered: boolean): fc.Arbitrary<unknown> {
  const property = fc.constantFrom<(content: never) => unknown>(
    ...(ordered ? [mkBefore, mkAfter] : []),
    mkForce,
    mkDefault,
    (content) => mkIf(true, content),
    (content) => mkMerge([content]),
  )
  return fc.oneof(
    { weight: 4, arbitrary: value },
    { weight: 1, arbitrary: fc.tuple(property, value).map(([wrap, content]) => wrap(content as never)) },
    { weight: 1, arbitrary: fc.tuple(value, value).map((contents) => mkMerge(contents as never)) },
  )
}

const sets = (names: readonly string[], value: fc.Arbitrary<unknown>) =>
  fc.dictionary(fc.constantFrom(...names), value, { minKeys: 1, maxKeys: 2 })
const some = (fields: Readonly<Record<string, fc.Arbitrary<unknown>>>) =>
  fc.record(fields, { requiredKeys: [] })

const inner = some({ list: wrapped(list, true), lines: wrapped(line, true) })
const sub = some({
  list: wrapped(list, true),
  lines: wrapped(line, true),
  deep: wrapped(sets(['m', 'n'], inner), false),
  attrs: sets(['p', 'q'], sets(['r', 's'], fc.nat(3))),
})
const statement = some({
  g: some({ list: wrapped(list, true), lines: wrapped(line, true), sub: wrapped(sub, false) }),
  subs: wrapped(sets(['a', 'b'], wrapped(sub, false)), false),
  lists: wrapped(sets(['a', 'b'], wrapped(list, true)), false),
  lazy: sets(['a', 'b'], wrapped(line, true)),
  attrs: sets(['p', 'q'], sets(['r', 's'], fc.nat(3))),
  any: fc.constantFrom({ a: { b: 1 } }, { a: { c: 2 } }, { d: [1] }),
  nullable: sets(['a', 'b'], line),
  flag: fc.constant(true),
  free: some({ u: fc.constantFrom({ v: 1 }, { w: 2 }), list: fc.constant([1]) }),
})

const says = (value: object): Use => nixos(value as never)
const evaluate = (cases: readonly string[]): unknown =>
  evalNix(`let
    lib = import ${nixpkgsLib};
    value = modules: let config = builtins.removeAttrs (lib.evalModules { modules = modules ++ [ module { config._module.check = false; } ]; }).config [ "_module" ]; in builtins.tryEval (builtins.deepSeq config (builtins.toJSON config));
    module = (${module});
  in map (modules: (value modules).value) [ ${cases.join('\n')} ]`)

/** What NixOS makes of the statements if each is a module of its own: what was said, in its order. */
const apart = (statements: readonly object[]): string =>
  `[ ${statements
    .toReversed()
    .map((each) => `(${profileText(says(each), {}, { knowledge: knowing })})`)
    .join('\n')} ]`

describe.skipIf(!hasNix || nixpkgsLib === undefined)('several statements in one file', () => {
  const runs = Number(process.env['MERGE_RUNS'] ?? 80)
  const cases = fc.sample(fc.array(statement, { minLength: 2, maxLength: 4 }), {
    numRuns: runs,
    seed: Number(process.env['MERGE_SEED'] ?? 1),
  }) as object[][]

  it.each([
    ['what is known of options', knowing],
    ['no knowledge', knowNothing],
  ])('mean what they mean apart, with %s', (_, knowledge) => {
    const together = cases.map((statements) => profileText(statements.map(says), {}, { knowledge }))
    const found = evaluate(together.map((text) => `[ (${text}) ]`)) as unknown[]
    const expected = evaluate(cases.map(apart)) as unknown[]
    for (const [index, statements] of cases.entries()) {
      expect({ text: together[index], value: found[index] }, JSON.stringify(statements)).toEqual({
        text: together[index],
        value: expected[index],
      })
    }
    // The comparison would be worth little if most of them were errors.
    expect(expected.filter((value) => value !== false).length).toBeGreaterThan(runs / 3)
  })

  it('keep the order of files', () => {
    const flakes = cases.map((statements, run) => {
      const profiles = statements.map((each, index) => defineProfile(`p${run}-${index}`, says(each)))
      return { statements, flake: flakeOf({ hosts: [linux('one', profiles)] }, { knowledge: knowing }) }
    })
    const inOrder = flakes.map(({ flake }) => {
      const imports = [...textOf(flake, 'hosts/one/default.nix').matchAll(/profiles\/\S+/g)].map(
        ([path]) => `(${textOf(flake, path)})`,
      )
      return `[ { imports = [ ${imports.join('\n')} ]; } ]`
    })
    expect(evaluate(inOrder)).toEqual(
      evaluate(cases.map((statements) => apart(statements.filter((each) => Object.keys(each).length > 0)))),
    )
  })
})
