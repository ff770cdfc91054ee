import type { Cell } from './types.ts'

/** What a read throws where a cell has no value yet. Ends the run of the unit that reads, caught or not. */
export class MissingValue extends Error {
  readonly cell: Cell<never>

  constructor(cell: Cell<never>) {
    super(`${cell.id} has no value`)
    this.name = 'MissingValue'
    this.cell = cell
  }
}

/** Stacks cost more than the runs they would explain, and most of these errors explain nothing. */
export function withoutStack<E extends Error>(make: () => E): E {
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = 0
  try {
    return make()
  } finally {
    Error.stackTraceLimit = limit
  }
}
