import type { DataMaker } from '../data-maker.ts'
import { attrsOf } from './attrs.ts'
import { symbol } from './symbols.ts'
import { Float, type Value } from './values.ts'

/** Makes values of data that is read from JSON or TOML. */
export const valueMaker: DataMaker<Value> = {
  null: () => null,
  boolean: (value) => value,
  integer: (value) => value,
  float: (value) => new Float(value),
  string: (value) => value,
  list: (items) => items,
  object: (members) => attrsOf([...members].map(([name, value]) => ({ name: symbol(name), value }))),
}
