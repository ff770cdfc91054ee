import { describe, expect, it } from 'vitest'
import {
  defineModule,
  defineProfile,
  importModule,
  nix,
  nixModule,
  nixos,
  type Use,
} from '../../src/index.ts'
import { flakeOf, linux, root } from './fleet.ts'

type Loose = any
const says = (value: object): Use => nixos(value as never)

describe('mistakes that show when a fleet is printed', () => {
  const codes = (use: Use, more: Loose = {}): readonly (string | undefined)[] =>
    flakeOf({ hosts: [linux('one', use)], ...more }).diagnostics.flatMap(({ code, at }) => [
      code,
      at[0]?.file,
    ])
  const here = new URL(import.meta.url).pathname

  it('names files outside of the fleet', () => {
    expect(codes(says({ a: nix.path(new URL('../../elsewhere', import.meta.url)) }))).toEqual([
      'path-outside-fleet',
      here,
    ])
    expect(codes(importModule(new URL('../../elsewhere.nix', import.meta.url)))).toEqual([
      'path-outside-fleet',
      here,
    ])
    expect(codes(says({ a: nix.path(new URL(`file://${root}`)) }))).toEqual(['path-outside-fleet', here])
  })

  it('names two texts under one name, and names that are none', () => {
    expect(codes([nixModule('x', '{ }'), nixModule('x', '{ a = 1; }')])).toEqual(['nix-module-twice', here])
    expect(codes([nixModule('x', '{ }'), nixModule('x', '{ }')])).toEqual([])
    expect(codes([nixModule('../x', '{ }')])).toEqual(['bad-name', here])
    expect(codes([nixModule('x', '{ a = [ 1; }')])).toEqual(['nix-syntax', here])
  })

  it('names imports that depend on what they bring', () => {
    expect(codes(importModule(nix.expr`if config.a then ./a.nix else { }`))).toEqual([
      'import-reads-config',
      here,
    ])
  })

  it('names files that are not there', () => {
    const missing = (use: Use) =>
      flakeOf({ hosts: [linux('one', use)] }, { exists: () => false }).diagnostics.map(({ code, at }) => [
        code,
        at[0]?.file,
      ])
    expect(missing(says({ a: nix.path(new URL('./missing', import.meta.url)) }))).toEqual([
      ['missing-file', here],
    ])
    expect(missing(importModule(new URL('./missing.nix', import.meta.url)))).toEqual([['missing-file', here]])
  })

  it('names two sources of one file', () => {
    const clash = defineModule('nix.clash', { description: 'x' }).config(() => [says({ a: 1 })])
    expect(codes([clash(), nixModule('clash', '{ }')])).toEqual(['file-taken', here])
  })

  it('names files that are one where upper and lower case are the same', () => {
    const lower = defineProfile('web', says({ a: 1 }))
    const upper = defineProfile('Web', says({ b: 1 }))
    expect(codes([lower, upper])).toContain('file-taken')
    expect(flakeOf({ hosts: [linux('a', lower), linux('A', lower)] }).diagnostics[0]!.message).toContain(
      'hosts/a/default.nix and hosts/A/default.nix',
    )
  })

  it('says each once, however many hosts it reaches', () => {
    const p = defineProfile('p', says({ a: 2 ** 60 }))
    expect(flakeOf({ hosts: [linux('one', [p]), linux('two', [p])] }).diagnostics).toHaveLength(1)
  })
})
