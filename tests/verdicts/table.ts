/** Prints how panther and NixOS stand to each other on all cases: `node tests/verdicts/table.ts`. */
import { compare } from './compare.ts'
import { exceptions } from './exceptions.ts'
import { existsFixture, readFixture } from './fixture.ts'

const reasonOf = new Map(
  Object.entries(exceptions).flatMap(([reason, names]) => names.map((name) => [name, reason] as const)),
)

for (const set of ['hand', 'drawn'] as const) {
  if (!existsFixture(set)) continue
  const { cases } = readFixture(set)
  const counts = new Map<string, number>()
  const errors = new Map<string, number>()
  let compared = 0
  const apart: string[] = []
  for (const one of cases) {
    const { standing, differ, isCompared } = compare(one)
    counts.set(standing, (counts.get(standing) ?? 0) + 1)
    if (!one.verdict.accepted) errors.set(one.verdict.error, (errors.get(one.verdict.error) ?? 0) + 1)
    if (isCompared) compared += 1
    const what = differ === undefined ? standing : 'different values'
    if (differ !== undefined || standing.endsWith('alone refuses'))
      apart.push(`  ${one.name}: ${what}: ${reasonOf.get(one.name) ?? 'NOT LISTED'}`)
  }
  console.log(`${set}: ${cases.length} cases`)
  for (const [standing, count] of counts) console.log(`  ${String(count).padStart(5)} ${standing}`)
  console.log(`  ${String(compared).padStart(5)} values compared`)
  console.log(`  what NixOS refuses: ${[...errors].map(([error, count]) => `${error} ${count}`).join(', ')}`)
  console.log(apart.join('\n'))
}
