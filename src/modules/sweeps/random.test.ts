import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Reference } from './reference.ts'
import { resolveInOrder } from './resolve.ts'
import type { Cell, Item, Problem, Reader, Resolution, Unit } from './types.ts'

/** A system as data: numbers are taken modulo what there is to choose from. */
type Term =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'read' | 'peek' | 'memo'; readonly of: number }
  | { readonly kind: 'add'; readonly of: readonly Term[] }
type Statement =
  | { readonly kind: 'define'; readonly cell: number; readonly term: Term }
  | { readonly kind: 'place' | 'inline'; readonly unit: number }
  | {
      readonly kind: 'if'
      readonly term: Term
      readonly body: readonly Statement[]
      readonly otherwise: readonly Statement[]
    }
  | { readonly kind: 'throw' | 'swallow'; readonly term: Term }
interface System {
  readonly roots: number
  readonly cells: readonly string[]
  readonly memos: readonly Term[]
  readonly units: readonly { readonly when: number | undefined; readonly body: readonly Statement[] }[]
}

const kinds = ['last', 'zero', 'order', 'sum', 'most', 'once']

/** Reads a system off a list of numbers; where the list ends, there is little left to say. */
function decode(tape: readonly number[]): System {
  let at = 0
  const below = (n: number): number => (tape[at++] ?? 0) % n
  const list = <T>(n: number, make: () => T): T[] => Array.from({ length: n }, make)
  const term = (): Term => {
    const choice = below(12)
    if (choice < 3) return { kind: 'number', value: below(4) }
    if (choice < 6) return { kind: 'read', of: below(8) }
    if (choice < 9) return { kind: 'peek', of: below(8) }
    if (choice < 11) return { kind: 'memo', of: below(8) }
    return { kind: 'add', of: [term(), term()] }
  }
  const statement = (depth: number): Statement => {
    const choice = below(20)
    if (choice < 8) return { kind: 'define', cell: below(8), term: term() }
    if (choice < 13) return { kind: choice < 11 ? 'place' : 'inline', unit: below(8) }
    if (choice < 18 && depth < 3) {
      return { kind: 'if', term: term(), body: body(depth + 1), otherwise: body(depth + 1) }
    }
    if (choice < 19) return { kind: 'define', cell: below(8), term: { kind: 'number', value: below(4) } }
    return { kind: below(2) === 0 ? 'throw' : 'swallow', term: term() }
  }
  const body = (depth: number): Statement[] =>
    list(depth === 0 ? 1 + below(4) : below(3), () => statement(depth))
  // Much is placed at the start: what nothing leads to tests nothing.
  const start = (): Statement[] =>
    list(2 + below(5), () => ({ kind: below(3) === 0 ? 'inline' : 'place', unit: below(8) }))
  return {
    roots: 1 + below(3),
    cells: list(1 + below(6), () => kinds[below(kinds.length)]!),
    memos: list(below(4), term),
    units: list(1 + below(8), () => ({
      when: below(6) === 5 ? below(8) : undefined,
      body: [...(at < 60 ? start() : []), ...body(0)],
    })),
  }
}

const system = fc
  .noBias(fc.array(fc.nat(1_000_000), { minLength: 0, maxLength: 240, size: 'max' }))
  .map(decode)

const merges: Record<string, (definitions: readonly number[]) => number | undefined> = {
  last: (definitions) => definitions.at(-1),
  zero: (definitions) => definitions.at(-1) ?? 0,
  order: (definitions) => definitions.reduce((sum, it) => (sum * 3 + it + 1) % 11, 0),
  sum: (definitions) => definitions.reduce((sum, it) => sum + it, 0) % 5,
  most: (definitions) => (definitions.length > 0 ? Math.max(...definitions) : undefined),
  once: (definitions) => {
    if (new Set(definitions).size > 1) throw new Error('conflict')
    return definitions[0]
  },
}

function build(data: System): { roots: Unit[]; cells: Cell<unknown, number>[]; units: Unit[] } {
  const cells = data.cells.map(
    (kind, i): Cell<unknown, number> => ({
      id: `c${i}`,
      merge: (definitions) => {
        const value = merges[kind]!(definitions as readonly number[])
        return value === undefined ? { missing: true } : { value }
      },
    }),
  )
  const flags = data.cells.map(
    (_, i): Cell<unknown, boolean> => ({
      id: `f${i}`,
      merge: (definitions) => ({ value: definitions.some((it) => (it as number) % 2 === 1) }),
    }),
  )
  const pick = <T>(from: readonly T[], of: number): T => from[of % from.length]!
  const value = (reader: Reader, it: Term, below: number): number => {
    if (it.kind === 'number') return it.value
    if (it.kind === 'read') return reader.read(pick(cells, it.of))
    if (it.kind === 'peek') return reader.peek(pick(cells, it.of)) ?? 3
    if (it.kind === 'add') return it.of.reduce((sum, part) => sum + value(reader, part, below), 0) % 4
    if (below === 0) return 1
    const memo = it.of % below
    return reader.memo(`m${memo}`, (inner) => value(inner, data.memos[memo]!, memo))
  }
  const perform = (reader: Reader, statements: readonly Statement[], items: Item[]): void => {
    for (const it of statements) {
      if (it.kind === 'place' || it.kind === 'inline')
        items.push({ kind: it.kind, unit: pick(units, it.unit) })
      else if (it.kind === 'define') {
        const cell =
          it.cell === 7
            ? pick(flags, it.cell)
            : pick<Cell<unknown, unknown>>([...cells, ...flags.slice(0, 2)], it.cell)
        items.push({
          kind: 'define',
          cell: cell as Cell,
          definition: value(reader, it.term, data.memos.length),
        })
      } else if (it.kind === 'if') {
        const holds = value(reader, it.term, data.memos.length) % 2 === 1
        perform(reader, holds ? it.body : it.otherwise, items)
      } else if (it.kind === 'throw') {
        if (value(reader, it.term, data.memos.length) === 2) throw new Error('thrown')
      } else if (it.kind === 'swallow') {
        try {
          value(reader, it.term, data.memos.length)
        } catch {}
      }
    }
  }
  const units = data.units.map(({ when, body }, i): Unit => {
    const run = (reader: Reader) => {
      const items: Item[] = []
      perform(reader, body, items)
      return items
    }
    return when === undefined ? { id: `u${i}`, run } : { id: `u${i}`, run, when: pick(flags, when) }
  })
  return {
    roots: units.slice(0, data.roots),
    cells: [...cells, ...(flags as unknown as typeof cells)],
    units,
  }
}

function said(problems: readonly Problem[]): string[] {
  return [
    ...new Set(
      problems.map((it) =>
        it.kind === 'missing'
          ? `missing ${it.unit.id} ${it.cell.id}`
          : it.kind === 'threw'
            ? `threw ${it.unit.id}`
            : it.kind === 'merge'
              ? `merge ${it.cell.id}`
              : `unsettled ${[...it.cells.map((cell) => cell.cell.id)].sort()}`,
      ),
    ),
  ].sort()
}

function summary(resolution: Resolution, cells: readonly Cell[]): unknown {
  return {
    live: [...resolution.live()].map((it) => it.id).sort(),
    problems: said(resolution.problems),
    cells: cells.map((cell) => {
      const outcome = resolution.value(cell)
      return {
        id: cell.id,
        outcome: 'error' in outcome ? 'error' : outcome,
        definitions: resolution.definitions(cell).map((it) => `${it.unit.id} ${it.index} ${it.definition}`),
      }
    }),
  }
}

function expected({ roots, cells }: ReturnType<typeof build>): unknown {
  const reference = new Reference(roots)
  const restless = (node: string) => reference.unsettled.get(node)?.restless.has(node) === true
  const problems: string[] = []
  for (const { restless: nodes } of new Set(reference.unsettled.values())) {
    const changing = [...nodes].filter((it) => it.startsWith('c:')).map((it) => it.slice(2))
    problems.push(`unsettled ${changing.sort()}`)
  }
  for (const { unit, active, ended, missing } of reference.units.values()) {
    const { id } = unit
    if (!active || restless(`u:${id}`)) continue
    if (ended === 'threw') problems.push(`threw ${id}`)
    if (ended === 'missing' && !('error' in reference.value(reference.cells.get(missing!)!)))
      problems.push(`missing ${id} ${missing}`)
  }
  for (const cell of reference.cells.values()) {
    const used =
      reference.definitions(cell).length > 0 ||
      [...reference.edges].some((it) => it.startsWith(`c:${cell.id} `))
    if (used && !restless(`c:${cell.id}`) && 'error' in reference.value(cell))
      problems.push(`merge ${cell.id}`)
  }
  return {
    live: [...reference.units.values()].flatMap((it) => (it.live ? [it.unit.id] : [])).sort(),
    problems: [...new Set(problems)].sort(),
    cells: cells.map((cell) => {
      const outcome = reference.value(cell)
      return {
        id: cell.id,
        outcome: 'error' in outcome ? 'error' : outcome,
        definitions: reference.definitions(cell).map((it) => `${it.unit} ${it.index} ${it.definition}`),
      }
    }),
  }
}

/** What must hold of any final state, however it was found. */
function checkFinal(resolution: Resolution, roots: readonly Unit[], cells: readonly Cell[]): void {
  if (resolution.problems.some((it) => it.kind === 'unsettled')) return
  const reached = new Set(roots.flatMap((root) => resolution.units(root).map((it) => it.id)))
  for (const unit of resolution.live()) {
    expect(reached).toContain(unit.id)
    expect(resolution.again(unit)).toEqual(resolution.items(unit))
  }
  for (const cell of cells) {
    const definitions = resolution.definitions(cell).map((it) => it.definition)
    let merged: unknown
    try {
      merged = cell.merge(definitions)
    } catch (error) {
      merged = { error }
    }
    expect(resolution.value(cell)).toEqual(merged)
  }
}

/** A shuffle that depends on nothing but a number. */
function shuffled<T>(list: readonly T[], seed: number): T[] {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state
  }
  return list
    .map((it) => [next(), it] as const)
    .sort(([a], [b]) => a - b)
    .map(([, it]) => it)
}

const numRuns = Number(process.env.SWEEPS_RUNS ?? 300)

it('gives what the rules say, whoever runs first', { timeout: 3_600_000 }, () => {
  const seen = new Map<string, number>()
  const count = (what: string, n = 1) => seen.set(what, (seen.get(what) ?? 0) + n)
  fc.assert(
    fc.property(system, fc.nat(), (data, seed) => {
      const built = build(data)
      const wanted = expected(built)
      const resolution = resolveInOrder(built.roots, { limit: 100_000 }, (nodes) => nodes)
      expect(summary(resolution, built.cells)).toEqual(wanted)
      checkFinal(resolution, built.roots, built.cells)
      for (const it of new Set(resolution.problems.map((problem) => problem.kind))) count(it)
      for (const unit of built.units) {
        count('units that ran', resolution.runs(unit) > 0 ? 1 : 0)
        count('runs', resolution.runs(unit))
      }
      for (const salt of [1, 2]) {
        const other = build(data)
        const shaken = resolveInOrder(other.roots, { limit: 100_000 }, (nodes) =>
          shuffled(nodes, seed + salt),
        )
        expect(summary(shaken, other.cells)).toEqual(wanted)
      }
    }),
    { numRuns, ...(process.env.SWEEPS_SEED ? { seed: Number(process.env.SWEEPS_SEED) } : {}) },
  )
  if (numRuns > 1000) console.log('systems', numRuns, 'with problems', Object.fromEntries(seen))
})
