import { expect, it } from 'vitest'
import { defineFleet, defineHost, defineModule, importModule } from '../index.ts'
import type { FleetError } from './problem.ts'

type Loose = any
const inputs = { nixpkgs: 'n' }

it('refuses a fleet without inputs, and hosts that are none', () => {
  expect(() => defineFleet({ hosts: [] } as Loose)).toThrow('The fleet has no proper inputs.')
  expect(() => defineFleet({ inputs } as Loose)).toThrow('The fleet has no proper hosts.')
  expect(() => defineFleet({ inputs, hosts: [{ name: 'a' }] } as Loose)).toThrow('no proper hosts')
  expect(() => defineFleet({ inputs, hosts: [undefined] } as Loose)).toThrow('no proper hosts')
  expect(() => (defineFleet as Loose)()).toThrow('The fleet is described by nothing.')
})

it('refuses a host without a system, and a module without a description of it', () => {
  expect(() => (defineHost as Loose)('a')).toThrow('The host a is described by nothing.')
  expect(() => (defineHost as Loose)('a', [])).toThrow('The host a is described by something that is no set.')
  expect(() => defineHost('a', {} as Loose)).toThrow('The host a has no proper system.')
  expect(() => defineHost('a', { system: 'linux' as Loose })).toThrow('no proper system')
  expect(() => (defineModule as Loose)('m')).toThrow('The module m is described by nothing.')
})

it('refuses an import by its bare path', () => {
  expect(() => importModule('./hw.nix' as Loose)).toThrow(
    'importModule takes a URL or an expression of Nix, not "./hw.nix".',
  )
})

it('refuses fields that mean nothing', () => {
  const system = 'x86_64-linux' as const
  expect(() => defineHost('a', { system, tag: ['x'] } as Loose)).toThrow('The host a has a field tag,')
  expect(() => defineHost('a', { system, tags: 'x' } as Loose)).toThrow('no proper tags')
  expect(() => defineFleet({ inputs, hosts: [], modules: [] } as Loose)).toThrow('a field modules,')
  const hint = (make: () => unknown) => {
    try {
      make()
    } catch (error) {
      return (error as FleetError).diagnostic.hint
    }
    return undefined
  }
  expect(hint(() => defineHost('a', { system, tag: ['x'] } as Loose))).toBe('Did you mean tags?')
  expect(hint(() => defineHost('a', { system, imports: [] } as Loose))).toBe(
    'It stands in the list of `use`.',
  )
  expect(hint(() => defineModule('m', { description: '', config: () => [] } as Loose))).toContain('.config(')
  expect(hint(() => defineModule('m', { description: '', whatever: 1 } as Loose))).toContain(
    'There are: description',
  )
})
