import type { Result } from '../../src/modules/index.ts'
import { conditionsIn } from './conditions.ts'
import { plainData } from './data.ts'
import { type Folders, keyNix, naiveNix, stringNix, Unprintable } from './naive.ts'
import { type Configuration, type Leaf, leavesOf, ownRecords } from './said.ts'

/** What NixOS is asked of one host, or of one user there. */
export interface ScopeQuery {
  readonly configuration: Configuration
  readonly leaves: readonly Leaf[]
  /** Names of values, by their text. */
  readonly texts: ReadonlyMap<string, string>
  /** Names of conditions, by their keys. */
  readonly conditions: ReadonlyMap<string, string>
  readonly nix: string
}

/** Asks for all that `configuration` says, and for the values of `more`, where conditions are decided. */
export function scopeQuery(
  configuration: Configuration,
  more: readonly Configuration[],
  modules: readonly string[],
  folders: Folders,
): ScopeQuery {
  const texts = new Map<string, string>()
  const nameOf = (value: unknown): readonly string[] => {
    const text = textOf(value, folders)
    if (text === undefined) return []
    const name = texts.get(text) ?? `v${texts.size}`
    texts.set(text, name)
    return [name]
  }
  const leaves = leavesOf(configuration)
  const paths = leaves.map(({ path, results }) => {
    const ask = results.map(({ path: at }) => {
      const same = [configuration, ...more].flatMap((each) => each.find(at) ?? [])
      const isLast = at === results.at(-1)!.path
      const names = new Set(
        same.flatMap((result) => [...saidOf(result), ...(isLast ? valuesOf(result) : [])].flatMap(nameOf)),
      )
      return `"${at.length}" = [ ${[...names].map(stringNix).join(' ')} ];`
    })
    return `{ path = [ ${path.map((key) => keyNix(key, folders)).join(' ')} ]; ask = { ${ask.join(' ')} }; }`
  })
  const found = conditionsIn(configuration.definitions.map(({ value }) => value))
  const conditions = new Map([...found.keys()].map((key, index) => [key, `c${index}`]))
  const set = (members: readonly string[]): string =>
    `verify'arguments: with verify'arguments; {\n${members.join('\n')}\n}`
  const nix = `{
    user = ${configuration.user === undefined ? 'null' : stringNix(configuration.user)};
    modules = [ ${modulesNix(configuration, modules, folders).join(' ')} ];
    paths = verify'arguments: with verify'arguments; [\n${paths.join('\n')}\n];
    texts = ${set([...texts].map(([text, name]) => `${name} = ${text};`))};
    conditions = ${set([...found].map(([key, value]) => `${conditions.get(key)} = ${naiveNix(value, folders)};`))};
  }`
  return { configuration, leaves, texts, conditions, nix }
}

function saidOf(result: Result): readonly unknown[] {
  return ownRecords(result).map(({ value }) => value)
}

/** The files of the flake that say something here, and what `home.nix` says of a user. */
function modulesNix(
  { host, user }: Configuration,
  modules: readonly string[],
  { flake }: Folders,
): readonly string[] {
  const files = modules.map((file) => `${flake}/${file}`)
  if (user === undefined) return files
  const home = `${flake}/hosts/${host.host.name}/home.nix`
  return [...files, `(verify'user ${home} verify'hosts.${stringNix(host.host.name)} ${stringNix(user)})`]
}

/** What the definitions come to, where that can be said; where not, the comparison tells. */
function valuesOf(result: Result): readonly unknown[] {
  try {
    const { value } = result
    plainData(value)
    return [value]
  } catch {
    return []
  }
}

/** The text of a value that Nix has to be asked for; nothing for plain data, and for what has no text. */
export function textOf(value: unknown, folders: Folders): string | undefined {
  if (plainData(value) !== undefined) return undefined
  try {
    return naiveNix(value, folders)
  } catch (error) {
    if (error instanceof Unprintable) return undefined
    throw error
  }
}

export function queryFile(scopes: readonly ScopeQuery[]): string {
  return `verify'given:
let
  verify'hosts = verify'given.hosts;
  verify'lib = verify'given.lib;
  verify'user =
    file: system: user:
    let
      said = import file;
      module = if builtins.isFunction said then said ({ lib = verify'lib; } // system._module.args // system._module.specialArgs // system) else said;
    in
    module.home-manager.users.\${user} or { };
in
{ scopes = [\n${scopes.map(({ nix }) => nix).join('\n')}\n]; }

`
}
