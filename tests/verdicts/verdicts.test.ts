import { describe, expect, it } from 'vitest'
import type { JudgedCase } from './case.ts'
import { type Comparison, compare } from './compare.ts'
import { exceptions } from './exceptions.ts'
import { readFixture } from './fixture.ts'
import { handWritten } from './hand.ts'

const known = new Set(Object.values(exceptions).flat())

/** Where panther and NixOS disagree, for people. */
function disagreements(cases: readonly JudgedCase[]): readonly string[] {
  return cases.flatMap((one) => {
    const found = compare(one)
    return agrees(found) === known.has(one.name) ? [describeCase(one, found)] : []
  })
}

function agrees({ standing, differ }: Comparison): boolean {
  return !standing.endsWith('alone refuses') && differ === undefined
}

function describeCase(
  { name, configs, verdict }: JudgedCase,
  { standing, messages, differ }: Comparison,
): string {
  return [
    `${name}: ${standing}${known.has(name) ? ', though it is listed as an exception' : ''}`,
    JSON.stringify(configs),
    `NixOS: ${verdict.accepted ? JSON.stringify(verdict.value) : verdict.message}`,
    ...messages.map((message) => `panther: ${message}`),
    ...(differ ? [`panther: ${JSON.stringify(differ.panther)}`] : []),
  ].join('\n  ')
}

describe('panther accepts what NixOS accepts, refuses what it refuses, and comes to the same values', () => {
  it('on cases drawn over all types', () => {
    const { cases } = readFixture('drawn')
    expect(cases.length).toBeGreaterThan(900)
    expect(disagreements(cases)).toEqual([])
  })

  it('on cases written by hand', () => {
    const { cases } = readFixture('hand')
    expect(cases.map(({ verdict: _, ...one }) => one)).toEqual(handWritten)
    expect(disagreements(cases)).toEqual([])
  })

  it('and the record holds no path of the machine that made it', () => {
    const refused = [...readFixture('drawn').cases, ...readFixture('hand').cases].flatMap(({ verdict }) =>
      verdict.accepted ? [] : [verdict.message],
    )
    expect(refused.filter((message) => /verdicts-|Definition values/.test(message))).toEqual([])
  })
})
