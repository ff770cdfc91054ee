/**
 * Compares panther with what it competes with, side by side in one run: `npm run bench`.
 * The comparison with Nix needs `nix-instantiate` and a copy of nixpkgs' `lib` in NIXPKGS_LIB.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { nixFleet } from './synthetic-fleet.ts'

const root = resolve(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'panther-bench-'))

try {
  compareResolving()
  compareCommand()
} finally {
  rmSync(folder, { recursive: true })
}

/** The same fleet of 50 modules with 500 options, in panther and with the real `lib.evalModules`. */
function compareResolving(): void {
  const lib = process.env['NIXPKGS_LIB']
  const hasNix = lib !== undefined && spawnSync('nix-instantiate', ['--version']).status === 0
  if (!hasNix) console.log('Nix is left out: it needs nix-instantiate and NIXPKGS_LIB.')
  console.log('Resolving 50 modules with 500 options a host; whole processes, and panther without its start')
  console.log('hosts   panther   resolve only   memory       Nix   Nix / panther   values')
  // The command keeps what Node has compiled; so does this.
  const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') }
  for (const hosts of [1, 10, 100, 1000]) {
    const values = join(folder, `${hosts}.json`)
    const whole = median(3, () =>
      timed(() =>
        execFileSync(process.execPath, [join(root, 'bench/resolve-child.ts'), String(hosts)], { env }),
      ),
    )
    const own = JSON.parse(
      execFileSync(process.execPath, [join(root, 'bench/resolve-child.ts'), String(hosts), values], {
        encoding: 'utf8',
      }),
    ) as {
      milliseconds: number
      megabytes: number
    }
    const line = [
      seconds(whole, 10),
      seconds(own.milliseconds, 15),
      `${own.megabytes.toFixed(0)} MB`.padStart(9),
    ]
    if (hasNix) {
      const file = join(folder, `${hosts}.nix`)
      writeFileSync(file, nixFleet(hosts))
      let text = ''
      const nix = median(hosts > 100 ? 1 : 3, () =>
        timed(() => {
          text = execFileSync(
            'nix-instantiate',
            ['--eval', '--strict', '--json', '-E', `import ${file} { lib = import ${lib}; }`],
            {
              encoding: 'utf8',
              maxBuffer: 1 << 30,
            },
          )
        }),
      )
      const equal = isDeepStrictEqual(JSON.parse(text), JSON.parse(readFileSync(values, 'utf8')))
      line.push(
        seconds(nix, 10),
        `${(nix / whole).toFixed(1)} ×`.padStart(16),
        (equal ? 'equal' : 'DIFFERENT').padStart(9),
      )
      if (!equal) process.exitCode = 1
    }
    console.log(String(hosts).padStart(5) + line.join(''))
  }
}

/** What a user waits for. */
function compareCommand(): void {
  const panther = join(root, 'bin/panther.js')
  const fleet = join(root, 'fleets/pantheros/fleet.ts')
  const bare = median(15, () => timed(() => execFileSync(process.execPath, ['-e', '0'])))
  const version = median(15, () => timed(() => execFileSync(process.execPath, [panther, '--version'])))
  const check = median(7, () =>
    timed(() => execFileSync(process.execPath, [panther, 'check', '--fleet', fleet])),
  )
  console.log('\nThe command, cold processes, medians')
  console.log(`node -e 0             ${bare.toFixed(0)} ms`)
  console.log(
    `panther --version     ${version.toFixed(0)} ms (${(version - bare).toFixed(0)} ms more, ${(version / bare).toFixed(2)} ×)`,
  )
  console.log(
    `panther check         ${check.toFixed(0)} ms for the pantherOS fleet (${(check / bare).toFixed(2)} ×)`,
  )
}

function timed(run: () => unknown): number {
  const started = performance.now()
  run()
  return performance.now() - started
}

function median(times: number, measure: () => number): number {
  const all = Array.from({ length: times }, measure).sort((a, b) => a - b)
  return all[Math.floor(all.length / 2)] ?? 0
}

function seconds(milliseconds: number, width: number): string {
  return `${(milliseconds / 1000).toFixed(3)} s`.padStart(width)
}
