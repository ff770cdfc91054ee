import type { CellNode, Edge } from './graph.ts'
import type { Cell } from './types.ts'

/**
 * What the resolver keeps of a cell that is defined or read. Most cells of a large system are read by no unit; for
 * those this and the edges are all there is.
 *
 * A cell may be its own slot, by extending this class. It is then found without a search by its id, which no other
 * cell may have, and belongs to one resolution alone.
 */
export abstract class CellSlot<D> {
  /** The edges of the units that define it, linked by `next`; those not learned yet are among them. */
  definers: Edge<D, CellSlot<D>> | undefined = undefined
  /** Where it stands among what depends on each other, from the first read on. */
  node: CellNode<D> | undefined = undefined
  /** The resolver has met it. */
  known = false

  abstract readonly cell: Cell<D>
}

/** The slot of a cell that is known by its id. */
export class NamedSlot<D> extends CellSlot<D> {
  readonly cell: Cell<D>

  constructor(cell: Cell<D>) {
    super()
    this.cell = cell
  }
}
