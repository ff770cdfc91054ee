import { expect, test } from 'vitest'
import { releaseOf } from './release.ts'

test.each([
  ['github:NixOS/nixpkgs/nixos-unstable', 'unstable'],
  ['github:NixOS/nixpkgs/nixos-unstable-small', 'unstable'],
  ['github:NixOS/nixpkgs/nixpkgs-unstable', 'unstable'],
  ['github:NixOS/nixpkgs/master', 'unstable'],
  ['github:NixOS/nixpkgs?ref=nixos-unstable', 'unstable'],
  ['github:NixOS/nixpkgs', 'unstable'],
  ['github:nixos/nixpkgs', 'unstable'],
  ['nixpkgs', 'unstable'],
  ['nixpkgs 26.11pre, tree of 2026-07-14', 'unstable'],
  ['https://flakehub.com/f/NixOS/nixpkgs/0.1', 'unstable'],
  ['github:NixOS/nixpkgs/nixos-26.05', '26.05'],
  ['github:NixOS/nixpkgs/nixos-25.11-small', '25.11'],
  ['github:NixOS/nixpkgs?ref=release-26.05', '26.05'],
  ['github:NixOS/nixpkgs/nixpkgs-26.05-darwin', '26.05'],
  ['github:nix-community/home-manager/release-26.05', '26.05'],
  ['nixpkgs/nixos-26.05', '26.05'],
  ['https://channels.nixos.org/nixos-26.05/nixexprs.tar.xz', '26.05'],
  ['https://flakehub.com/f/NixOS/nixpkgs/0.2605.*', '26.05'],
  ['nixpkgs 26.05, of channel nixos-26.05', '26.05'],
])('%s is %s', (text, release) => expect(releaseOf(text)).toBe(release))

test.each([
  'github:NixOS/nixpkgs/0123456789abcdef0123456789abcdef01234567',
  'path:../nixpkgs',
  'git+https://example.org/nixpkgs?ref=ours',
  'github:someone/maintained-nixpkgs',
])('%s does not say', (text) => expect(releaseOf(text)).toBeUndefined())
