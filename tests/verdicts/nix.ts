import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Json } from '../../src/catalog/facts.ts'
import { loadCatalog } from '../../src/catalog/index.ts'
import { kindOfMessage, nixMessage } from '../module-system/outcome.ts'
import { type Case, leavesTheTree, shapeOf, type Verdict } from './case.ts'
import { nixText } from './to-panther.ts'

/** Where Nix is to evaluate, and what. */
export interface NixPlace {
  readonly nixpkgs: string
  /** For what Nix reads and writes. */
  readonly folder: string
}

/**
 * Lets NixOS judge cases. Many are asked in one evaluation, which takes seconds. Where one of them may have been
 * judged by what another one says, or would be refused by all, it is asked again, alone.
 */
export async function judgeByNix(cases: readonly Case[], place: NixPlace): Promise<Map<string, Verdict>> {
  const verdicts = new Map<string, Verdict>()
  // What is said of the platform, or of a group of options, is said to all.
  const isAlone = (one: Case): boolean =>
    leavesTheTree(one) || one.option[0] === 'nixpkgs' || !loadCatalog('nixos').node(one.option)?.option
  const alone = new Set(cases.filter(isAlone).map(({ name }) => name))
  const together = (): readonly Case[] => cases.filter(({ name }) => !verdicts.has(name) && !alone.has(name))
  let most = cases.length
  for (let left = together(); left.length > 0; left = together().slice(0, most)) {
    const found = new Map(await run(left, place))
    for (const one of left) {
      const verdict = found.get(one.name)
      if (verdict === undefined) continue
      if (isItsOwn(verdict, one)) verdicts.set(one.name, verdict)
      else alone.add(one.name)
    }
    // An error before the first case is of all of them: half as many may be without it.
    if (found.size > 0) continue
    if (left.length === 1) alone.add(left[0]!.name)
    most = Math.ceil(left.length / 2)
  }
  for (const one of cases) {
    if (verdicts.has(one.name)) continue
    const [found] = await run([one], place)
    if (found === undefined) throw new Error(`Nix said nothing of ${one.name}`)
    verdicts.set(...found)
  }
  for (const [name, verdict] of verdicts) {
    if (!verdict.accepted) verdicts.set(name, { ...verdict, message: short(verdict.message) })
  }
  return verdicts
}

/** Whether a verdict owes nothing to the other cases of the evaluation. */
function isItsOwn(verdict: Verdict, { name, option }: Case): boolean {
  if (verdict.accepted) return true
  const { message, error } = verdict
  // What is in conflict may come from another case, by an option that defines this one.
  if (error === 'conflict') return false
  return new RegExp(`\\b${name}\\.nix`).test(message) || message.includes(`\`${option.join('.')}`)
}

async function run(cases: readonly Case[], { nixpkgs, folder }: NixPlace): Promise<[string, Verdict][]> {
  mkdirSync(folder, { recursive: true })
  const asked = cases.map((one) => {
    const module = join(folder, `${one.name}.nix`)
    writeFileSync(module, nixText(one))
    return { name: one.name, module, option: one.option, shape: shapeOf(one) }
  })
  const given = join(folder, 'cases.json')
  writeFileSync(given, JSON.stringify({ nixpkgs, cases: asked }))
  const ask = join(import.meta.dirname, 'nix/ask.nix')
  const text = `import ${ask} (builtins.fromJSON (builtins.readFile ${given}))`
  const said = await errorsOf(text, folder)
  // Before anything is cut: no path of this machine is to stay.
  return verdictsOf(said.replaceAll(`${folder}/`, '').replaceAll(`${nixpkgs}/`, ''))
}

/** An example as nixpkgs gives it: the path with placeholders, and the value. */
export type Example = readonly [path: readonly string[], value: Json]

/** The examples of all options that are plain data: NixOS's, or those of Home Manager where its folder is given. */
export async function examplesByNix(
  { nixpkgs, folder }: NixPlace,
  homeManager?: string,
): Promise<readonly Example[]> {
  mkdirSync(folder, { recursive: true })
  const examples: Example[] = []
  const ask = join(import.meta.dirname, 'nix/examples.nix')
  for (let from: number | undefined = 0; from !== undefined; ) {
    const home = homeManager === undefined ? '' : `home-manager = ${homeManager};`
    const said = await errorsOf(`import ${ask} { nixpkgs = ${nixpkgs}; from = ${from}; ${home} }`, folder)
    for (const [, line] of said.matchAll(/^trace: EXAMPLE (.+)$/gm))
      examples.push(JSON.parse(line!) as Example)
    const last = [...said.matchAll(/^trace: AT (\d+)$/gm)].at(-1)
    from = /^error: /m.test(said) && last ? Number(last[1]) + 1 : undefined
  }
  return examples
}

/** What `nix-instantiate` writes to its error output. */
function errorsOf(expression: string, folder: string): Promise<string> {
  const options = ['--store', 'dummy://', '--eval', '--strict', '--expr', expression]
  const child = spawn('nix-instantiate', options, {
    env: {
      ...process.env,
      NIX_PATH: '',
      NIX_CONF_DIR: folder,
      NIX_STATE_DIR: folder,
      NIX_LOG_DIR: folder,
      HOME: folder,
      // All that an evaluation needs, so that it is spared collecting garbage.
      GC_INITIAL_HEAP_SIZE: '2G',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let text = ''
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    text += part
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', () => resolve(text))
  })
}

/** The verdicts in what Nix said. The last case may have ended in an error that nothing catches. */
function verdictsOf(output: string): [string, Verdict][] {
  const [, ...parts] = output.split(/^trace: CASE /m)
  return parts.map((part) => {
    const [, name = '', rest = ''] = /^(\S+)\n?([\s\S]*)$/.exec(part)!
    const accepted = /^trace: ACCEPTED (.*)$/m.exec(rest)
    if (accepted !== null) return [name, { accepted: true, ...JSON.parse(accepted[1]!) }]
    const thrown = rest.split(/^trace: /m).findLast((each) => each.startsWith('THROWN '))
    const message = /^trace: REFUSED$/m.test(rest)
      ? (thrown?.slice('THROWN '.length).trim() ?? 'refused without a word')
      : nixMessage(rest)
    return [name, { accepted: false, error: kindOfMessage(message), message }]
  })
}

/** The message without the definitions, which the case has. */
export function short(message: string): string {
  const [line = ''] = message.replaceAll(/\s+/g, ' ').trim().split(' Definition values')
  return line.length > 200 ? `${line.slice(0, 200)}…` : line
}
