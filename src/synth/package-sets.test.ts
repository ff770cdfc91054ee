import { expect, it } from 'vitest'
import { resolveFleet } from '../fleet/resolve.ts'
import { defineFleet, defineHost, type FleetSpec, nix, nixos, packageSet } from '../index.ts'
import { packageArgument, packageInputs } from './package-sets.ts'

type Loose = any
const inputsOf = (spec: Partial<Parameters<typeof defineHost>[1]>, fleet: Partial<FleetSpec> = {}) => {
  const host = defineHost('a', { system: 'x86_64-linux', ...spec })
  return packageInputs(resolveFleet(defineFleet({ inputs: { nixpkgs: 'n' }, hosts: [host], ...fleet })))
}

it('finds package sets wherever they are used', () => {
  const { git } = packageSet('unstable') as Loose
  expect(inputsOf({})).toEqual([])
  expect(inputsOf({ use: nixos({ environment: { systemPackages: [git] } }) })).toEqual(['unstable'])
  expect(inputsOf({ use: nixos({ environment: { etc: { [nix.key`${git}/x`]: { text: '' } } } }) })).toEqual([
    'unstable',
  ])
  expect(inputsOf({ specialArgs: { git } })).toEqual(['unstable'])
  expect(inputsOf({}, { specialArgs: { deep: [{ git }] } })).toEqual(['unstable'])
})

it('names the argument after the input, unless that means something already', () => {
  expect(packageArgument('unstable', new Set())).toBe('unstable')
  expect(packageArgument('unstable', new Set(['unstable']))).toBe('pkgs-unstable')
  expect(packageArgument('lib', new Set())).toBe('pkgs-lib')
  expect(packageArgument('24.05', new Set())).toBe('pkgs-24-05')
})
