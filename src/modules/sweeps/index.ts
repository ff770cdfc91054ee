export { sameValue } from '../same-value.ts'
export { impureUnits } from './impure-units.ts'
export { MissingValue } from './missing-value.ts'
export { resolve } from './resolve.ts'
export { CellSlot } from './slot.ts'
export type {
  Cell,
  Item,
  Limits,
  Merged,
  Outcome,
  Placed,
  Problem,
  Reader,
  Resolution,
  Unit,
  Unsettled,
} from './types.ts'
