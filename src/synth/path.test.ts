import { expect, it } from 'vitest'
import { profileText } from '../../tests/synth/fleet.ts'
import { nix, nixos } from '../index.ts'
import { print } from '../nix/print.ts'
import { flakePath } from './path.ts'

it('leads from one file of the flake to another, in a way that Nix reads as a path', () => {
  const between = (to: string, from: string) => print(flakePath(to, from)).trim()
  expect(between('a.nix', 'flake.nix')).toBe('./a.nix')
  expect(between('profiles/a.nix', 'hosts/web/default.nix')).toBe('../../profiles/a.nix')
  expect(between('', 'hosts/default.nix')).toBe('../.')
  expect(between('', 'hosts/web/default.nix')).toBe('../../.')
  expect(between('', 'flake.nix')).toBe('./.')
})

it('gives a file another name in the store where the store refuses its own', () => {
  const stored = (name: string) =>
    profileText(
      nixos({ environment: { etc: { x: { source: nix.path(new URL(name, import.meta.url)) } } } }),
      {},
      { root: import.meta.dirname },
    )
  expect(stored('plain-1.0')).toContain('source = ../plain-1.0;')
  expect(stored('a b@c')).toContain('name = "a-b-c"')
  expect(stored('.a b')).toContain('name = "a-b"')
})
