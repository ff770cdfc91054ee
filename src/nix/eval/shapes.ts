import { type SymbolId, symbolName } from './symbols.ts'
import type { MergedPlaces } from './values.ts'

/** How two shapes merge: where each value of the result comes from, `~index` where the right side has it. */
export interface MergePlan {
  readonly shape: Shape
  readonly sources: readonly number[]
  /** What the places of the last two sets that merged so came to. */
  lastPlaces: MergedPlaces | undefined
}

/** The names of an attribute set, sorted by symbol. Sets of the same names share one shape where they are small. */
export class Shape {
  readonly symbols: readonly SymbolId[]
  #byName: Int32Array | undefined
  #plans: Map<Shape, MergePlan> | undefined
  #lastMerged: Shape | undefined

  constructor(symbols: readonly SymbolId[]) {
    this.symbols = symbols
  }

  /** The index of the symbol, or -1. */
  find(wanted: SymbolId): number {
    const { symbols } = this
    let low = 0
    let high = symbols.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const found = symbols[middle]!
      if (found === wanted) return middle
      if (found < wanted) low = middle + 1
      else high = middle - 1
    }
    return -1
  }

  /** The indices in the order of the names' bytes. */
  byName(): Int32Array {
    if (this.#byName) return this.#byName
    const order = Int32Array.from(this.symbols.keys())
    const names = this.symbols.map(symbolName)
    order.sort((a, b) => (names[a]! < names[b]! ? -1 : 1))
    this.#byName = order
    return order
  }

  /**
   * How this shape and one that is laid over it merge. Plans are kept from the second time on: a set that grows name by
   * name in a loop would keep all its shapes alive otherwise.
   */
  merge(over: Shape): MergePlan {
    const plan = this.#plans?.get(over)
    if (plan) return plan
    const made = planMerge(this, over)
    if (this.#lastMerged === over) {
      this.#plans ??= new Map()
      this.#plans.set(over, made)
    } else this.#lastMerged = over
    return made
  }
}

/** Shapes up to this size are shared by all sets of the same names. */
const shared = 24
const table = new Map<number, Shape[]>()

export const emptyShape: Shape = new Shape([])

/** The shape of these symbols, which are sorted and all different. */
export function shapeOf(symbols: readonly SymbolId[]): Shape {
  const size = symbols.length
  if (size === 0) return emptyShape
  if (size > shared) return new Shape(symbols)
  let hash = size
  for (let index = 0; index < size; index++) hash = (Math.imul(hash, 31) + symbols[index]!) | 0
  const bucket = table.get(hash)
  if (bucket === undefined) {
    const shape = new Shape(symbols)
    table.set(hash, [shape])
    return shape
  }
  for (const shape of bucket) if (sameSymbols(shape.symbols, symbols)) return shape
  const shape = new Shape(symbols)
  bucket.push(shape)
  return shape
}

function sameSymbols(one: readonly SymbolId[], other: readonly SymbolId[]): boolean {
  if (one.length !== other.length) return false
  for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false
  return true
}

function planMerge(under: Shape, over: Shape): MergePlan {
  const left = under.symbols
  const right = over.symbols
  const symbols: SymbolId[] = []
  const sources: number[] = []
  let i = 0
  let j = 0
  while (i < left.length && j < right.length) {
    const a = left[i]!
    const b = right[j]!
    if (a < b) {
      symbols.push(a)
      sources.push(i++)
    } else {
      symbols.push(b)
      sources.push(~j++)
      if (a === b) i++
    }
  }
  for (; i < left.length; i++) {
    symbols.push(left[i]!)
    sources.push(i)
  }
  for (; j < right.length; j++) {
    symbols.push(right[j]!)
    sources.push(~j)
  }
  const count = sources.length
  const shape = count === left.length ? under : count === right.length ? over : shapeOf(symbols)
  return { shape, sources, lastPlaces: undefined }
}
