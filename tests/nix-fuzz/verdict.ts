import { askPanther } from './engine.ts'
import { askNix, type Outcome } from './nix.ts'
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
  const judged = await judgeOnce(programs)
  const doubtful = judged.filter(({ verdict }) => verdict === 'different')
  const again = await judgeOnce(doubtful.map(({ program }) => alikeProgram(program)))
  const excused = new Map(doubtful.map(({ program }, index) => [program, again[index]!.verdict]))
  return judged.map((one) => {
    const verdict = excused.get(one.program)
    if (verdict === undefined || verdict === 'different') return one
    return { ...one, verdict: verdict === 'same' ? 'positions of 32 bits, or floats in JSON' : verdict }
  })
}

async function judgeOnce(programs: readonly string[]): Promise<readonly Judged[]> {
  const asked = askPanther(programs)
  const nix = askNix(programs)
  const panther = await asked
  return programs.map((program, index) => {
    const pair = { nix: nix[index]!, panther: panther[index]! }
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
