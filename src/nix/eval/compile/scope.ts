import type { SymbolId } from '../symbols.ts'
import type { Slot } from '../values.ts'

/** Which variables are where, at compile time. The chain is that of the environments at run time. */
export interface Scope {
  readonly outer: Scope | undefined
  /** The index of each variable; nothing for a `with`, whose set is at index 1. */
  readonly indices: ReadonlyMap<SymbolId, number> | undefined
  /** Where a `with` stands. */
  readonly place: number
}

export function scopeOf(outer: Scope | undefined, names: readonly SymbolId[]): Scope {
  return { outer, indices: new Map(names.map((name, index) => [name, index + 1])), place: 0 }
}

export function withScope(outer: Scope | undefined, place: number): Scope {
  return { outer, indices: undefined, place }
}

export interface WithFound {
  /** How many environments further out the set is. */
  readonly depth: number
  readonly place: number
}

export type Found =
  | { readonly kind: 'local'; readonly depth: number; readonly index: number }
  | { readonly kind: 'global'; readonly value: Slot }
  | { readonly kind: 'with'; readonly sets: readonly WithFound[] }
  | undefined

/** Where a variable is. What is bound in the text itself, or by Nix, hides what a `with` may bind. */
export function find(name: SymbolId, scope: Scope | undefined, globals: ReadonlyMap<SymbolId, Slot>): Found {
  const sets: WithFound[] = []
  let depth = 0
  for (let at = scope; at; at = at.outer, depth++) {
    if (at.indices === undefined) {
      sets.push({ depth, place: at.place })
      continue
    }
    const index = at.indices.get(name)
    if (index !== undefined) return { kind: 'local', depth, index }
  }
  const value = globals.get(name)
  if (value !== undefined) return { kind: 'global', value }
  return sets.length > 0 ? { kind: 'with', sets } : undefined
}
