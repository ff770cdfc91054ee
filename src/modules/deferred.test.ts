import { describe, expect, test } from 'vitest'
import {
  type Deferred,
  deferred,
  deferredKey,
  evaluateOptions,
  isDeferred,
  isPartlyDeferred,
  mergeOption,
  mkDefault,
  mkForce,
  mkIf,
  option,
  t,
} from './index.ts'

function later<T>(key: string): Deferred<T> {
  return { [deferred]: true, [deferredKey]: key }
}

const bool = later<boolean>('config.x.enable')
const text = later<string>('config.x.path')
const define = (...values: unknown[]) => values.map((value, index) => ({ file: `${'abc'[index]}.ts`, value }))
const allowed = { deferred: 'allowed' } as const

describe('options of panther', () => {
  test('refuse a deferred value, and say how to take one', () => {
    const { errors } = mergeOption(option(t.str, {}), ['path'], define(text))
    expect(errors).toMatchObject([
      { code: 'deferred-value', path: ['path'], definitions: [{ file: 'a.ts' }] },
    ])
    expect(errors![0]!.hint).toContain('t.nix')
  })

  test.each([
    ['in a list', t.listOf(t.str), ['a', text]],
    ['in a set', t.attrsOf(t.str), { a: text }],
    ['in raw data', t.raw, { a: [text] }],
    ['in attrs', t.attrs, { a: { b: text } }],
    ['in anything', t.anything, { a: { b: text } }],
    ['in json', t.json, { a: { b: [text] } }],
    ['in nullOr', t.nullOr(t.str), text],
    ['in either', t.either(t.int, t.str), text],
    ['in an enum', t.enum('a'), text],
    ['in a submodule', t.submodule({ a: option(t.str, {}) }), { a: text }],
  ])('refuse a deferred value %s', (_, type, value) => {
    const { errors } = mergeOption(option(type as never, {}), ['x'], define(value))
    expect(errors?.map((error) => error.code)).toContain('deferred-value')
  })

  test('take one through t.nix, in any place', () => {
    const type = t.attrsOf(t.listOf(t.nullOr(t.nix(t.str))))
    expect(mergeOption(option(type, {}), ['x'], define({ a: ['b', text, null] })).value).toEqual({
      a: ['b', text, null],
    })
  })

  test('take a package that is known later', () => {
    expect(mergeOption(option(t.package, {}), ['x'], define(text)).value).toBe(text)
    expect(mergeOption(option(t.listOf(t.package), {}), ['x'], define([text])).value).toEqual([text])
  })

  test('t.nix: the same value twice is one, two different ones are a conflict', () => {
    const one = option(t.nix(t.str), {})
    expect(mergeOption(one, ['x'], define(text, later('config.x.path'))).value).toBe(text)
    expect(mergeOption(one, ['x'], define(text, 'a')).errors).toMatchObject([{ code: 'conflict' }])
  })

  test('refuse a condition that is known later', () => {
    const { errors } = mergeOption(option(t.int, {}), ['x'], define(mkIf(bool, 1 as never)))
    expect(errors).toMatchObject([{ code: 'deferred-value', definitions: [{ file: 'a.ts', value: 1 }] }])
  })
})

describe('options of NixOS', () => {
  const merge = (type: Parameters<typeof option>[0], ...values: unknown[]) =>
    mergeOption(option(type, {}), ['x'], define(...values), allowed)

  test('take a deferred value everywhere', () => {
    expect(merge(t.int, text).value).toBe(text)
    expect(merge(t.listOf(t.int), [1, text]).value).toEqual([1, text])
    expect(merge(t.attrsOf(t.submodule({ a: option(t.int, {}) })), { n: { a: text } }).value).toEqual({
      n: { a: text },
    })
  })

  test('a definition under a deferred condition is no conflict', () => {
    const { value, result } = merge(t.int, 1, mkIf(bool, 2 as never))
    expect(isPartlyDeferred(value) && value).toMatchObject({ known: { value: 1 }, parts: [2] })
    expect(result.definitions.map(({ state }) => state)).toEqual(['counts', 'maybe'])
  })

  test('but its value must be of the type', () => {
    expect(merge(t.int, 1, mkIf(bool, 'a' as never)).errors).toMatchObject([
      { code: 'type-mismatch', definitions: [{ file: 'b.ts' }] },
    ])
  })

  test('what loses by priority whatever the condition is does not join', () => {
    const { value, result } = merge(t.int, mkForce(1 as never), mkIf(bool, 2 as never))
    expect(value).toBe(1)
    expect(result.definitions.map(({ state }) => state)).toEqual(['counts', 'overridden'])
  })

  test('a better priority under a deferred condition leaves the other standing', () => {
    const { value } = merge(t.int, mkDefault(1 as never), mkIf(bool, 2 as never))
    expect(value).toMatchObject({ known: { value: 1 }, parts: [2] })
  })

  test('plain definitions beside a deferred one still conflict with each other', () => {
    expect(merge(t.int, 1, text, 2).errors).toMatchObject([
      { code: 'conflict', definitions: [{ file: 'a.ts' }, { file: 'c.ts' }] },
    ])
  })

  test('two deferred values of a type that takes one are a conflict', () => {
    expect(merge(t.uniq(t.str), text, later('other')).errors).toMatchObject([{ code: 'conflict' }])
    expect(merge(t.package, text, later('other')).errors).toMatchObject([{ code: 'conflict' }])
  })

  test('a condition around a group goes to its options', () => {
    const options = { g: { a: option(t.int, { default: 0 }), b: option(t.int, { default: 0 }) } }
    const evaluated = evaluateOptions(options, define(mkIf(bool, { g: { a: 1 } } as never)))
    expect(isDeferred(evaluated.find(['g', 'a'])!.value)).toBe(true)
    expect(evaluated.find(['g', 'b'])!.value).toBe(0)
    expect(evaluated.problems()).toEqual([])
  })

  test('a condition around a set goes to its members, so that the others stay certain', () => {
    const site = t.submodule({ root: option(t.str, {}), port: option(t.port, { default: 80 }) })
    const evaluated = evaluateOptions(
      { sites: option(t.attrsOf(site), { default: {} }) },
      define(
        { sites: { a: { root: '/a' } } },
        { sites: mkIf(bool, { a: { port: 81 }, b: { root: '/b' } } as never) },
      ),
    )
    const only = evaluateOptions(
      { sites: option(t.attrsOf(site), { default: {} }) },
      define({ sites: mkIf(bool, { b: { root: '/b' } } as never) }),
    )
    expect(only.find(['sites', 'b', 'port'])!.value).toBe(80)
    expect(evaluated.problems()).toEqual([])
    expect(evaluated.find(['sites', 'a', 'root'])!.value).toBe('/a')
    expect(evaluated.find(['sites', 'a', 'port'])!.value).toMatchObject({ known: { value: 80 }, parts: [81] })
    expect(evaluated.find(['sites', 'b', 'root'])!.definitions).toMatchObject([
      { file: 'b.ts', state: 'maybe' },
    ])
  })

  test('what is not said at all is no problem of NixOS, whose other modules may say it', () => {
    const type = t.attrsOf(t.submodule({ device: option(t.str, {}) }))
    const evaluated = evaluateOptions({ fs: option(type, {}) }, define({ fs: { '/': {} } }))
    expect(evaluated.problems()).toEqual([])
  })
})
