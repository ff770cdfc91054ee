import { configurationOf, definitionsOf } from '../../fleet/configuration.ts'
import type { Host } from '../../fleet/host.ts'
import type { DiagnosticPlace } from '../../fleet/problem.ts'
import type { ResolvedHost } from '../../fleet/resolved.ts'
import { type DefinedOption, isDeferred, ModuleError } from '../../modules/index.ts'
import { isAttrs } from '../../modules/plain.ts'
import type { DefinitionRecord, Result } from '../../modules/result.ts'
import { expressionsOf, type Placed } from '../statements.ts'
import { isClosed } from './closed.ts'
import { rootsOf } from './roots.ts'
import { type SaidText, textsOf } from './texts.ts'

/** An option: `services.openssh.enable`, or its names where one of them has a dot. */
export type OptionName = string | readonly string[]

/**
 * What the fleet says of one host, for rules. A value that only NixOS knows, or that is wrong in a way that is told
 * elsewhere, reads as if nobody had said it.
 */
export interface Reading {
  readonly host: Host
  readonly resolved: ResolvedHost
  /** The user whose Home Manager is read; nothing where it is NixOS. */
  readonly user: string | undefined
  /** Whether no foreign module takes part that could say what the fleet does not. */
  readonly closed: boolean
  /**
   * The value where it is certain: what the fleet says, or else the literal default, which NixOS's own modules may
   * still change. `undefined` for all else; parts of it may be deferred.
   */
  value(name: OptionName): unknown
  /** The value that the fleet says. */
  said(name: OptionName): unknown
  /** Whether it is certainly true. */
  isOn(name: OptionName): boolean
  /** The value if it is a text. */
  text(name: OptionName): string | undefined
  /** The elements that are certainly in a list. */
  list(name: OptionName): readonly unknown[]
  /** The names in a set of options or values. */
  names(name: OptionName): readonly string[]
  /** Whether the fleet says anything of it, certain or not. */
  mentions(name: OptionName): boolean
  /** Whether something of what the fleet says of it is known to NixOS alone, or stands under a condition. */
  isUnsure(name: OptionName): boolean
  /** Where the definitions stand that decide it. */
  at(name: OptionName, label?: string): readonly DiagnosticPlace[]
  /** Where those elements of a list stand for which `test` holds. */
  atElement(name: OptionName, test: (element: unknown) => boolean): readonly DiagnosticPlace[]
  /** What the module engine knows of it. */
  find(name: OptionName): Result | undefined
  /** The definitions of the fleet, those that do not count last. */
  allDefinitions(name: OptionName): readonly DefinitionRecord[]
  /** Where those stand that give way to a better one, and the ones that win. */
  atOverridden(name: OptionName): readonly DiagnosticPlace[]
  /** Definitions of a root as they were written, with what finds the place of a value in them. */
  rawDefinitions(root: string): readonly RawDefinition[]
  /** The definitions of the fleet that count. */
  definitions(name: OptionName): readonly DefinitionRecord[]
  /** Every text that the fleet says on this host, for its users too. */
  texts(): readonly SaidText[]
  /** Every expression that the fleet says on this host, for its users too. */
  expressions(): readonly Placed[]
  /** Every option that the fleet defines. */
  defined(): readonly DefinedOption[]
  /** What the fleet says of a user's Home Manager. */
  home(user: string): Reading
}

/** A definition as it was written: properties stand where they were. */
export interface RawDefinition {
  readonly value: unknown
  at(valuePath: readonly string[]): readonly DiagnosticPlace[]
}

/** Reads a host's configuration, or a user's. Nothing is merged before it is asked for. */
export function readingOf(resolved: ResolvedHost, user?: string): Reading {
  const configuration = configurationOf(resolved, user)
  const found = new Map<string, Result | undefined>()
  let closed: boolean | undefined
  let roots: ReturnType<typeof rootsOf> | undefined
  let texts: readonly SaidText[] | undefined
  let expressions: readonly Placed[] | undefined
  let defined: readonly DefinedOption[] | undefined
  const find = (name: OptionName): Result | undefined => {
    const key = typeof name === 'string' ? name : name.join('\u0000')
    if (!found.has(key)) {
      const path = pathOf(name)
      found.set(
        key,
        tolerant(() => configuration.find(path)),
      )
    }
    return found.get(key)
  }
  const maySay = (name: OptionName): boolean => {
    roots ??= rootsOf(
      definitionsOf(resolved, user),
      configuration.said().map(({ path }) => path),
    )
    return roots(pathOf(name))
  }
  const all = (name: OptionName): readonly DefinitionRecord[] =>
    (maySay(name) && tolerant(() => find(name)?.definitions.filter(({ at }) => typeof at === 'function'))) ||
    []
  const definitions = (name: OptionName) => all(name).filter(({ state }) => state === 'counts')
  const value = (name: OptionName): unknown => {
    const result = find(name)
    const known = tolerant(() => (result === undefined ? freely(name) : result.value))
    return isDeferred(known) ? undefined : known
  }
  /** A name that no option declares, in a set that takes others too. */
  const freely = (name: OptionName): unknown => {
    const path = pathOf(name)
    const around = path.length > 1 ? value(path.slice(0, -1)) : undefined
    return isAttrs(around) && Object.hasOwn(around, path.at(-1)!) ? around[path.at(-1)!] : undefined
  }
  const said = (name: OptionName): unknown =>
    !maySay(name)
      ? undefined
      : find(name) === undefined || definitions(name).length > 0
        ? value(name)
        : undefined
  const atPath = (name: OptionName, label?: string): readonly DiagnosticPlace[] => {
    const path = pathOf(name)
    // Elements of sets have no definitions of their own where they are of a simple kind: those around them do.
    for (let length = path.length; length > 0; length--) {
      const places = definitions(path.slice(0, length)).flatMap(({ at }) => placeOf(at, path, label))
      if (places.length > 0) return places
    }
    return []
  }
  return {
    host: resolved.host,
    resolved,
    user,
    get closed() {
      closed ??= isClosed(resolved, user)
      return closed
    },
    value,
    said,
    isOn: (name) => value(name) === true,
    text(name) {
      const known = value(name)
      return typeof known === 'string' ? known : undefined
    },
    list(name) {
      const known = value(name)
      if (Array.isArray(known)) return known
      // Where a list becomes something else, what was said of it still counts.
      return definitions(name).flatMap(({ value: own }) => (Array.isArray(own) ? own : []))
    },
    names: (name) => tolerant(() => find(name)?.names()) ?? [],
    mentions(name) {
      if (!maySay(name)) return false
      if (configuration.saysBelow(pathOf(name))) return true
      const result = find(name)
      if (result === undefined) return tolerant(() => freely(name)) !== undefined
      return (
        all(name).length > 0 || (result.option === undefined && tolerant(() => result.isDefined) === true)
      )
    },
    isUnsure: (name) => all(name).some(({ state, value: own }) => state === 'maybe' || isDeferred(own)),
    at: atPath,
    atElement(name, test) {
      const path = pathOf(name)
      const places = definitions(name).flatMap(({ at, value: list }) =>
        Array.isArray(list)
          ? list.flatMap((element, index) => (test(element) ? placeOf(at, [...path, String(index)]) : []))
          : [],
      )
      return places.length > 0 ? places : atPath(name)
    },
    find,
    definitions,
    allDefinitions: all,
    atOverridden: (name) =>
      all(name)
        .toSorted((a, b) => Number(a.state === 'counts') - Number(b.state === 'counts'))
        .flatMap(({ at, state }) =>
          placeOf(at, pathOf(name), state === 'counts' ? 'this one counts' : 'this one is dropped'),
        ),
    rawDefinitions: (root) =>
      definitionsOf(resolved, user).flatMap(({ value: tree, at }) =>
        Object.hasOwn(tree as object, root)
          ? [
              {
                value: (tree as { readonly [name: string]: unknown })[root],
                at: (valuePath) => placeOf(at, valuePath),
              },
            ]
          : [],
      ),
    expressions() {
      expressions ??= [...expressionsOf(resolved)]
      return expressions
    },
    texts() {
      texts ??= textsOf(resolved)
      return texts
    },
    defined() {
      defined ??= configuration.said()
      return defined
    },
    home: (of) => readingOf(resolved, of),
  }
}

/** Rules ask every host for the same names. */
const paths = new Map<string, readonly string[]>()

function pathOf(name: OptionName): readonly string[] {
  if (typeof name !== 'string') return name
  const path = paths.get(name) ?? name.split('.')
  paths.set(name, path)
  return path
}

function placeOf(
  at: DefinitionRecord['at'],
  valuePath: readonly string[],
  label?: string,
): readonly DiagnosticPlace[] {
  const place = typeof at === 'function' ? at() : at
  return place === undefined ? [] : [{ ...place, valuePath, ...(label === undefined ? {} : { label }) }]
}

/** What is wrong with a value is told by the check of options. */
function tolerant<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof ModuleError) return undefined
    throw error
  }
}
