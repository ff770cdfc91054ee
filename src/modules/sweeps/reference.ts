import type { Cell, Item, Outcome, Reader, Unit } from './types.ts'

/**
 * The rules of resolution, written down as plainly as possible and without regard to cost: for tests. It
 * evaluates everything that may have changed anew, and compares whole states as text.
 */
interface Said {
  unit: Unit
  founded: boolean
  active: boolean
  live: boolean
  ended: 'none' | 'done' | 'missing' | 'threw'
  missing?: string
  items: Item[]
}

interface Shared {
  compute: (reader: Reader) => unknown
  result: { value: unknown } | { missing: string } | undefined
  postponed: number
}

class Stop extends Error {}

const watched = 5

export class Reference {
  readonly cells = new Map<string, Cell>()
  readonly units = new Map<string, Said>()
  readonly memos = new Map<string, Shared>()
  /** `from to` for every edge learned; nodes are `u:id`, `c:id` and `m:id`. */
  readonly edges = new Set<string>()
  readonly unsettled = new Map<string, { restless: Set<string> }>()
  #pending: string[] = []
  #postponed = new Set<string>()
  #unstable = new Set<string>()
  #component = new Map<string, string[]>()
  #snapshot = new Map<string, Outcome>()
  #created = new Set<string>()
  #pass = 0
  readonly #roots: readonly Unit[]

  constructor(roots: readonly Unit[]) {
    this.#roots = roots
    for (const root of roots) this.#unit(root)
    let seeds = roots.map((root) => `u:${root.id}`)
    while (seeds.length > 0) {
      this.#sweep(seeds)
      for (const edge of this.#pending) this.edges.add(edge)
      seeds = [...this.#postponed, ...this.#pending.map((edge) => edge.split(' ')[1]!)].filter(
        (node) => !node.startsWith('c:') || this.#after(node).length > 0,
      )
    }
  }

  #unit(unit: Unit): void {
    if (this.units.has(unit.id)) return
    this.units.set(unit.id, { unit, founded: false, active: false, live: false, ended: 'none', items: [] })
    if (unit.when === undefined) return
    this.cells.set(unit.when.id, unit.when)
    this.edges.add(`c:${unit.when.id} u:${unit.id}`)
  }

  #after(node: string): string[] {
    return [...this.edges].filter((edge) => edge.split(' ')[0] === node).map((edge) => edge.split(' ')[1]!)
  }

  #reach(node: string): Set<string> {
    const found = new Set<string>()
    const open = [node]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const to of this.#after(next)) {
        if (found.has(to)) continue
        found.add(to)
        open.push(to)
      }
    }
    return found
  }

  #sweep(seeds: readonly string[]): void {
    this.#pass++
    this.#pending = []
    this.#postponed = new Set()
    this.#created = new Set()
    const reach = new Map<string, Set<string>>()
    this.#unstable = new Set(seeds.flatMap((seed) => [...this.#reach(seed)]))
    const nodes = [...new Set([...seeds, ...this.#unstable])]
    for (const node of nodes) reach.set(node, this.#reach(node))
    this.#component = new Map()
    for (const node of nodes) {
      const mates = nodes.filter(
        (other) => other === node || (reach.get(node)!.has(other) && reach.get(other)!.has(node)),
      )
      this.#component.set(node, mates.sort())
    }
    const open = new Set(nodes)
    const blocked = new Set<string>()
    while (open.size > 0) {
      // One that nothing open outside its component leads to.
      const node = [...open].find((it) =>
        [...open].every((other) => this.#component.get(it)!.includes(other) || !reach.get(other)!.has(it)),
      )!
      const mates = this.#component.get(node)!
      for (const mate of mates) open.delete(mate)
      const ready = !mates.some((mate) => blocked.has(mate)) && this.#evaluate(mates)
      if (!ready) for (const mate of mates) for (const after of reach.get(mate)!) blocked.add(after)
    }
  }

  #evaluate(mates: string[]): boolean {
    if (mates.length > 1) return this.#cycle(mates)
    const [kind, id] = split(mates[0]!)
    if (kind === 'm') return this.#computeMemo(id)
    if (kind === 'c') return true
    const said = this.units.get(id)!
    said.founded = this.#based(id, [])
    said.active = said.founded && this.#on(said)
    if (said.active && !this.#run(said)) return false
    said.live = said.active && said.ended === 'done'
    return true
  }

  #cycle(mates: string[]): boolean {
    const units = mates.filter((it) => it.startsWith('u:')).map((it) => this.units.get(it.slice(2))!)
    const cells = mates.filter((it) => it.startsWith('c:')).map((it) => it.slice(2))
    const memos = mates.filter((it) => it.startsWith('m:')).map((it) => it.slice(2))
    for (const mate of mates) this.unsettled.delete(mate)
    for (const said of units) said.live = false
    for (const said of units) {
      said.active = false
      said.founded = this.#based(said.unit.id, mates)
    }
    const derive = (): boolean => {
      const values = new Map(cells.map((id) => [id, this.#merge(this.cells.get(id)!)]))
      this.#snapshot = values
      for (const id of memos) this.memos.get(id)!.result = undefined
      return memos
        .map((id) => this.memos.get(id)!.result !== undefined || this.#computeMemo(id))
        .every(Boolean)
    }
    const parts = () =>
      new Map<string, string>([
        ...cells.map((id) => [`c:${id}`, text(this.#snapshot.get(id)!)] as const),
        ...memos.map((id) => [`m:${id}`, text(this.memos.get(id)!.result)] as const),
        ...units.map((said) => [`u:${said.unit.id}`, String(said.founded)] as const),
      ])
    const round = (): boolean => {
      let ready = true
      for (const said of units) {
        said.active = said.founded && this.#on(said)
        if (said.active && !this.#run(said)) ready = false
      }
      if (!ready) return false
      const grounded = new Set<string>()
      const ground = (id: string) => {
        if (grounded.has(id) || !mates.includes(`u:${id}`)) return
        grounded.add(id)
        const said = this.units.get(id)!
        if (said.active && said.ended === 'done') for (const to of this.#placed(said)) ground(to)
      }
      for (const said of units) if (this.#based(said.unit.id, mates)) ground(said.unit.id)
      for (const said of units) {
        said.founded = grounded.has(said.unit.id)
        said.live = said.founded && said.active && said.ended === 'done'
      }
      return derive()
    }
    const settle = (): boolean => {
      if (!derive()) return false
      const states: string[] = []
      let before = JSON.stringify([...parts()])
      for (let n = 1; ; n++) {
        if (n === watched) states.push(before)
        if (!round()) return false
        const now = JSON.stringify([...parts()])
        if (now === before) return true
        const earlier = states.indexOf(now)
        if (earlier >= 0) return this.#unsettle(mates, states.length - earlier, round, parts)
        if (n >= watched) states.push(now)
        before = now
        if (n > 5000) throw new Error('too long')
      }
    }
    const ready = settle()
    this.#snapshot = new Map()
    return ready
  }

  #unsettle(
    mates: string[],
    period: number,
    round: () => boolean,
    parts: () => Map<string, string>,
  ): boolean {
    const restless = new Set<string>()
    for (let n = 0; n < period; n++) {
      const before = parts()
      round()
      for (const [node, part] of parts()) {
        if (part === before.get(node)) continue
        restless.add(node)
        if (!node.startsWith('u:'))
          for (const after of this.#after(node)) if (mates.includes(after)) restless.add(after)
      }
    }
    for (const mate of mates) this.unsettled.set(mate, { restless })
    return true
  }

  #placed(said: Said): string[] {
    return said.items
      .flatMap((item) => (item.kind === 'define' ? [] : [item.unit.id]))
      .filter((to) => this.edges.has(`u:${said.unit.id} u:${to}`))
  }

  #based(id: string, without: readonly string[]): boolean {
    if (this.#roots.some((root) => root.id === id)) return true
    return [...this.units.values()].some(
      (said) => said.live && !without.includes(`u:${said.unit.id}`) && this.#placed(said).includes(id),
    )
  }

  #on({ unit }: Said): boolean {
    if (unit.when === undefined) return true
    const outcome = this.#now(unit.when)
    return 'value' in outcome && outcome.value === true
  }

  #now(cell: Cell): Outcome {
    return this.#snapshot.get(cell.id) ?? this.#merge(cell)
  }

  #merge(cell: Cell): Outcome {
    try {
      return cell.merge(this.definitions(cell).map((it) => it.definition))
    } catch (error) {
      return { error }
    }
  }

  /** Definitions of a cell in order of use. */
  definitions(cell: Cell): { unit: string; index: number; definition: unknown }[] {
    const found: { unit: string; index: number; definition: unknown }[] = []
    const seen = new Set<string>()
    const visit = (id: string, file: typeof found) => {
      seen.add(id)
      const said = this.units.get(id)!
      if (!said.live) return
      for (const [index, item] of said.items.entries()) {
        if (item.kind === 'define') {
          if (item.cell.id === cell.id && this.edges.has(`u:${id} c:${cell.id}`))
            file.push({ unit: id, index, definition: item.definition })
        } else if (!seen.has(item.unit.id) && this.#placed(said).includes(item.unit.id)) {
          if (item.kind === 'inline') visit(item.unit.id, file)
          else visitFile(item.unit.id)
        }
      }
    }
    const visitFile = (id: string) => {
      const file: typeof found = []
      visit(id, file)
      found.push(...file)
    }
    for (const root of this.#roots) if (!seen.has(root.id)) visitFile(root.id)
    return found
  }

  value(cell: Cell): Outcome {
    return this.#merge(cell)
  }

  #run(said: Said): boolean {
    const node = `u:${said.unit.id}`
    const state: ReadState = { stopped: undefined, postponed: false, missing: undefined }
    let items: Item[] = []
    let threw = false
    try {
      items = [...said.unit.run(this.#reader(node, state))]
    } catch {
      threw = true
    }
    if (state.postponed) {
      said.ended = 'none'
      this.#postponed.add(node)
      return false
    }
    delete said.missing
    if (state.missing !== undefined) said.missing = state.missing
    said.ended = state.stopped ? 'missing' : threw ? 'threw' : 'done'
    said.items = said.ended === 'done' ? items : []
    for (const item of said.items) {
      if (item.kind === 'define') this.cells.set(item.cell.id, this.cells.get(item.cell.id) ?? item.cell)
      else this.#unit(item.unit)
      const to = item.kind === 'define' ? `c:${item.cell.id}` : `u:${item.unit.id}`
      if (to === node || this.edges.has(`${node} ${to}`)) continue
      if (this.#together(node, to)) this.edges.add(`${node} ${to}`)
      else this.#pending.push(`${node} ${to}`)
    }
    return true
  }

  #together(a: string, b: string): boolean {
    const mates = this.#component.get(a)
    return mates !== undefined && mates.length > 1 && mates.includes(b)
  }

  #computeMemo(id: string): boolean {
    const memo = this.memos.get(id)!
    const state: ReadState = { stopped: undefined, postponed: false, missing: undefined }
    let value: unknown
    try {
      value = memo.compute(this.#reader(`m:${id}`, state))
    } catch {}
    if (state.postponed) {
      memo.postponed = this.#pass
      memo.result = undefined
      this.#postponed.add(`m:${id}`)
      return false
    }
    memo.result = state.missing !== undefined ? { missing: state.missing } : { value }
    return true
  }

  #reader(by: string, state: ReadState): Reader {
    const stop = (): never => {
      state.stopped ??= new Stop()
      throw state.stopped
    }
    const learn = (node: string) => {
      if (state.stopped) stop()
      if (this.edges.has(`${node} ${by}`)) return
      this.edges.add(`${node} ${by}`)
      if (!this.#unstable.has(node) || this.#created.has(node) || this.#together(by, node)) return
      state.postponed = true
      stop()
    }
    const look = (cell: Cell): Outcome => {
      this.cells.set(cell.id, this.cells.get(cell.id) ?? cell)
      learn(`c:${cell.id}`)
      return this.#now(cell)
    }
    const lack = (id: string): never => {
      state.missing = id
      return stop()
    }
    const reader: Reader = {
      read<V>(cell: Cell<unknown, V>): V {
        const outcome = look(cell as Cell)
        return 'value' in outcome ? (outcome.value as V) : lack(cell.id)
      },
      peek<V>(cell: Cell<unknown, V>): V | undefined {
        const outcome = look(cell as Cell)
        return 'value' in outcome ? (outcome.value as V) : undefined
      },
      memo: <T>(id: string, compute: (reader: Reader) => T): T => {
        let memo = this.memos.get(id)
        if (memo === undefined) {
          memo = { compute, result: undefined, postponed: 0 }
          this.memos.set(id, memo)
          this.#created.add(`m:${id}`)
        }
        learn(`m:${id}`)
        if (memo.result === undefined && (memo.postponed === this.#pass || !this.#computeMemo(id))) {
          state.postponed = true
          stop()
        }
        const result = memo.result as unknown as { value: T } | { missing: string }
        return 'missing' in result ? lack(result.missing) : result.value
      },
    }
    return reader
  }
}

interface ReadState {
  stopped: Error | undefined
  postponed: boolean
  missing: string | undefined
}

function split(node: string): [string, string] {
  return [node.slice(0, 1), node.slice(2)]
}

function text(outcome: unknown): string {
  return outcome !== null && typeof outcome === 'object' && 'value' in outcome
    ? `=${JSON.stringify(outcome.value)}`
    : outcome !== null &&
        typeof outcome === 'object' &&
        'missing' in outcome &&
        typeof outcome.missing === 'string'
      ? `?${outcome.missing}`
      : 'none'
}
