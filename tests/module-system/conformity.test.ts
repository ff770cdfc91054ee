import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cases } from './cases/index.ts'
import { outcomeOf } from './outcome.ts'
import { evaluateCase } from './to-engine.ts'
import { caseToNix } from './to-nix.ts'

interface Answer {
  readonly name: string
  readonly nix: string
  readonly value?: unknown
  readonly error?: string
  readonly message?: string
}

const answers = new Map(
  (
    JSON.parse(readFileSync(new URL('fixtures/answers.json', import.meta.url), 'utf8')) as readonly Answer[]
  ).map((answer) => [answer.name, answer]),
)

/** What nixpkgs says where our code is finer. */
const coarser: { readonly [ours: string]: readonly string[] } = {
  'property-nesting': ['type-mismatch', 'unknown-option'],
}

describe('the engine says what the module system of nixpkgs says', () => {
  test('every case was recorded as it is', () => {
    for (const one of cases) expect(answers.get(one.name)?.nix, one.name).toBe(caseToNix(one))
    expect(answers.size).toBe(cases.length)
  })

  test.each(cases)('$name', (one) => {
    const answer = answers.get(one.name)!
    const outcome = outcomeOf(() => evaluateCase(one))
    if (one.ours !== undefined) {
      const { why: _, ...ours } = one.ours
      expect(outcome).toMatchObject(ours)
    } else if (answer.error === undefined) {
      expect(outcome).toEqual({ value: answer.value })
    } else {
      const error = 'error' in outcome ? outcome.error : outcome
      if (typeof error === 'string' && coarser[error]?.includes(answer.error)) return
      expect(error).toBe(answer.error)
      if (one.ownWords !== true && 'error' in outcome) {
        expect(outcome.message.replaceAll(/\s+/g, ' ')).toBe(answer.message!.replaceAll(/\s+/g, ' '))
      }
    }
  })
})
