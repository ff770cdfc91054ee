import type { DefinitionRecord, Place, Result } from '../../src/modules/index.ts'
import { byName, canonical, type Data, opaqueIn, plainData } from './data.ts'
import type { Folders } from './naive.ts'
import type { NixPlace, NixScope } from './nix.ts'
import { type ScopeQuery, textOf } from './query.ts'
import { type Configuration, type Leaf, ownRecords } from './said.ts'

export interface Difference {
  readonly option: string
  readonly what: string
  readonly panther: string
  readonly nixos: string
  readonly at: Place | undefined
}

export interface Comparison {
  options: number
  definitions: number
  values: number
  /** Definitions of the fleet's that others of NixOS's own override. */
  overridden: number
  readonly differences: Difference[]
  /** What could not be compared, by reason. */
  readonly left: Map<string, string[]>
  /** Texts that Nix was not asked for yet. */
  missing: number
}

export interface Sides {
  readonly configuration: Configuration
  readonly texts: ReadonlyMap<string, string>
  readonly folders: Folders
}

type Outcome =
  | {
      readonly what: string
      readonly panther: string
      readonly nixos: string
      readonly at?: Place | undefined
    }
  | { readonly left: string }

/** Compares one place; `seen` holds those that other paths led to already. */
export function comparePlace(
  leaf: Leaf,
  place: NixPlace,
  sides: Sides,
  into: Comparison,
  seen: Set<string>,
): void {
  const option = optionName(place.path, sides.configuration.user)
  for (const outcome of outcomesOf(leaf, place, sides, into, seen)) {
    if ('what' in outcome) into.differences.push({ at: undefined, ...outcome, option })
    else into.left.set(outcome.left, [...(into.left.get(outcome.left) ?? []), option])
  }
}

function* outcomesOf(
  leaf: Leaf,
  place: NixPlace,
  sides: Sides,
  into: Comparison,
  seen: Set<string>,
): Iterable<Outcome> {
  if (leaf.error !== undefined)
    return yield { what: 'panther refuses', panther: leaf.error, nixos: canonical(place.definitions ?? []) }
  if (place.depth === undefined)
    return yield { what: 'no such option', panther: 'an option', nixos: 'nothing' }
  const known = leaf.results.find(({ path }) => path.length === place.depth)
  if (known === undefined) {
    const depths = leaf.results.map(({ path }) => path.length).join(', ')
    return yield { what: 'depth', panther: depths, nixos: String(place.depth) }
  }
  const key = JSON.stringify(known.path)
  if (seen.has(key)) return
  seen.add(key)
  const result = sides.configuration.find(known.path)
  if (result !== undefined) yield* compareResult(result, place, sides, into)
  else if (place.depth === leaf.path.length && place.definitions.length > 0)
    yield { what: 'definitions', panther: 'none', nixos: canonical(place.definitions) }
  else yield { left: 'value: a condition that is false removes the option' }
}

function* compareResult(result: Result, place: NixPlace, sides: Sides, into: Comparison): Iterable<Outcome> {
  const own = ownRecords(result)
  if (own.some(({ state }) => state === 'maybe'))
    return yield { left: 'a condition that NixOS could not tell' }
  into.options += 1
  const counting = own.filter(({ state }) => state === 'counts')
  const at = placeOf(counting[0] ?? own[0])
  const best = counting.length === 0 ? Number.POSITIVE_INFINITY : result.highestPriority
  if (best < place.priority)
    return yield { what: 'priority', panther: String(best), nixos: String(place.priority), at }
  const expected = best === place.priority ? counting : []
  into.overridden += counting.length - expected.length
  const panther = expected.map(({ value }) => dataOf(value, place, sides, into))
  if (panther.some((value) => value === undefined))
    return yield { left: 'a value of which only NixOS knows the text' }
  const given = panther as readonly Data[]
  if (!sameDefinitions(given, place))
    return yield {
      what: 'definitions',
      panther: canonical(given),
      nixos: canonical(place.definitions),
      at,
    }
  const opaque = [...given, ...place.definitions].map(opaqueIn).find((word) => word !== undefined)
  if (opaque !== undefined) return yield { left: `a value that holds: ${opaque}` }
  into.definitions += expected.length
  if (expected.length > 0) yield* compareValues(result, place, sides, into, at)
}

function* compareValues(
  result: Result,
  place: NixPlace,
  sides: Sides,
  into: Comparison,
  at: Place | undefined,
): Iterable<Outcome> {
  if (place.foreign > 0) return yield { left: 'value: other files define the option too' }
  if (place.whole) return yield { left: 'value: it holds options with defaults of their own' }
  if (place.applies) return yield { left: 'value: NixOS changes it (apply)' }
  const nixos = canonical(place.value)
  let value: Data | undefined
  try {
    value = dataOf(result.value, place, sides, into)
  } catch (error) {
    return yield { what: 'value', panther: error instanceof Error ? error.message : String(error), nixos, at }
  }
  if (value === undefined) return yield { left: 'value: NixOS converts it, or it is partly known' }
  const panther = canonical(value)
  if (panther !== nixos) return yield { what: 'value', panther, nixos, at }
  into.values += 1
}

/** What panther writes of its own accord, and says no word of to the module system. */
const scaffolding = new Set(['home-manager.users', 'home-manager.extraSpecialArgs'])

/** Options that files of the flake define must be among those that panther knows of. */
export function compareDefined(
  { configuration, leaves }: ScopeQuery,
  answer: NixScope,
  into: Comparison,
): void {
  const { user } = configuration
  const known = new Set(
    leaves.flatMap(({ results }) => results.slice(0, 1).map(({ path }) => path.join('\0'))),
  )
  for (const path of answer.defined) {
    const option = optionName(path, user)
    if (known.has(path.join('\0')) || (user === undefined && scaffolding.has(option))) continue
    into.differences.push({
      option,
      what: 'only in the flake',
      panther: 'nothing',
      nixos: 'a definition',
      at: undefined,
    })
  }
}

function sameDefinitions(panther: readonly Data[], { definitions, path }: NixPlace): boolean {
  if (canonical(panther) === canonical(definitions)) return true
  // All of a file's assertions stand in one list.
  if (path.length === 1 && (path[0] === 'assertions' || path[0] === 'warnings'))
    return canonical(panther.flat() as readonly Data[]) === canonical(definitions.flat() as readonly Data[])
  return byName(panther) === byName(definitions)
}

function dataOf(
  value: unknown,
  place: NixPlace,
  { texts, folders }: Sides,
  into: Comparison,
): Data | undefined {
  const plain = plainData(value)
  if (plain !== undefined) return plain
  const text = textOf(value, folders)
  if (text === undefined) return undefined
  const name = texts.get(text)
  const data = name === undefined ? undefined : place.texts[name]
  if (data === undefined) into.missing += 1
  return data
}

function optionName(path: readonly string[], user: string | undefined): string {
  const name = path.map((key) => (/^[A-Za-z_][\w'-]*$/.test(key) ? key : JSON.stringify(key))).join('.')
  return user === undefined ? name : `home-manager.users.${user}: ${name}`
}

function placeOf(record: DefinitionRecord | undefined): Place | undefined {
  const at = record?.at
  return typeof at === 'function' ? at() : at
}
