import type { SymbolId } from '../symbols.ts'

interface Bound {
  readonly depth: number
  readonly index: number
  /** What the name meant further out. */
  readonly hidden: Bound | undefined
}

export interface WithFound {
  /** How many environments further out the set is. */
  readonly depth: number
  readonly place: number
}

/** Which variables are where while a text is read. The chain of scopes is that of the environments at run time. */
export class Scopes {
  readonly #bound = new Map<SymbolId, Bound | undefined>()
  readonly #withs: WithFound[] = []
  #depth = 0

  /** A scope in which the names are bound, from index 1 on. */
  enter(names: readonly SymbolId[]): void {
    this.#depth++
    for (let index = 0; index < names.length; index++) {
      const name = names[index]!
      this.#bound.set(name, { depth: this.#depth, index: index + 1, hidden: this.#bound.get(name) })
    }
  }

  leave(names: readonly SymbolId[]): void {
    this.#depth--
    for (const name of names) this.#bound.set(name, this.#bound.get(name)!.hidden)
  }

  /** The scope of a `with`. */
  enterWith(place: number): void {
    this.#withs.push({ depth: ++this.#depth, place })
  }

  leaveWith(): void {
    this.#depth--
    this.#withs.pop()
  }

  find(name: SymbolId): { readonly depth: number; readonly index: number } | undefined {
    const bound = this.#bound.get(name)
    return bound && { depth: this.#depth - bound.depth, index: bound.index }
  }

  /** The sets that may bind a variable that nothing else does, the inner ones first. */
  withs(): readonly WithFound[] {
    return this.#withs.map(({ depth, place }) => ({ depth: this.#depth - depth, place })).reverse()
  }
}
