import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defineFleet, defineHost, defineModule, nix, nixos, option, pkgs, t } from '../index.ts'
import { mkForce, mkIf, mkMerge } from '../modules/properties.ts'
import { cleanAlike, isLike } from './alike.ts'
import { clean } from './clean.ts'
import { resolveFleet } from './resolve.ts'

type Loose = never

const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(0, -0, 1, 1n, 'a', '', true, false, null, undefined, 'b'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3, noNullPrototype: false }),
    tie('value').map((inner) => mkForce(inner as Loose)),
    tie('value').map((inner) => mkIf(true, inner as Loose)),
    fc.array(tie('value'), { maxLength: 2 }).map((inner) => mkMerge(inner as Loose)),
  ),
})).value

/** A value in words, with the order of names and what JSON does not know. */
function spell(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`
  if (Object.is(value, -0)) return '-0'
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined'
  if (Array.isArray(value)) return `[${value.map(spell).join()}]`
  return `{${Reflect.ownKeys(value).map((name) => `${String(name)}:${spell(value[name as never])}`)}}`
}

describe('a value is like a copy', () => {
  it('only where cleaning it gives the same copy', () => {
    let like = 0
    fc.assert(
      fc.property(values, values, (value, other) => {
        const copy = clean(other, 'x')
        if (!isLike(value, copy)) return
        like += 1
        expect(spell(clean(value, 'x'))).toBe(spell(copy))
      }),
      { numRuns: 5000, seed: 1 },
    )
    expect(like).toBeGreaterThan(30)
  })

  it('where it is data written in the same words', () => {
    const data = () => ({ a: [1, { b: 'x', c: undefined }], d: mkForce<unknown>({ e: true }) })
    expect(isLike(data(), clean(data(), 'x'))).toBe(true)
    expect(isLike({ b: 1, a: 1 }, clean({ a: 1, b: 1 }, 'x'))).toBe(false)
  })

  it('never where there are expressions or names made of them', () => {
    const made = () => ({ a: pkgs.hello })
    expect(isLike(made(), clean(made(), 'x'))).toBe(false)
    const named = () => ({ [nix.key`${pkgs.hello}`]: 1 })
    const value = named()
    expect(isLike(value, clean(value, 'x'))).toBe(false)
  })
})

it('values that repeat share a copy, at the place where they stand', () => {
  const alike: Parameters<typeof cleanAlike>[0] = []
  const run = (...said: object[]) => {
    const give = cleanAlike(alike)
    return said.map((value) => give(value, 'x'))
  }
  const [first, second] = run({ a: [1] }, { b: 1 })
  const [again, other] = run({ a: [1] }, { b: 2 })
  expect(again).toBe(first)
  expect(other).not.toBe(second)
  expect(other).toEqual({ b: 2 })
  for (let i = 0; i < 100; i++) expect(run({ a: [i] })[0]).toEqual({ a: [i] })
})

it('hosts share what a module says on them in the same words, and each has its own place', () => {
  const module = defineModule('m', {
    description: '',
    options: { port: option(t.port, { default: 1, description: '' }) },
  }).config(({ cfg }) => [nixos({ services: { openssh: { ports: [cfg.port] } } })])
  const host = (name: string, port: number) =>
    defineHost(name, { system: 'x86_64-linux', use: module({ port }) })
  const hosts = [host('a', 1), host('b', 1), host('c', 2)]
  const [a, b, c] = resolveFleet(defineFleet({ inputs: { nixpkgs: 'n' }, hosts })).hosts.map(
    ({ sources }) => sources.find(({ kind }) => kind === 'module')!.statements[0] as { value?: unknown },
  )
  expect(b!.value).toBe(a!.value)
  expect(c!.value).toEqual({ services: { openssh: { ports: [2] } } })
})
