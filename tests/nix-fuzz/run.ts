import { seededProgram } from './program.ts'
import { judge } from './verdict.ts'

const batchSize = 2000
const [first = '0', count = '1000'] = process.argv.slice(2)
const seeds = Array.from({ length: Number(count) }, (_, index) => Number(first) + index)
const counts = new Map<string, number>()
const note = (what: string): void => {
  counts.set(what, (counts.get(what) ?? 0) + 1)
}

for (let at = 0; at < seeds.length; at += batchSize) {
  const some = seeds.slice(at, at + batchSize)
  for (const [index, { verdict, program, nix, panther }] of (
    await judge(some.map(seededProgram))
  ).entries()) {
    note(verdict)
    if ('failed' in nix) note('(fail with Nix)')
    if (verdict === 'different')
      console.log(
        [`seed ${some[index]}`, program, JSON.stringify(nix), JSON.stringify(panther), ''].join('\n'),
      )
  }
  console.log(`${at + some.length} programs`, Object.fromEntries(counts))
}
process.exitCode = counts.has('different') ? 1 : 0
