import { expect, it } from 'vitest'
import { resolveFleet } from '../fleet/resolve.ts'
import { defineFleet, defineHost, home, nixos } from '../index.ts'
import { checkHomeInNixos } from './home-in-nixos.ts'

function codes(use: Parameters<typeof defineHost>[1]['use']) {
  const host = defineHost('a', { system: 'x86_64-linux', use })
  const fleet = defineFleet({ inputs: { nixpkgs: 'n', 'home-manager': 'h' }, hosts: [host] })
  return resolveFleet(fleet)
    .hosts.flatMap(checkHomeInNixos)
    .map(({ code, hint }) => `${code}: ${hint}`)
}

it("warns of a user's options that are said through NixOS", () => {
  expect(
    codes(nixos({ 'home-manager': { users: { bob: { programs: { git: { enable: true } } } } } })),
  ).toEqual(["home-in-nixos: Say them with home('bob', { … })."])
})

it('leaves the settings of Home Manager itself alone, and what home(…) says', () => {
  expect(
    codes([
      nixos({ 'home-manager': { useGlobalPkgs: true } }),
      home('bob', { programs: { git: { enable: true } } }),
    ]),
  ).toEqual([])
})
