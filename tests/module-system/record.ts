/**
 * Asks the module system of nixpkgs for every case and writes its answers down:
 * `NIXPKGS_LIB=<nixpkgs>/lib node tests/module-system/record.ts`
 */
import { writeFile } from 'node:fs/promises'
import { cases } from './cases/index.ts'
import { evaluateNix, findNix } from './nix.ts'
import { caseToNix } from './to-nix.ts'

const found = await findNix()
if ('missing' in found) throw new Error(found.missing)
const names = new Set<string>()
const answers: object[] = []
const queue = [...cases.entries()]
await Promise.all(
  [1, 2].map(async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [index, test] = next
      if (names.has(test.name)) throw new Error(`two cases are called ${test.name}`)
      names.add(test.name)
      const nix = caseToNix(test)
      answers[index] = { name: test.name, nix, ...(await evaluateNix(nix, found.lib)) }
    }
  }),
)
await writeFile(
  new URL('fixtures/answers.json', import.meta.url),
  `${JSON.stringify(answers, undefined, 1)}\n`,
)
console.log(`${answers.length} answers`)
