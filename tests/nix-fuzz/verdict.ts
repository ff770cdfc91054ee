import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { askPanther } from './engine.ts'
import { askNix, type Outcome, whichFail } from './nix.ts'
import { alikeProgram } from './program.ts'
import { equalButRepeated } from './repeated.ts'

/** What Nix 2.8 computes and a current Nix refuses, by the words of its error. */
const refusedNow: readonly (readonly [difference: string, words: RegExp])[] = [
  ['integers that overflow are an error since Nix 2.25', /^error: integer overflow in /],
  ['floats beyond the integers have no floor and ceiling since Nix 2.34', /is not in the range of NixInt/],
  ['text that is no UTF-8 has no JSON in a current Nix', /invalid UTF-8 byte at index/],
  ['names of one dot are refused in a current Nix', /invalid derivation name: name '\.' is not valid/],
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
  const scratch = mkdtempSync(join(tmpdir(), 'panther-nix-fuzz-'))
  const world = { folder: join(scratch, 'files'), beside: join(scratch, 'beside') }
  try {
    mkdirSync(world.beside)
    cpSync(new URL('files', import.meta.url), world.folder, { recursive: true, verbatimSymlinks: true })
    return await judgeIn(world, programs)
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

interface World {
  /** What relative paths of programs are relative to. */
  readonly folder: string
  readonly beside: string
}

async function judgeIn(world: World, programs: readonly string[]): Promise<readonly Judged[]> {
  const judged = await judgeOnce(programs, world)
  const doubtful = judged.filter(({ verdict }) => verdict === 'different')
  // In a store that exists: what lies behind a derivation's file is looked up there.
  const again = await judgeOnce(
    doubtful.map(({ program }) => alikeProgram(program)),
    world,
    join(world.beside, 'store'),
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
  { folder, beside }: World,
  store?: string,
): Promise<readonly Judged[]> {
  const panther = await askPanther(programs, folder)
  const good = programs.filter((_, index) => 'printed' in panther[index]!)
  const bad = programs.filter((_, index) => 'failed' in panther[index]!)
  const fails = whichFail(bad, folder, beside)
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
  const [one, other] = [nameless(nix.printed), nameless(panther.printed)]
  if (one === other) return 'same'
  return equalButRepeated(one, other) ? 'what is printed as repeated' : 'different'
}

/** Nix 2.8 escapes each dollar in the name of an attribute. */
function nameless(printed: string): string {
  return printed.replaceAll('\\$', '$')
}
