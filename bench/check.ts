/**
 * What `panther check` costs, as a user meets it: cold processes, side by side with Node itself: `npm run bench:check`.
 * `node bench/check.ts 100 1000` takes other numbers of hosts for the synthetic fleet.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const panther = [`${root}/bin/panther.js`, 'check', '--fleet']
const given = process.argv.slice(2).map(Number)
const hosts = given.length > 0 ? given : [1, 100, 1000]

interface Cost {
  readonly seconds: number
  /** The most memory that the process held at once; nothing where the system does not say. */
  readonly megabytes: number | undefined
}

console.log('what                              wall      memory')
show('node -e 0', await best(5, ['-e', '0']))
show('the pantherOS fleet, 4 hosts', await best(5, [...panther, `${root}/fleets/pantheros/fleet.ts`]))
for (const count of hosts) {
  const cost = await best(count > 100 ? 2 : 3, [...panther, `${root}/bench/check-fleet.ts`], String(count))
  show(`the synthetic fleet, ${count} ${count === 1 ? 'host' : 'hosts'}`, cost)
}

function show(what: string, { seconds, megabytes }: Cost): void {
  const memory = megabytes === undefined ? '' : `${megabytes.toFixed(0)} MB`
  console.log(`${what.padEnd(32)}${seconds.toFixed(3).padStart(7)} s${memory.padStart(11)}`)
}

/** Of several runs, as other work on the machine only ever adds; one more before fills Node's cache of compiled code. */
async function best(times: number, words: readonly string[], count = ''): Promise<Cost> {
  let found = await cost(words, count)
  for (let run = 0; run < times; run++) {
    const next = await cost(words, count)
    found = {
      seconds: Math.min(found.seconds, next.seconds),
      megabytes: next.megabytes ?? found.megabytes,
    }
  }
  return found
}

function cost(words: readonly string[], count: string): Promise<Cost> {
  return new Promise((done, fail) => {
    const started = performance.now()
    const child = spawn(process.execPath, words, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, BENCH_HOSTS: count },
    })
    let megabytes: number | undefined
    const watch = setInterval(() => {
      megabytes = peakOf(child) ?? megabytes
    }, 10)
    child.on('error', fail)
    child.on('exit', (code) => {
      clearInterval(watch)
      if (code !== 0) fail(new Error(`node ${words.join(' ')} ended with ${code}`))
      else done({ seconds: (performance.now() - started) / 1000, megabytes })
    })
  })
}

/** Linux keeps the peak of each process. */
function peakOf({ pid }: ChildProcess): number | undefined {
  try {
    const [, kilobytes] = /^VmHWM:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024
  } catch {
    return undefined
  }
}
