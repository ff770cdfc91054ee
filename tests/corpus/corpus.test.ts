import { join } from 'node:path'
import { expect, it } from 'vitest'
import { checkFiles } from './check.ts'

/** Hosts of many kinds, each as somebody would run it. NixOS accepts them: tests/corpus/README.md. */
const fleets = { desktops: 6, homelab: 8, company: 13, network: 11 }

/** What is rightly said of them. */
const expected: readonly string[] = []

it('raises no false alarm over hosts of many kinds', async () => {
  const names = Object.keys(fleets)
  const found = await checkFiles(names.map((name) => join(import.meta.dirname, name, 'fleet.ts')))
  const shown = found.flatMap((diagnostics, index) =>
    diagnostics.map(({ code, host, message }) => `${names[index]} ${host}: ${code}: ${message}`),
  )
  expect(shown).toEqual(expected)
  expect(Object.values(fleets).reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(30)
}, 60_000)
