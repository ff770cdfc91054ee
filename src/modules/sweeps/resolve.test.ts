import { describe, expect, it } from 'vitest'
import { resolve } from './resolve.ts'
import { define, flag, inline, last, list, place, unit } from './testing.ts'
import type { Item, Unit } from './types.ts'

describe('resolve', () => {
  it('carries a value from the unit that defines it to those that read it, placed before or after', () => {
    const port = last<number>('port', 80)
    const url = last<string>('url')
    const reading = unit('reading', (reader) => [define(url, `http://host:${reader.read(port)}`)])
    const defining = unit('defining', () => [define(port, 9090)])
    for (const placed of [
      [reading, defining],
      [defining, reading],
    ]) {
      const resolution = resolve([unit('root', () => placed.map(place))])
      expect(resolution.problems).toEqual([])
      expect(resolution.value(url)).toEqual({ value: 'http://host:9090' })
      expect(resolution.runs(reading)).toBeLessThanOrEqual(2)
    }
  })

  it('ends a run quietly where a value is missing, and takes it up when there is one', () => {
    const name = last<string>('name')
    const greeting = last<string>('greeting')
    const swallowing = unit('swallowing', (reader) => {
      let text = 'nobody'
      try {
        text = reader.read(name)
      } catch {}
      return [define(greeting, `hello ${text}`)]
    })
    const naming = unit('naming', () => [define(name, 'ada')])
    const named = resolve([unit('root', () => [place(swallowing), place(naming)])])
    expect(named.problems).toEqual([])
    expect(named.value(greeting)).toEqual({ value: 'hello ada' })

    const nameless = resolve([unit('root', () => [place(swallowing)])])
    expect(nameless.value(greeting)).toEqual({ missing: true })
    expect(nameless.items(swallowing)).toEqual([])
    expect(nameless.problems).toMatchObject([{ kind: 'missing', unit: swallowing, cell: name, waiting: [] }])
  })

  it('gives the error of a missing read a stack that leads to the read', () => {
    const name = last<string>('name')
    const root = unit('root', function theReadingFunction(reader) {
      return [define(name, reader.read(name))]
    })
    const [problem] = resolve([root]).problems
    expect(problem).toMatchObject({ kind: 'missing', waiting: [root] })
    expect((problem as { error: Error }).error.stack).toContain('theReadingFunction')
  })

  it('names those who wait for each other', () => {
    const a = last<{ port: number }>('a')
    const b = last<{ port: number }>('b')
    const first = unit('first', (reader) => [define(b, { port: reader.read(a).port + 1 })])
    const second = unit('second', (reader) => [define(a, { port: reader.read(b).port + 1 })])
    const { problems } = resolve([first, second])
    expect(problems).toMatchObject([
      { kind: 'missing', cell: a, waiting: [first, second] },
      { kind: 'missing', cell: b, waiting: [second, first] },
    ])
  })

  it('lets a unit say one thing before it can say another', () => {
    const a = last<number>('a')
    const b = last<number>('b')
    const later = unit('later', (reader) => [define(b, reader.read(a) + 1)])
    const other = unit('other', (reader) => [define(last('c'), reader.read(b))])
    const { problems, value } = resolve([unit('root', () => [inline(later), place(other), define(a, 1)])])
    expect(problems).toEqual([])
    expect(value(last('c'))).toEqual({ value: 2 })
  })

  it('counts an exception only in the last run', () => {
    const size = last<number>('size', 0)
    const failing = unit('failing', (reader) => {
      if (reader.read(size) === 0) throw new Error('too small')
      return []
    })
    const grown = resolve([failing, unit('growing', () => [define(size, 1)])])
    expect(grown.problems).toEqual([])
    const { problems } = resolve([failing])
    expect(problems).toMatchObject([{ kind: 'threw', unit: failing, error: { message: 'too small' } }])
  })

  it('reports a merge that throws, whether the cell is read or not, and not those who read it', () => {
    const broken = {
      id: 'broken',
      merge: () => {
        throw new Error('conflict')
      },
    }
    const reading = unit('reading', (reader) => [define(last('a'), reader.read(broken))])
    const defining = unit('defining', () => [define(broken, 1)])
    expect(resolve([reading, defining]).problems).toMatchObject([{ kind: 'merge', cell: broken, read: true }])
    const unread = resolve([defining])
    expect(unread.problems).toMatchObject([{ kind: 'merge', cell: broken, read: false }])
    expect(unread.value(broken)).toMatchObject({ error: { message: 'conflict' } })
  })

  it('takes values that cannot be compared for different ones', () => {
    const size = last<number>('size', 0)
    const odd = {
      ...last<object>('odd'),
      same: () => {
        throw new Error('beyond compare')
      },
    }
    const defining = unit('defining', (reader) => [define(odd, { size: reader.read(size) })])
    const reading = unit('reading', (reader) => [define(last('seen'), reader.read(odd))])
    const far = unit('far', () => [place(unit('farther', () => [define(size, 2)]))])
    const { problems, value } = resolve([defining, reading, far])
    expect(problems).toEqual([])
    expect(value(last('seen'))).toEqual({ value: { size: 2 } })
  })

  it('runs a unit only while its cell holds, and keeps what others say about it', () => {
    const on = flag('on')
    const port = last<number>('port')
    const body = unit('body', () => [define(list('made'), 1)], on)
    const setting = unit('setting', () => [place(body), define(port, 1)])
    const off = resolve([setting])
    expect(off.value(port)).toEqual({ value: 1 })
    expect(off.value(list('made'))).toEqual({ value: [] })
    expect(off.runs(body)).toBe(0)
    const use = resolve([setting, unit('using', () => [define(on, true)])])
    expect(use.value(list('made'))).toEqual({ value: [1] })
  })

  it('takes back what was said by a unit that is not placed any more', () => {
    const nginx = flag('nginx')
    const made = list<string>('made')
    const deep = unit('deep', () => [define(made, 'deep')])
    const caddy = unit('caddy', () => [define(made, 'caddy'), place(deep)])
    const fallback = unit('fallback', (reader) => (reader.read(nginx) ? [] : [place(caddy)]))
    // Two sweeps pass before anybody says that nginx is used.
    const uses = unit('uses', () => [define(nginx, true)])
    const far = unit('far', () => [place(unit('farther', () => [place(uses)]))])
    const resolution = resolve([unit('root', () => [place(fallback), place(far)])])
    expect(resolution.problems).toEqual([])
    expect(resolution.value(made)).toEqual({ value: [] })
    expect(resolution.runs(caddy)).toBeGreaterThan(0)
    expect(resolution.items(caddy)).toEqual([])
    expect(resolution.definitions(made)).toEqual([])
  })

  it('shares a computed value among its readers', () => {
    let computed = 0
    const hosts = Array.from({ length: 50 }, (_, i) => last<number>(`address${i}`))
    const made = list('made')
    const readers = hosts.map((_, i) =>
      unit(`reader${i}`, (reader) => [
        define(
          made,
          reader.memo('all', (inner) => {
            computed++
            return hosts.map((host) => inner.read(host))
          }).length,
        ),
      ]),
    )
    const definers = hosts.map((host, i) => unit(`definer${i}`, () => [define(host, i)]))
    const resolution = resolve([...readers, ...definers])
    expect(resolution.problems).toEqual([])
    expect(resolution.value(made)).toEqual({ value: hosts.map(() => 50) })
    expect(computed).toBeLessThanOrEqual(2)
  })

  it('asks nothing of a reader after its run', () => {
    let kept: (() => unknown) | undefined
    resolve([
      unit('root', (reader) => {
        kept = () => reader.read(last('a', 1))
        return []
      }),
    ])
    expect(() => kept?.()).toThrow(/valid only while/)
  })

  it('runs 200 units that each read the one before at most 3 times each, with and without a first value', () => {
    for (const fallback of [0, undefined]) {
      const cells = Array.from({ length: 201 }, (_, i) => last<number>(`c${i}`, i === 0 ? 0 : fallback))
      const units = cells
        .slice(1)
        .map((cell, i) => unit(`m${i + 1}`, (reader) => [define(cell, reader.read(cells[i]!) + 1)]))
      const resolution = resolve([unit('root', () => units.toReversed().map(place))])
      expect(resolution.problems).toEqual([])
      expect(resolution.value(cells[200]!)).toEqual({ value: 200 })
      expect(Math.max(...units.map((it) => resolution.runs(it)))).toBeLessThanOrEqual(3)
    }
  })
})

describe('order of use', () => {
  const made = list<string>('made')
  const says = (id: string, ...items: Item[]): Unit => unit(id, () => [...items, define(made, id)])
  const order = (...roots: Unit[]) => {
    const resolution = resolve(roots)
    expect(resolution.problems).toEqual([])
    expect(resolution.value(made)).toEqual({ value: resolution.definitions(made).map((it) => it.definition) })
    return resolution.definitions(made).map((it) => it.definition)
  }

  it('is depth first and once, those that are placed before those that place', () => {
    const common = says('common')
    const a = says('a', place(common))
    const b = says('b', place(common))
    expect(order(says('root', place(a), place(b)))).toEqual(['common', 'a', 'b', 'root'])
  })

  it('has a function in a list stand where it stands, and what it places before all', () => {
    const deep = says('deep', place(says('placed')))
    const root = unit('root', () => [define(made, 1), inline(deep), define(made, 2)])
    expect(order(root)).toEqual(['placed', 1, 'deep', 2])
  })

  it('follows the roots, and is that of the first root where units are shared', () => {
    const common = says('common')
    expect(order(says('one'), says('two'))).toEqual(['one', 'two'])
    expect(order(says('one', place(common)), says('two', place(common)))).toEqual(['common', 'one', 'two'])
    const two = says('two', place(common))
    expect(order(says('one', place(two)), two)).toEqual(['common', 'two', 'one'])
  })

  it('survives units that place themselves or each other', () => {
    const a: Unit = unit('a', () => [place(a), place(b), define(made, 'a')])
    const b: Unit = unit('b', () => [inline(a), define(made, 'b')])
    expect(order(a)).toEqual(['b', 'a'])
  })

  it('is that of the last sweep: cells are merged again when it changes', () => {
    const late = flag('late')
    const a = says('a')
    const b = says('b')
    const first = unit('first', (reader) => (reader.read(late) ? [place(b)] : []))
    const switching = unit('switch', () => [place(unit('inner', () => [define(late, true)]))])
    const seen = last<readonly string[]>('seen')
    const reading = unit('reading', (reader) => [define(seen, reader.read(made))])
    const resolution = resolve([
      unit('root', () => [place(first), place(a), place(b), place(switching), place(reading)]),
    ])
    expect(resolution.value(made)).toEqual({ value: ['b', 'a'] })
    expect(resolution.value(seen)).toEqual({ value: ['b', 'a'] })
    expect(resolution.units(unit('root', () => [])).map((it) => it.id)).toEqual([
      'b',
      'first',
      'a',
      'inner',
      'switch',
      'reading',
      'root',
    ])
  })
})
