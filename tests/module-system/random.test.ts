import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareSets } from './compare.ts'
import { generate } from './generate.ts'
import { findNix } from './nix.ts'

const nix = await findNix()
const runs = Number(process.env.MODULE_SETS ?? 200)
const batch = 50

if ('missing' in nix) console.log(`Random module sets are not compared with nixpkgs: ${nix.missing}.`)

/** `NIXPKGS_LIB=<nixpkgs>/lib MODULE_SETS=5000 MODULE_SEED=1 vitest run tests/module-system/random.test.ts` */
test.skipIf('missing' in nix)(
  `random module sets: ${'missing' in nix ? `skipped, ${nix.missing}` : `${runs} compared with nixpkgs`}`,
  { timeout: 3_600_000 },
  async () => {
    const seed = process.env.MODULE_SEED
    const seeds = fc.sample(fc.noShrink(fc.maxSafeInteger()), {
      numRuns: runs,
      ...(seed === undefined ? {} : { seed: Number(seed) }),
    })
    for (let start = 0; start < seeds.length; start += batch) {
      const sets = seeds.slice(start, start + batch).map(generate)
      const found = await compareSets(sets, 'lib' in nix ? nix.lib : '')
      found.sort((a, b) => JSON.stringify(a.set).length - JSON.stringify(b.set).length)
      expect(JSON.stringify(found[0], undefined, 1)).toBeUndefined()
    }
  },
)
