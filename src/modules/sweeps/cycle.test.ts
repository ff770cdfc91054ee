import { describe, expect, it } from 'vitest'
import { resolve } from './resolve.ts'
import { define, flag, last, list, place, unit } from './testing.ts'
import type { Item, Problem, Reader, Unit } from './types.ts'

const unsettled = (problems: readonly Problem[]) =>
  problems.flatMap((problem) => (problem.kind === 'unsettled' ? [problem] : []))

describe('what depends on itself', () => {
  it('settles where it can: two that add to each other', () => {
    const set = (id: string) => ({
      id,
      merge: (definitions: readonly unknown[]) => ({
        value: [...new Set(definitions.flat())].sort() as number[],
      }),
    })
    const a = set('a')
    const b = set('b')
    const { problems, value } = resolve([
      unit('ab', (reader) => [define(b, reader.read(a))]),
      unit('ba', (reader) => [define(a, reader.read(b)), define(a, [1])]),
      unit('b', () => [define(b, [2])]),
    ])
    expect(problems).toEqual([])
    expect([value(a), value(b)]).toEqual([{ value: [1, 2] }, { value: [1, 2] }])
  })

  it('is off where units only use each other', () => {
    const start = flag('start')
    const a: Unit = unit('a', () => [place(b), define(list('made'), 'a')])
    const b: Unit = unit('b', () => [place(a), define(list('made'), 'b')])
    // Placed at first, and taken back when `start` is heard of.
    const root = unit('root', (reader) => [
      ...(reader.read(start) ? [] : [place(a)]),
      place(unit('far', () => [place(unit('farther', () => [define(start, true)]))])),
    ])
    const apart = unit('apart', (reader) => (reader.read(start) ? [] : [place(a)]))
    const far = unit('far', () => [place(unit('farther', () => [define(start, true)]))])
    const { problems, value } = resolve([unit('root', () => [place(apart), place(far)])])
    expect(problems).toEqual([])
    expect(value(list('made'))).toEqual({ value: [] })
    expect(resolve([root]).problems).toEqual([])
  })

  it('drops units of a cycle that lose the last way from a root while it is evaluated', () => {
    const made = flag('made')
    const a: Unit = unit('a', () => [place(b)])
    const b: Unit = unit('b', () => [place(a), define(made, true)])
    const root = unit('root', (reader) => (reader.read(made) ? [] : [place(a)]))
    // Without the root's placement a and b would hold each other up: there is no state that stays.
    const { problems } = resolve([root])
    expect(unsettled(problems)).toHaveLength(1)
  })

  it('is gone where a value only supports itself', () => {
    const on = flag('on')
    const keeping = unit('keeping', (reader) => (reader.read(on) ? [define(on, true)] : []))
    const switched = flag('switched')
    const starting = unit('starting', (reader) => (reader.read(switched) ? [] : [define(on, true)]))
    const far = unit('far', () => [place(unit('farther', () => [define(switched, true)]))])
    const { problems, value } = resolve([unit('root', () => [place(keeping), place(starting), place(far)])])
    expect(problems).toEqual([])
    expect(value(on)).toEqual({ value: false })
  })

  it('does not switch on a unit that is on only because it is on', () => {
    const on = flag('on')
    const body: Unit = unit('body', () => [define(on, true), define(list('made'), 1)], on)
    const { problems, value } = resolve([unit('root', () => [place(body)])])
    expect(problems).toEqual([])
    expect(value(list('made'))).toEqual({ value: [] })
  })

  it('does not settle where two units each stand in for the other', () => {
    const a = flag('a')
    const b = flag('b')
    const first = unit('first', (reader) => (reader.read(a) ? [] : [define(b, true)]))
    const second = unit('second', (reader) => (reader.read(b) ? [] : [define(a, true)]))
    const after = last<boolean>('after')
    const reading = unit('reading', (reader) => [define(after, reader.read(a))])
    for (const roots of [
      [first, second, reading],
      [reading, second, first],
    ]) {
      const { problems } = resolve(roots)
      expect(problems).toHaveLength(1)
      const [problem] = unsettled(problems)
      expect(new Set(problem?.units)).toEqual(new Set([first, second]))
      expect(new Set(problem?.cells.map((it) => it.cell))).toEqual(new Set([a, b]))
      expect(problem?.cells[0]?.outcomes).toEqual([{ value: true }, { value: false }])
    }
  })

  it('does not settle where a unit switches itself off', () => {
    const on = { id: 'on', merge: (definitions: readonly unknown[]) => ({ value: definitions.length === 0 }) }
    const body = unit('body', () => [define(on, false)], on)
    expect(unsettled(resolve([body]).problems)).toMatchObject([{ units: [body], cells: [{ cell: on }] }])
  })

  it('does not settle where a number grows, and says how far it came', () => {
    const count = last<number>('count', 0)
    const counting = unit('counting', (reader) => [define(count, reader.read(count) + 1)])
    const [problem] = unsettled(resolve([counting], { limit: 50 }).problems)
    expect(problem?.cells).toMatchObject([{ cell: count, outcomes: [{}, { value: expect.any(Number) }] }])
    const bounded = unit('bounded', (reader) => [define(count, Math.min(40, reader.read(count) + 1))])
    const settled = resolve([bounded], { limit: 50 })
    expect(settled.problems).toEqual([])
    expect(settled.value(count)).toEqual({ value: 40 })
  })

  it('says nothing of values that never come back the same but are not read in a cycle', () => {
    const fresh = last<() => void>('fresh')
    const root = unit('root', () => [define(fresh, () => {})])
    const reading = unit('reading', (reader) => [define(last('seen'), reader.read(fresh))])
    expect(resolve([root, reading]).problems).toEqual([])
  })

  it('ends where units make units without end', () => {
    const next = (n: number): Unit => unit(`u${n}`, () => [place(next(n + 1))])
    expect(unsettled(resolve([next(0)]).problems)).toHaveLength(1)
  })

  it('ends where a unit reads and defines ever more cells', () => {
    const step = (reader: Reader): Item[] => {
      const items: Item[] = []
      for (let n = 0; ; n++) {
        const cell = last<number>(`c${n}`)
        items.push(define(cell, n))
        if (reader.peek(cell) === undefined) return items
      }
    }
    expect(unsettled(resolve([unit('root', step)], { limit: 8 }).problems)).toHaveLength(1)
  })

  it('copes with a memo that reads what its readers define', () => {
    const cells = Array.from({ length: 5 }, (_, i) => last<number>(`c${i}`, 0))
    const units = cells.map((cell, i) =>
      unit(`u${i}`, (reader) => {
        const highest = reader.memo('highest', (inner) => Math.max(...cells.map((it) => inner.read(it))))
        return [define(cell, Math.min(highest + 1, 7))]
      }),
    )
    const resolution = resolve(units)
    expect(resolution.problems).toEqual([])
    expect(resolution.value(cells[0]!)).toEqual({ value: 7 })
  })

  it('wakes the readers of a memo that another memo has brought up to date', () => {
    const base = last<number>('base', 1)
    const made = list<string>('made')
    const inner = (reader: Reader) => reader.memo('inner', (it) => it.read(base))
    const outer = (reader: Reader) => reader.memo('outer', (it) => it.read(base) + inner(it))
    const root = unit('root', (reader) => [
      ...(inner(reader) === 1 ? [place(unit('again', () => [define(made, 'again')]))] : []),
      place(unit('zero', () => [define(base, 0)])),
    ])
    const other = unit('other', (reader) => [define(base, outer(reader) * 0)])
    for (const roots of [
      [root, other],
      [other, root],
    ]) {
      const { problems, value } = resolve(roots)
      expect(problems).toEqual([])
      expect(value(made)).toEqual({ value: [] })
    }
  })

  it('lets a value pass through 300 units that the unit which reads the last one places', () => {
    const cells = Array.from({ length: 301 }, (_, i) => last<number>(`c${i}`, 0))
    const units = cells
      .slice(1)
      .map((cell, i) => unit(`u${i}`, (reader) => [define(cell, reader.read(cells[i]!) + 1)]))
    const end = cells.at(-1)!
    const root = unit('root', (reader) => [define(last('seen'), reader.read(end)), ...units.map(place)])
    const { problems, value } = resolve([root])
    expect(problems).toEqual([])
    expect(value(last('seen'))).toEqual({ value: 300 })
  })

  it('reports a memo that reads itself', () => {
    const again = (reader: Reader): number => reader.memo('self', again)
    expect(resolve([unit('root', (reader) => [define(last('a'), again(reader))])]).problems).toMatchObject([
      { kind: 'threw' },
    ])
  })
})

describe('a ring of 5,000 units', () => {
  const size = 5000
  const cells = (fallback?: number) => Array.from({ length: size }, (_, i) => last<number>(`c${i}`, fallback))
  const ring = (fallback: number | undefined, step: (value: number, i: number) => number): Unit[] => {
    const all = cells(fallback)
    return all.map((cell, i) =>
      unit(`u${i}`, (reader) => [define(cell, step(reader.read(all[(i + size - 1) % size]!), i))]),
    )
  }

  it('settles', () => {
    const { problems } = resolve(ring(0, (value, i) => (i === 0 ? 1 : value)))
    expect(problems).toEqual([])
  })

  it('is unsettled where one of them turns the value round, or adds to it', () => {
    expect(unsettled(resolve(ring(0, (value, i) => (i === 0 ? 1 - value : value))).problems)).toHaveLength(1)
    expect(unsettled(resolve(ring(0, (value, i) => (i === 0 ? 1 + value : value))).problems)).toHaveLength(1)
  })

  it('waits for each other', () => {
    const { problems } = resolve(ring(undefined, (value) => value))
    expect(problems).toHaveLength(size)
    expect(problems[0]).toMatchObject({ kind: 'missing' })
  })

  it('may be one of placements', () => {
    const placing: Unit[] = Array.from({ length: size }, (_, i) =>
      unit(`u${i}`, () => [place(placing[(i + 1) % size]!), define(list('made'), i)]),
    )
    const { problems, value } = resolve([placing[0]!])
    expect(problems).toEqual([])
    expect(value(list('made'))).toEqual({ value: Array.from({ length: size }, (_, i) => size - 1 - i) })
  })
})
