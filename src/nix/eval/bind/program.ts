import type { Path, Value } from '../values.ts'

/**
 * A text of Nix as numbers: one node of the tree behind the other, the inner ones first, each variable already found.
 * It takes a tenth of what the tree takes, and the collector of garbage never walks it. A node is named by the index of
 * its first word, which is one of {@link op}; what follows is told there.
 *
 * A *place* is an offset in the text plus one, or 0 for none. A *symbol* is an interned name. A *constant* is an index in
 * `constants`. What may be missing is -1.
 */
export interface Program {
  readonly words: Int32Array
  readonly constants: readonly Constant[]
  /** The node of the whole text. */
  readonly root: number
}

/** A value that stands in the text as it is, or for a path the text of one. */
export type Constant = Exclude<Value, Path>

export const op = {
  /** place, depth, index: a variable of the environment `depth` further out. */
  local: 0,
  /** place, symbol: what Nix binds everywhere. */
  global: 1,
  /** place, symbol, count, then depth and place of each `with`, the inner ones first. */
  dynamic: 2,
  /** constant */
  constant: 3,
  /** constant: the text of a path without interpolation. */
  path: 4,
  /** place, count, then for each part: constant or ~node, place, inner place. */
  string: 5,
  /** The same; the first part is the text that the path begins with. */
  pathParts: 6,
  /** place, constant, node of `__findFile`, node of `__nixPath` */
  searchPath: 7,
  /** place */
  here: 8,
  /** place, subject, inner place of it, fallback, count, then keys: symbol or ~node of a {@link op.key}. */
  select: 9,
  /** subject, inner place of it, count, then keys. */
  has: 10,
  /** node, place, offsets of start and end of what is written. */
  key: 11,
  /** place, callee, count, then arguments. */
  call: 12,
  /** place, symbol of the name it is bound to, body, symbol of the argument. */
  lambda: 13,
  /** place, symbol of the name it is bound to, body, symbol of the whole, whether there is `...`, count, then for each formal: symbol, place, fallback. */
  formals: 14,
  /** bindings (see below), place, count of dynamic bindings, then for each: symbol or ~key, value, place. */
  set: 15,
  /** The same, of a recursive set. */
  recursive: 16,
  /** body, bindings. */
  let: 17,
  /** place, set, body. */
  with: 18,
  /** place, condition, inner place of it, body, offsets of start and end of the condition as it is written. */
  assert: 19,
  /** condition, inner place of it, yes, no. */
  if: 20,
  /** operand, inner place of it. */
  not: 21,
  /** place of the operator, left, its inner place, right, its inner place; so are the following. */
  and: 22,
  or: 23,
  implies: 24,
  equal: 25,
  notEqual: 26,
  concat: 27,
  update: 28,
  /** place of the operator, left, its place, its inner place, right, its place, its inner place. */
  add: 29,
  list: 30,
} as const

/**
 * Bindings are: count of names, then for each in the order of symbols: symbol, place, kind ({@link bound}), node or index
 * of a source; then count of sources, then for each: node, place.
 */
export const bound = {
  /** A node in the scope of the bindings. */
  value: 0,
  /** A node in the scope around. */
  inherited: 1,
  /** The index of the source whose attribute it is. */
  from: 2,
} as const

/** How many words each name and each source takes. */
export const wordsOfName = 4
export const wordsOfSource = 2
