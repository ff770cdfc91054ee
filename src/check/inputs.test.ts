import { expect, it } from 'vitest'
import { resolveFleet } from '../fleet/resolve.ts'
import { defineFleet, defineHost, disks, type FleetSpec, home, mkIf, nixos } from '../index.ts'
import { checkInputs } from './inputs.ts'

const stable = 'github:NixOS/nixpkgs/nixos-26.05'
const follows = (nixpkgs: string) => ({ url: 'x', follows: { nixpkgs } })

function hints(inputs: Partial<FleetSpec['inputs']>, spec: Partial<Parameters<typeof defineHost>[1]>) {
  const host = defineHost('a', { system: 'x86_64-linux', ...spec })
  const fleet = defineFleet({ inputs: { nixpkgs: 'n', stable, ...inputs } as never, hosts: [host] })
  return checkInputs(resolveFleet(fleet)).map(({ hint }) => hint)
}

it('gives the line to write, for the release that the host is built from', () => {
  const alice = { home: { alice: home({ programs: { git: { enable: true } } }) } }
  expect(hints({}, alice)).toEqual([
    "Add it to defineFleet: inputs: { 'home-manager': { url: 'github:nix-community/home-manager', follows: { nixpkgs: 'nixpkgs' } } }.",
  ])
  expect(hints({}, { ...alice, nixpkgs: 'stable' })).toEqual([
    "Add it to defineFleet: inputs: { 'home-manager-stable': { url: 'github:nix-community/home-manager/release-26.05', follows: { nixpkgs: 'stable' } } }.",
  ])
})

it('takes what follows the nixpkgs of the host, or bears the name', () => {
  const alice = { home: { alice: home({}) }, nixpkgs: 'stable' }
  expect(hints({ 'home-manager-x': follows('stable') }, alice)).toEqual([])
  expect(hints({ 'home-manager': follows('nixpkgs') }, alice)).toEqual([])
  expect(hints({ 'home-manager-x': follows('nixpkgs') }, alice)).toHaveLength(1)
  expect(hints({ 'home-managers': follows('stable') }, alice)).toHaveLength(1)
  expect(hints({ 'nixpkgs-old': stable }, { ...alice, nixpkgs: 'nixpkgs-old' })[0]).toContain(
    "'home-manager-old'",
  )
})

it('sees disks wherever they are said', () => {
  expect(hints({}, { use: disks({ disk: {} }) })).toHaveLength(1)
  expect(hints({}, { use: mkIf(true, nixos({ disko: mkIf(true, { devices: {} }) } as never)) })).toHaveLength(
    1,
  )
  expect(hints({}, { use: nixos(mkIf(false, { disko: { devices: {} } }) as never) })).toEqual([])
})
