import { expect, it } from 'vitest'
import { resolveFleet } from '../fleet/resolve.ts'
import { defineFleet, defineHost, home, importModule, inputs, nixModule, type Use } from '../index.ts'
import { foreignModules } from './foreign-modules.ts'

type Loose = any

function foreign(use: Use): readonly boolean[] {
  const host = defineHost('a', { system: 'x86_64-linux', use: [use, home('bob', {})] })
  const { hosts } = resolveFleet(defineFleet({ inputs: { nixpkgs: 'n' }, hosts: [host] }))
  return [foreignModules(hosts[0]!, undefined), foreignModules(hosts[0]!, 'bob')]
}

it('are those of unknown inputs, files and texts, for whom they are imported', () => {
  const unknown = importModule((inputs as Loose).mine.nixosModules.x)
  expect(foreign([])).toEqual([false, false])
  expect(foreign(unknown)).toEqual([true, false])
  expect(foreign(home('bob', [unknown]))).toEqual([false, true])
  expect(foreign(nixModule('x', '{ }'))).toEqual([true, false])
  expect(foreign(importModule(new URL('./x.nix', import.meta.url)))).toEqual([true, false])
})

it('are not those whose options the catalogs have', () => {
  expect(foreign(importModule((inputs as Loose)['sops-nix'].nixosModules.sops))).toEqual([false, false])
  expect(foreign(importModule((inputs as Loose)['nixos-hardware'].nixosModules.x('y')))).toEqual([
    false,
    false,
  ])
})
