import type { OptionFacts } from '../facts.ts'
import type { TypeRow } from './format.ts'

/** The types of a catalog, by number; equal ones have one number. */
export class TypeTable {
  readonly #rows: TypeRow[] = []
  readonly #numbers = new Map<string, number>()

  number(option: OptionFacts): number {
    const row: TypeRow = [option.struct, option.type]
    const text = JSON.stringify(row)
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    this.#numbers.set(text, this.#rows.length)
    return this.#rows.push(row) - 1
  }

  row(number: number): TypeRow {
    return this.#rows[number]!
  }

  /** The types that more than one of these groups uses, and their numbers in the index. */
  share(groups: readonly ReadonlySet<number>[]): Shared {
    const uses = new Map<number, number>()
    for (const group of groups) for (const type of group) uses.set(type, (uses.get(type) ?? 0) + 1)
    const often = [...uses].filter(([, count]) => count > 1).sort(([a, m], [b, n]) => n - m || a - b)
    return {
      rows: often.map(([type]) => this.#rows[type]!),
      numbers: new Map(often.map(([type], position) => [type, position])),
    }
  }
}

export interface Shared {
  readonly rows: readonly TypeRow[]
  readonly numbers: ReadonlyMap<number, number>
}
