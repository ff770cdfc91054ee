/**
 * What a project's own types of options are made of. `panther catalog update` writes them; they add to the interfaces
 * in `pantheros/options/*` by declaration merging.
 */
export type {
  AnyAttrs,
  AnyValue,
  Attrs,
  DagEntry,
  NixFunction,
  Node,
  Package,
  PathLike,
  ReadOnly,
  UnitValue,
} from './catalog/values.ts'
export type { Val } from './modules/properties.ts'
