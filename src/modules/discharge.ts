import { type Deferred, isDeferred } from './deferred.ts'
import { fail } from './errors.ts'
import { force, isLazy } from './lazy.ts'
import type { Definition, Path } from './option-type.ts'
import { isProperty, orders, priorities, property } from './properties.ts'
import type { DefinitionRecord, DefinitionState } from './result.ts'

/** The definitions of one option after their properties did their work. */
export interface Discharged {
  /** Those that make the value, in order of the merge, stripped. */
  readonly values: readonly DefinitionRecord[]
  /** Those that may join, under conditions known only later. */
  readonly maybe: readonly DefinitionRecord[]
  /** Those that lost or whose condition is false. */
  readonly others: readonly DefinitionRecord[]
  readonly highestPriority: number
}

/** Definitions whose values are at hand; inside an order they may still have to be computed. */
export function forced(definitions: readonly DefinitionRecord[]): readonly DefinitionRecord[] {
  if (!definitions.some((definition) => isLazy(definition.value))) return definitions
  return definitions.map((definition) => ({ ...definition, value: force(definition.value) }))
}

interface Draft {
  readonly file: string
  readonly at: Definition['at']
  value: unknown
  priority: number
  order: number
  ordered?: boolean
  state: DefinitionState
  readonly index: number
  readonly conditions?: readonly Deferred<unknown>[]
}

/**
 * Flattens `mkMerge`, decides `mkIf`, keeps the definitions of the best priority, sorts by order: what
 * `mergeDefinitions` of `lib/modules.nix` does before types come in. Each stage takes off its own
 * property alone, so `mkIf(mkMerge(mkForce(mkBefore x)))` works and `mkForce(mkIf …)` leaves a property
 * in the value, which types then refuse. Throws `ModuleError`.
 */
export function discharge(definitions: readonly Definition[], path: Path): Discharged {
  const drafts: Draft[] = []
  for (const definition of definitions) flatten(definition.value, definition, [], drafts, path)
  const live = drafts.filter((draft) => draft.state !== 'condition-false')
  const dead = drafts.filter((draft) => draft.state === 'condition-false')
  for (const draft of drafts) strip(draft, 'override')
  const sure = live.filter((draft) => draft.state === 'counts')
  // Two definitions of a priority above 9999 both vanish, one stays: so does nixpkgs.
  const reference = live.length === 1 ? Number.POSITIVE_INFINITY : 9999
  const highestPriority =
    sure.length === 0 ? 9999 : Math.min(reference, ...sure.map((draft) => draft.priority))
  const values: Draft[] = []
  const maybe: Draft[] = []
  for (const draft of live) {
    if (draft.state === 'maybe') {
      if (draft.priority <= highestPriority) maybe.push(draft)
      else lose(draft, dead)
    } else if (draft.priority === highestPriority) values.push(draft)
    else lose(draft, dead)
  }
  return { values: sortByOrder(values), maybe: sortByOrder(maybe), others: dead, highestPriority }
}

function lose(draft: Draft, dead: Draft[]): void {
  draft.state = 'overridden'
  dead.push(draft)
}

/** Conditions known only later that a definition stands under. */
type Under = readonly Deferred<unknown>[]

function flatten(given: unknown, origin: Definition, under: Under, into: Draft[], path: Path): void {
  const value = force(given)
  if (value === undefined) return
  if (!isProperty(value)) {
    into.push(draft(value, origin, under, into.length))
    return
  }
  const data = value[property]
  if (data.kind === 'merge') {
    for (const content of data.contents) flatten(content, origin, under, into, path)
  } else if (data.kind === 'if') {
    const condition = force(data.condition)
    if (condition === true) flatten(data.content, origin, under, into, path)
    else if (isDeferred(condition)) flatten(data.content, origin, [...under, condition], into, path)
    else if (condition === false) {
      into.push({ ...draft(data.content, origin, under, into.length), state: 'condition-false' })
    } else failCondition(condition, origin, path)
  } else if (data.kind === 'assert') {
    if (force(data.condition) !== true) {
      fail('assertion-failed', path, `\nFailed assertion: ${data.message}`, [origin])
    }
    flatten(data.content, origin, under, into, path)
  } else if (data.kind === 'definition') {
    into.push(draft(force(data.definition.value), data.definition, under, into.length))
  } else if (data.content !== undefined) into.push(draft(value, origin, under, into.length))
}

function failCondition(condition: unknown, origin: Definition, path: Path): never {
  return fail(
    'condition-not-boolean',
    path,
    '‘mkIf’ called with a non-Boolean condition',
    [{ file: origin.file, at: origin.at, value: condition }],
    { hint: "Compare: mkIf(value !== undefined, …), mkIf(name === 'web', …)." },
  )
}

function draft(value: unknown, { file, at }: Definition, under: Under, index: number): Draft {
  const state = under.length > 0 ? 'maybe' : 'counts'
  const plain = { file, at, value, priority: priorities.plain, order: orders.plain, state, index } as const
  return under.length > 0 ? { ...plain, conditions: under } : plain
}

function strip(draft: Draft, kind: 'override' | 'order'): boolean {
  if (!isProperty(draft.value)) return false
  const data = draft.value[property]
  if (data.kind !== kind) return false
  if (data.kind === 'override') draft.priority = data.priority
  if (data.kind === 'order') {
    draft.order = data.order
    draft.ordered = true
  }
  draft.value = (data as { content: unknown }).content
  return true
}

function sortByOrder(drafts: Draft[]): readonly Draft[] {
  let ordered = false
  for (const draft of drafts) {
    draft.value = force(draft.value)
    if (strip(draft, 'order')) ordered = true
  }
  return ordered ? drafts.sort((a, b) => a.order - b.order) : drafts
}

/** Whether nothing has to be discharged: by far the most definitions are one plain value. */
export function isPlain(definitions: readonly Definition[]): boolean {
  if (definitions.length !== 1) return false
  const value = definitions[0]!.value
  return typeof value !== 'object' && value !== undefined
}
