import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { askPanther } from './engine.ts'
import { askNix, type Outcome, whichFail } from './nix.ts'
import { alikeProgram } from './program.ts'

/** What Nix 2.8 computes and a current Nix refuses, by the words of its error. */
const refusedNow: readonly (readonly [difference: string, words: RegExp])[] = [
  ['integers that overflow are an error since Nix 2.25', /^error: integer overflow in /],
  ['floats beyond the integers have no floor and ceiling since Nix 2.34', /is not in the range of NixInt/],
]

/** `same`, `different`, or by which difference of version the outcomes differ. */
export type Verdict = string

export interface Judged {
  readonly program: string
  readonly nix: Outcome
  readonly panther: Outcome
  readonly verdict: Verdict
}

/** Programs as both evaluate them. */
export async function judge(programs: readonly string[]): Promise<readonly Judged[]> {
  const folder = mkdtempSync(join(tmpdir(), 'panther-nix-fuzz-'))
  try {
    for (const name of ['a.nix', 'b.txt', 'c.toml', 'd'])
      cpSync(new URL(`files/${name}`, import.meta.url), join(folder, name), {
        recursive: true,
        verbatimSymlinks: true,
      })
    return await judgeIn(folder, programs)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function judgeIn(folder: string, programs: readonly string[]): Promise<readonly Judged[]> {
  const judged = await judgeOnce(programs, folder, 'dummy://')
  const doubtful = judged.filter(({ verdict }) => verdict === 'different')
  // In a store that exists: what lies behind a derivation's file is looked up there.
  const again = await judgeOnce(
    doubtful.map(({ program }) => alikeProgram(program)),
    folder,
    join(folder, 'store'),
  )
  const excused = new Map(doubtful.map(({ program }, index) => [program, again[index]!.verdict]))
  return judged.map((one) => {
    const verdict = excused.get(one.program)
    if (verdict === undefined || verdict === 'different') return one
    return { ...one, verdict: verdict === 'same' ? 'made alike (see program.ts)' : verdict }
  })
}

async function judgeOnce(
  programs: readonly string[],
  folder: string,
  store: string,
): Promise<readonly Judged[]> {
  const panther = await askPanther(programs, folder)
  const good = programs.filter((_, index) => 'printed' in panther[index]!)
  const bad = programs.filter((_, index) => 'failed' in panther[index]!)
  const fails = whichFail(bad, folder)
  const asked = [...good, ...bad.filter((_, index) => !fails[index])]
  const answers = askNix(asked, folder, store)
  const nix = new Map<string, Outcome>([
    ...bad.map((program) => [program, { failed: 'told by the prompt alone' }] as const),
    ...asked.map((program, index) => [program, answers[index]!] as const),
  ])
  return programs.map((program, index) => {
    const pair = { nix: nix.get(program)!, panther: panther[index]! }
    return { program, ...pair, verdict: verdictOf(pair.nix, pair.panther) }
  })
}

function verdictOf(nix: Outcome, panther: Outcome): Verdict {
  if ('failed' in panther) {
    if ('failed' in nix) return 'same'
    return refusedNow.find(([, words]) => words.test(panther.failed))?.[0] ?? 'different'
  }
  if ('failed' in nix) return 'different'
  if (nameless(nix.printed) === nameless(panther.printed)) return 'same'
  return repeatless(nix.printed) === repeatless(panther.printed) ? 'what is printed as repeated' : 'different'
}

/** Nix 2.8 escapes each dollar in the name of an attribute. */
function nameless(printed: string): string {
  return printed.replaceAll('\\$', '$')
}

/** Nix prints a list of one or two elements as repeated, or not, by how it lies in memory: what was shown before is compared alone. */
function repeatless(printed: string): string {
  return printed.includes('«repeated»') ? nameless(printed).slice(0, printed.indexOf('«repeated»')) : printed
}
