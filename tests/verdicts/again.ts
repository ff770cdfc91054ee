/**
 * Asks NixOS again for cases that are recorded, each alone, and says what differs from the record:
 * `NIXPKGS=<folder> node tests/verdicts/again.ts drawn n12 n857`, or `... drawn accepted=100 seed=1` for cases drawn
 * from the accepted ones. With `write` among the words, the record takes what NixOS says now.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { JudgedCase, Verdict } from './case.ts'
import { readFixture, writeFixture } from './fixture.ts'
import { judgeByNix } from './nix.ts'
import { randomOf } from './random.ts'

const nixpkgs = process.env.NIXPKGS
if (nixpkgs === undefined) throw new Error('NIXPKGS does not say where the folder of nixpkgs is')
const [set, ...words] = process.argv.slice(2)
if (set !== 'hand' && set !== 'drawn') throw new Error('say which cases: hand or drawn')
const given = Object.fromEntries(words.map((word) => word.split('=')))
const { meta, cases } = readFixture(set)

const folder = mkdtempSync(join(tmpdir(), 'verdicts-'))
const found = new Map<string, Verdict>()
const asked = chosen()
const place = { nixpkgs, folder }
let same = 0
for (const one of asked) {
  const verdict = (await judgeByNix([one], place)).get(one.name)!
  found.set(one.name, verdict)
  if (isDeepStrictEqual(verdict, one.verdict)) same += 1
  else console.log(`${one.name}: ${JSON.stringify(one.verdict)} was, alone ${JSON.stringify(verdict)}`)
  console.error(`${found.size} of ${asked.length}`)
}
rmSync(folder, { recursive: true })
console.log(`${same} of ${asked.length} as recorded`)
if ('write' in given)
  writeFixture(set, {
    meta,
    cases: cases.map((one) => ({ ...one, verdict: found.get(one.name) ?? one.verdict })),
  })

function chosen(): readonly JudgedCase[] {
  const named = cases.filter(({ name }) => words.includes(name))
  if (given.accepted === undefined) return named
  const accepted = cases.filter(({ verdict }) => verdict.accepted)
  return randomOf(Number(given.seed ?? 1))
    .shuffled(accepted)
    .slice(0, Number(given.accepted))
}
