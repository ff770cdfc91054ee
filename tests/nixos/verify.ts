import { rmSync } from 'node:fs'
import { readFleet, writeFleet } from './fleet.ts'
import { type HostReport, verifyHost } from './host.ts'
import { differenceText, problemsOf, summaryText, tableText } from './report.ts'
import { treesOf } from './trees.ts'

/** Nothing was verified, because there is nothing to compare with. */
const unset = 3

const [file = 'fleets/pantheros/fleet.ts', ...names] = process.argv.slice(2)
const trees = treesOf(process.env)
if (typeof trees === 'string') {
  console.error(trees)
  process.exit(unset)
}
const written = writeFleet(await readFleet(file), file)
const { resolved, root, flake, copied, model, temporary } = written
const chosen = resolved.hosts.filter(
  ({ host }) => !host.isDarwin && (names.length === 0 || names.includes(host.name)),
)
const work = { folders: { fleet: root, flake }, trees, copied, model, temporary }
const queue = chosen.map((host, index) => ({ host, index }))
const reports: HostReport[] = []
const worker = async (): Promise<void> => {
  for (let next = queue.shift(); next !== undefined; next = queue.shift())
    reports[next.index] = await verifyHost(next.host, work)
}
await Promise.all([worker(), worker()])

console.log(tableText(reports))
console.log(summaryText(reports))
for (const report of reports) {
  for (const problem of problemsOf(report, resolved, flake)) console.log(`\n${report.host}: ${problem}`)
  for (const difference of report.differences) console.log(`\n${report.host}: ${differenceText(difference)}`)
}
const good = reports.every(
  (report) => report.differences.length === 0 && problemsOf(report, resolved, flake).length === 0,
)
if (process.env.VERIFY_KEEP) console.log(`\nKept: ${temporary}`)
else rmSync(temporary, { recursive: true, force: true })
process.exitCode = good && reports.length > 0 ? 0 : 1
