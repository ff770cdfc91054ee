import type { Place } from '../../src/modules/index.ts'
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

/** Compares one place; `seen` holds those that other paths led to already. */
export function comparePlace(
  leaf: Leaf,
  place: NixPlace,
  sides: Sides,
  into: Comparison,
  seen: Set<string>,
): void {
  const { configuration } = sides
  const option = optionName(place.path, configuration.user)
  const differ = (what: string, panther: string, nixos: string, at?: Place): void => {
    into.differences.push({ option, what, panther, nixos, at })
  }
  const leave = (reason: string): void => {
    into.left.set(reason, [...(into.left.get(reason) ?? []), option])
  }
  if (leaf.error !== undefined)
    return differ('panther refuses', leaf.error, canonical(place.definitions ?? []))
  if (place.depth === undefined) return differ('no such option', 'an option', 'nothing')
  const known = leaf.results.find(({ path }) => path.length === place.depth)
  if (known === undefined)
    return differ('depth', `${leaf.results.map(({ path }) => path.length)}`, `${place.depth}`)
  const key = JSON.stringify(known.path)
  if (seen.has(key)) return
  seen.add(key)
  const result = configuration.find(known.path)
  if (result === undefined) {
    const isThere = place.depth === leaf.path.length && place.definitions.length > 0
    return isThere
      ? differ('definitions', 'none', canonical(place.definitions))
      : leave('value: a condition that is false removes the option')
  }
  const own = ownRecords(result)
  const at = placeOf(own[0]?.at)
  if (own.some(({ state }) => state === 'maybe')) return leave('a condition that NixOS could not tell')
  into.options += 1
  const counting = own.filter(({ state }) => state === 'counts')
  const best = counting.length === 0 ? Number.POSITIVE_INFINITY : result.highestPriority
  if (best < place.priority) return differ('priority', `${best}`, `${place.priority}`, at)
  const expected = best === place.priority ? counting : []
  into.overridden += counting.length - expected.length
  const asData = (value: unknown): Data | undefined => dataOf(value, place, sides, into)
  const panther = expected.map(({ value }) => asData(value))
  if (panther.some((value) => value === undefined)) return leave('a value of which only NixOS knows the text')
  const given = panther as readonly Data[]
  const opaque = [...given, ...place.definitions].map(opaqueIn).find((word) => word !== undefined)
  if (!sameDefinitions(given, place)) {
    return differ(
      'definitions',
      canonical(given),
      canonical(place.definitions),
      placeOf(expected[0]?.at) ?? at,
    )
  }
  if (opaque !== undefined) return leave(`a value that holds: ${opaque}`)
  into.definitions += expected.length
  compareValues()

  function compareValues(): void {
    if (expected.length === 0) return
    if (place.foreign > 0) return leave('value: other files define the option too')
    if (place.whole) return leave('value: it holds options with defaults of their own')
    if (place.applies) return leave('value: NixOS changes it (apply)')
    let value: Data | undefined
    try {
      value = asData(result!.value)
    } catch (error) {
      return differ(
        'value',
        `refused: ${error instanceof Error ? error.message : error}`,
        canonical(place.value),
        at,
      )
    }
    if (value === undefined) return leave('value: NixOS converts it, or it is partly known')
    if (canonical(value) !== canonical(place.value))
      return differ('value', canonical(value), canonical(place.value), at)
    into.values += 1
  }
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

function placeOf(at: Place | (() => Place | undefined) | undefined): Place | undefined {
  return typeof at === 'function' ? at() : at
}
