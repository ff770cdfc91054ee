/**
 * How fast Nix is read and formatted: `NIXPKGS=/path/to/nixpkgs node bench/nix-syntax.ts`. Every tenth file of the folder,
 * by the time of the processor, the best of several rounds.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { format } from '../src/nix/format.ts'
import { parseNix } from '../src/nix/parse/index.ts'

const folder = process.env['NIXPKGS']
if (folder === undefined) throw new Error('Set NIXPKGS to a folder of Nix files.')
const texts = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.nix'))
  .filter((_, index) => index % 10 === 0)
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
const megabytes = texts.reduce((sum, text) => sum + text.length, 0) / 1e6

measure('parse', (text) => parseNix(text))
measure('parse, comments kept', (text) => parseNix(text, { trivia: 'comments and lines' }))
measure('format', (text) => format(text))

function measure(name: string, run: (text: string) => unknown): void {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 5; round++) {
    const before = process.cpuUsage()
    for (const text of texts) run(text)
    best = Math.min(best, process.cpuUsage(before).user / 1e6)
  }
  const rate = `${(megabytes / best).toFixed(1)} MB/s, ${(texts.length / best).toFixed(0)} files/s`
  console.log(
    `${name.padEnd(22)} ${texts.length} files, ${megabytes.toFixed(1)} MB in ${best.toFixed(2)} s: ${rate}`,
  )
}
