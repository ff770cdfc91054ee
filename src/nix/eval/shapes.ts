import { type SymbolId, symbolName } from './symbols.ts'

/** The names of an attribute set, sorted by symbol. Sets of the same names share one shape where they are small. */
export class Shape {
  readonly symbols: readonly SymbolId[]
  #byName: Int32Array | undefined
  #merged: Map<Shape, Shape> | undefined
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
    const names = this.symbols.map(symbolName)
    const order = new Int32Array(names.length)
    for (let index = 0; index < order.length; index++) order[index] = index
    order.sort((a, b) => (names[a]! < names[b]! ? -1 : 1))
    this.#byName = order
    return order
  }

  /**
   * The names of this shape and of one that is laid over it; one of the two where it has all of them. What they come to
   * is kept from the second time on: a set that grows name by name in a loop would keep all its shapes alive otherwise.
   */
  merge(over: Shape): Shape {
    const known = this.#merged?.get(over)
    if (known !== undefined) return known
    const made = mergeShapes(this, over)
    if (this.#lastMerged === over) {
      this.#merged ??= new Map()
      this.#merged.set(over, made)
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

function mergeShapes(under: Shape, over: Shape): Shape {
  const left = under.symbols
  const right = over.symbols
  const size = left.length + right.length - countCommon(under, over)
  if (size === right.length) return over
  if (size === left.length) return under
  const symbols = new Array<SymbolId>(size)
  let i = 0
  let j = 0
  for (let index = 0; index < size; index++) {
    if (j === right.length || (i < left.length && left[i]! < right[j]!)) symbols[index] = left[i++]!
    else {
      const name = right[j++]!
      symbols[index] = name
      if (left[i] === name) i++
    }
  }
  return shapeOf(symbols)
}

function countCommon(under: Shape, over: Shape): number {
  const left = under.symbols
  const right = over.symbols
  let common = 0
  if (isMuchSmaller(right.length, left.length)) {
    for (let index = 0; index < right.length; index++) if (under.find(right[index]!) >= 0) common++
    return common
  }
  let i = 0
  let j = 0
  while (i < left.length && j < right.length) {
    const difference = left[i]! - right[j]!
    if (difference === 0) common++
    if (difference <= 0) i++
    if (difference >= 0) j++
  }
  return common
}

/** Whether it takes less to search for each of the few than to go through the many. */
export function isMuchSmaller(few: number, many: number): boolean {
  return few * 16 < many
}
