/**
 * Records what the official formatter makes of random texts: `NIXFMT=/path/to/nixfmt node tests/nixfmt/record.ts`.
 * Those that it would format again in another way are left out.
 */
import { writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { anyText } from '../../src/nix/random-trees.ts'
import { askNixfmt } from './ask.ts'

const program = process.env['NIXFMT']
if (program === undefined) throw new Error('Set NIXFMT to the official formatter.')
const texts = fc.sample(anyText, { seed: 166, numRuns: 250 })
const answers = texts.flatMap((text) => {
  const formatted = askNixfmt(program, text)!
  const strict = askNixfmt(program, text, '--strict')!
  const settled =
    askNixfmt(program, formatted) === formatted && askNixfmt(program, strict, '--strict') === strict
  return settled ? [{ text, formatted, strict }] : []
})
const lines = answers.map((answer) => `  ${JSON.stringify(answer)}`)
writeFileSync(new URL('fixtures/answers.json', import.meta.url), `[\n${lines.join(',\n')}\n]\n`)
console.log(`${answers.length} of ${texts.length}`)
