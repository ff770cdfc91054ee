import { keyExpression } from '../fleet/nix.ts'
import type { Knowledge, OptionScope } from './knowledge.ts'
import { absent, isPlainSet, makeProperty, settle } from './settle.ts'

/**
 * What several statements of one file say, as few values as possible. Each is the body of a module; NixOS gets every
 * definition of every option in the order it was said.
 *
 * Sets of names are joined as long as that makes no difference: above options, and where the user chooses the
 * names. Where two statements meet at an option or inside one, `lib.mkMerge` keeps them apart: inside a
 * submodule NixOS turns the order of definitions around, and some types do not look into the sets they join.
 */
export function mergeStatements(
  values: readonly unknown[],
  knowledge: Knowledge,
  scope: OptionScope,
): readonly unknown[] {
  const merged: unknown[] = []
  let group: object[] = []
  const close = (): void => {
    if (group.length > 0) merged.push(join(group, [], knowledge, scope))
    group = []
  }
  for (const given of values) {
    const value = settle(given)
    if (value === absent || (isPlainSet(value) && Object.keys(value).length === 0)) continue
    if (isPlainSet(value)) group.push(value)
    else {
      close()
      merged.push(value)
    }
  }
  close()
  return merged
}

type PlainSet = Readonly<Record<string, unknown>>

/** Values of one place: sets are joined where they may be, the rest goes into a `mkMerge`. */
function join(
  values: readonly unknown[],
  path: readonly string[],
  knowledge: Knowledge,
  scope: OptionScope,
): unknown {
  const [first] = values
  if (values.length === 1) return first
  const sets = values.filter(isPlainSet)
  if (sets.length === values.length && mayJoin(sets, path, knowledge, scope))
    return joinSets(sets, path, knowledge, scope)
  if (values.every((value) => value === first && isSameTwice(value))) return first
  return makeProperty({ kind: 'merge', contents: joinNeighbours(values) })
}

/** Sets that follow each other and have no name in common are one: that changes the order of nothing. */
function joinNeighbours(values: readonly unknown[]): readonly unknown[] {
  const joined: unknown[] = []
  for (const value of values) {
    const last = joined.at(-1)
    if (isPlainSet(last) && isPlainSet(value) && areDisjoint([last, value]))
      joined[joined.length - 1] = { ...last, ...value }
    else joined.push(value)
  }
  return joined
}

function areDisjoint(sets: readonly PlainSet[]): boolean {
  const names = sets.flatMap((set) => Object.keys(set))
  // Whether two names that Nix computes are the same is not known.
  return new Set(names).size === names.length && names.every((name) => keyExpression(name) === undefined)
}

function mayJoin(
  sets: readonly PlainSet[],
  path: readonly string[],
  knowledge: Knowledge,
  scope: OptionScope,
): boolean {
  if (areDisjoint(sets)) return true
  if (sets.some((set) => Object.keys(set).some((name) => keyExpression(name) !== undefined))) return false
  if (path.length === 0) return true
  const kind = knowledge(path, scope)
  return kind === 'group' || kind === 'attrsOf'
}

function joinSets(
  sets: readonly PlainSet[],
  path: readonly string[],
  knowledge: Knowledge,
  scope: OptionScope,
): PlainSet {
  const byName = new Map<string, unknown[]>()
  for (const [name, given] of sets.flatMap((set) => Object.entries(set))) {
    const value = settle(given)
    if (value === absent) continue
    const values = byName.get(name)
    if (values === undefined) byName.set(name, [value])
    else values.push(value)
  }
  const joined: Record<string, unknown> = Object.create(null)
  for (const [name, values] of byName) joined[name] = join(values, [...path, name], knowledge, scope)
  return joined
}

/** Types that take equal definitions take a value like this twice, and those that do not add up. */
function isSameTwice(value: unknown): boolean {
  return typeof value === 'boolean' || value === null || typeof value === 'number'
}
