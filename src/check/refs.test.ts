import { expect, it } from 'vitest'
import { resolveFleet } from '../fleet/resolve.ts'
import { defineFleet, defineHost, home, importModule, inputs, mkIf, nix, nixos } from '../index.ts'
import { checkRefs } from './refs.ts'

type Loose = any

function found(use: (context: Loose) => Loose, other: Parameters<typeof defineHost>[1]['use'] = []) {
  const a = defineHost('a', { system: 'x86_64-linux', use })
  const b = defineHost('b', { system: 'x86_64-linux', use: [other, home('bob', {})] })
  const fleet = defineFleet({ inputs: { nixpkgs: 'n', 'home-manager': 'h', x: 'x' }, hosts: [a, b] })
  return checkRefs(resolveFleet(fleet)).map(({ severity, path, hint }) => [severity, path, hint])
}
const motd = (ref: Loose) => nixos({ users: { motd: nix`${ref}` } })

it('finds a Ref to an option that does not exist, here and on another host', () => {
  const expected = [['error', 'networking.hostNam', expect.stringContaining('networking.hostName')]]
  expect(found(({ host }) => motd(host.config.networking.hostNam))).toEqual(expected)
  expect(found(({ hosts }) => motd(hosts.get('b').config.networking.hostNam.x))).toEqual(expected)
  expect(found(({ host }) => mkIf(host.config.networking.hostNam, nixos({ users: { motd: '' } })))).toEqual(
    expected,
  )
})

it('says it once for each host', () => {
  expect(found(({ host }) => [1, 2].map(() => motd(host.config.networking.hostNam)))).toHaveLength(1)
})

it('knows groups, options, what is inside values, and Home Manager', () => {
  expect(
    found(({ host }) => [
      motd(host.config.networking.hostName),
      nixos({ environment: { etc: { x: { text: nix.expr`${host.config.networking}.y` } } } } as Loose),
      motd(host.config.system.build.toplevel.anything),
      home('bob', [
        ({ user }) => home({ home: { sessionVariables: { A: user.config.home.homeDirectory } } }),
      ]),
    ]),
  ).toEqual([])
})

it('only warns where a module may declare it that panther does not know', () => {
  const foreign = importModule((inputs as Loose).x.nixosModules.y)
  expect(found(({ hosts }) => motd(hosts.get('b').config.services.own.port), foreign)).toEqual([
    ['warning', 'services.own', expect.stringContaining('may declare it')],
  ])
})

it('says nothing of Darwin, whose options no catalog has', () => {
  const mac = defineHost('mac', { system: 'aarch64-darwin' })
  const a = defineHost('a', { system: 'x86_64-linux', use: () => motd((mac.config as Loose).networking.own) })
  const fleet = defineFleet({ inputs: { nixpkgs: 'n', 'nix-darwin': 'd' }, hosts: [a, mac] })
  expect(checkRefs(resolveFleet(fleet))).toEqual([])
})
