import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { derivationsOf, panther } from './packages.ts'

/** nixpkgs as it was on 2026-07-14, when the answers were recorded. */
const { NIXPKGS_PACKAGES: nixpkgs } = process.env
if (nixpkgs === undefined)
  console.warn(
    'NIXPKGS_PACKAGES is not set: packages of nixpkgs are not compared with what real Nix made of them',
  )

const recorded = JSON.parse(readFileSync(new URL('packages.json', import.meta.url), 'utf8')) as Record<
  string,
  string
>

test.skipIf(nixpkgs === undefined)(
  '500 packages of nixpkgs have the derivations that real Nix gave them',
  async () => {
    const names = Object.keys(recorded)
    expect(names.length).toBe(500)
    expect(Object.fromEntries(await derivationsOf(panther, nixpkgs!, names))).toEqual(recorded)
  },
  3_600_000,
)
