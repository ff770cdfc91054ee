import type { Cell, Item, Reader, Unit } from './types.ts'

/** Cells and units for tests: definitions are plain values. */
export function last<V>(id: string, fallback?: V): Cell<unknown, V> {
  return {
    id,
    merge: (definitions) =>
      definitions.length > 0
        ? { value: definitions.at(-1) as V }
        : fallback === undefined
          ? { missing: true }
          : { value: fallback },
  }
}

export function list<V>(id: string): Cell<unknown, readonly V[]> {
  return { id, merge: (definitions) => ({ value: definitions as readonly V[] }) }
}

/** On where somebody says so. */
export function flag(id: string): Cell<unknown, boolean> {
  return { id, merge: (definitions) => ({ value: definitions.includes(true) }) }
}

export function unit(
  id: string,
  run: (reader: Reader) => Iterable<Item>,
  when?: Cell<unknown, boolean>,
): Unit {
  return when === undefined ? { id, run } : { id, run, when }
}

export function define<V>(cell: Cell<unknown, V>, definition: unknown): Item {
  return { kind: 'define', cell: cell as Cell, definition }
}

export function place(placed: Unit): Item {
  return { kind: 'place', unit: placed }
}

export function inline(held: Unit): Item {
  return { kind: 'inline', unit: held }
}
