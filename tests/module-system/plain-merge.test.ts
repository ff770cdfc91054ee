import { expect, test } from 'vitest'
import { type Definition, force, isLazy, mergeOption, type Option } from '../../src/modules/index.ts'
import { mergePlain, unsure } from '../../src/modules/plain-merge.ts'
import { dice, randomType, value, wrap } from './generate.ts'
import { noScope, strict, toType } from './to-engine.ts'

/** A value with its properties at hand, as users write it. */
function eager(given: unknown): unknown {
  const now = force(given)
  if (Array.isArray(now)) return now.map(eager)
  if (now === null || typeof now !== 'object' || Object.getPrototypeOf(now) !== Object.prototype) return now
  const entries = Object.entries(now)
  if (!entries.some(([, inner]) => isLazy(inner) || (inner !== null && typeof inner === 'object'))) return now
  if (Object.getOwnPropertySymbols(now).length > 0) return now
  return Object.fromEntries(entries.map(([name, inner]) => [name, eager(inner)]))
}

test('the short way gives what the general merge gives, or says that it is unsure', () => {
  let sure = 0
  for (let seed = 0; seed < 30_000; seed++) {
    const d = dice(seed)
    const form = randomType(d, 2)
    if (form === undefined) continue
    const draw = () => eager(strict(wrap(d, value(d, form, 2), 1, form), noScope))
    const option = {
      kind: 'option',
      type: toType(form),
      description: '',
      ...(d.chance(0.5) ? { default: eager(strict(value(d, form, 2), noScope)) } : {}),
    } as Option
    const definitions: Definition[] = Array.from({ length: d.below(4) }, (_, index) => ({
      file: `${index}.ts`,
      value: draw(),
    }))
    const short = mergePlain(option, definitions)
    if (short === unsure) continue
    sure += 1
    const { value: long, errors } = mergeOption(option, ['x'], definitions)
    expect([seed, JSON.stringify(form), errors, short]).toEqual([seed, JSON.stringify(form), undefined, long])
  }
  expect(sure).toBeGreaterThan(1500)
})
