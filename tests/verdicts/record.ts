/**
 * Lets NixOS judge cases and writes its verdicts down: `NIXPKGS=<folder> npm run record:verdicts -- hand`, or
 * `-- drawn count=1000 seed=1` for cases that are drawn.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Case, JudgedCase, Verdict } from './case.ts'
import { existsFixture, readFixture, type SetName, writeFixture } from './fixture.ts'
import { generateCases } from './generate.ts'
import { handWritten } from './hand.ts'
import { judgeByNix } from './nix.ts'
import { nixText } from './to-panther.ts'

const nixpkgs = process.env.NIXPKGS
if (nixpkgs === undefined) throw new Error('NIXPKGS does not say where the folder of nixpkgs is')
const [set, ...words] = process.argv.slice(2)
if (set !== 'hand' && set !== 'drawn') throw new Error('say which cases: hand or drawn')
const given = Object.fromEntries(words.map((word) => word.split('=')))
const seed = Number(given.seed ?? 1)
const cases = (
  set === 'hand' ? handWritten : generateCases('nixos', Number(given.count ?? 1000), seed)
).filter(canBeWritten)

const folder = mkdtempSync(join(tmpdir(), 'verdicts-'))
const verdicts = new Map<string, Verdict>()
// What is recorded stays, where the case is the same: a run that was stopped goes on.
if (existsFixture(set)) {
  const recorded = new Map(
    readFixture(set).cases.map(({ verdict, ...one }) => [JSON.stringify(one), verdict]),
  )
  for (const one of cases) {
    const verdict = recorded.get(JSON.stringify(one))
    if (verdict !== undefined && !('anew' in given)) verdicts.set(one.name, verdict)
  }
}
const batches = batchesOf(cases.filter(({ name }) => !verdicts.has(name)))
const total = batches.length
await Promise.all(
  [1, 2].map(async (worker) => {
    const place = { nixpkgs, folder: join(folder, String(worker)) }
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      for (const [name, verdict] of await judgeByNix(batch, place)) verdicts.set(name, verdict)
      write()
      console.error(`${total - batches.length} of ${total}`)
    }
  }),
)
rmSync(folder, { recursive: true })

write()
const accepted = [...verdicts.values()].filter((verdict) => verdict.accepted)
console.log(`${accepted.length} of ${verdicts.size} accepted`)

function write(): void {
  writeFixture(set as SetName, {
    meta: { ...(set === 'drawn' && { seed }), source: 'nixpkgs 26.11pre, tree of 2026-07-14' },
    cases: cases.flatMap((one: Case): JudgedCase[] => {
      const verdict = verdicts.get(one.name)
      return verdict === undefined ? [] : [{ ...one, verdict }]
    }),
  })
}

/** Cases that may be asked together: no two are about the same service. */
function batchesOf(all: readonly Case[]): Case[][] {
  const open: { readonly cases: Case[]; readonly taken: Set<string> }[] = []
  for (const one of all) {
    const key = (set === 'hand' ? one.option : one.option.slice(0, 2)).join('.')
    let batch = open.find(({ cases, taken }) => cases.length < 40 && !taken.has(key))
    if (batch === undefined) {
      batch = { cases: [], taken: new Set() }
      open.push(batch)
    }
    batch.cases.push(one)
    batch.taken.add(key)
  }
  return open.map(({ cases }) => cases)
}

/** What panther cannot write down as Nix, such as a text with a character that Nix has no name for, it refuses itself. */
function canBeWritten(one: Case): boolean {
  try {
    nixText(one)
    return true
  } catch (error) {
    console.error(`${one.name}: ${error}`)
    return false
  }
}
