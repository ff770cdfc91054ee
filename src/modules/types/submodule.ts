import { errorData, fail, type ModuleErrorData } from '../errors.ts'
import { type Configuration, evaluate } from '../evaluate.ts'
import type { ConfigValues, Module } from '../module.ts'
import { asModule } from '../module-of.ts'
import { passOn } from '../once.ts'
import { optionTree } from '../option-tree.ts'
import type { At, Env, OptionType, Path } from '../option-type.ts'
import { isAttrs } from '../plain.ts'
import { isProperty } from '../properties.ts'
import type { DefinitionRecord } from '../result.ts'
import { showPath } from '../show-path.ts'
import { showDefinitions } from '../show-value.ts'
import { areOptionsFine } from './certain-submodule.ts'
import { defineType, phraseOf } from './define.ts'

/** What must be so, and what to say if it is not. */
export interface Assertion {
  readonly assertion: boolean
  readonly message: string
}

/** `lib.types.submoduleWith`. */
export interface SubmoduleParts {
  readonly modules: readonly Module[]
  readonly specialArgs?: { readonly [name: string]: unknown } | undefined
  /** Whether a set is always what it defines; else it may be a whole module. Undecided where undefined. */
  readonly shorthand?: boolean | undefined
  readonly description?: string | undefined
  readonly assertions?: ((context: { name: string; cfg: ConfigValues }) => readonly Assertion[]) | undefined
}

/** A submodule made of modules, whose definitions are modules too. */
export function submoduleOf(parts: SubmoduleParts): OptionType<unknown, ConfigValues> {
  const { modules, specialArgs = {}, shorthand } = parts
  const base = (env: Env, prefix: Path, name: string, more: readonly Module[]): Configuration =>
    evaluate({ modules: [...modules, ...more], specialArgs, prefix, env, name })
  return defineType({
    name: 'submodule',
    description: parts.description ?? describe(staticFreeform(modules)),
    special: 'takes properties',
    check: (value) => isAttrs(value) || typeof value === 'function',
    typeError: true,
    merge(definitions, at) {
      const name = at.path.at(-1) ?? '‹name›'
      refuseOrders(definitions as readonly DefinitionRecord[], at)
      const more = definitions.map((definition) => asModule(definition, shorthand === true))
      const configuration = base(at.env, at.path, name, more)
      if (parts.assertions !== undefined) collectAssertions(parts, configuration, name, at)
      return {
        get value() {
          return configuration.config
        },
        inside: {
          names: () => configuration.unchecked.names().filter((inner) => inner !== '_module'),
          child: (inner) => configuration.unchecked.child(inner),
          problems: () => configuration.beside(),
        },
      }
    },
    mergesWell: (live) => areOptionsFine(parts, live),
    empty: (at) => base(at.env, [], '‹name›', []).config,
    structure: {
      kind: 'options',
      options: () => publicTree(base({ deferred: 'allowed' }, [], '‹name›', [])),
      freeform: () => base({ deferred: 'allowed' }, [], '‹name›', []).freeform,
    },
    modules: () => modules,
    withModules: (other) => submoduleOf({ ...parts, modules: other }),
    functor: {
      name: 'submodule',
      payload: parts,
      type: (joined: SubmoduleParts) => submoduleOf(joined),
      join: joinParts,
    },
  })
}

/** `lib.mkBefore` and the like around a submodule's definition stop Nix with an error of its own. */
function refuseOrders(definitions: readonly Partial<DefinitionRecord>[], at: At): void {
  const ordered = definitions.filter((definition) => definition.ordered) as DefinitionRecord[]
  if (ordered.length === 0) return
  fail(
    'property-nesting',
    at.path,
    `The option \`${showPath(at.path)}' is a submodule, whose definitions cannot be ordered.${showDefinitions(ordered)}`,
    ordered,
    { hint: 'Put mkOrder, mkBefore and mkAfter around the values inside.' },
  )
}

/** How a submodule is described in words. */
export function describe(freeform: OptionType | undefined): string {
  return freeform === undefined ? 'submodule' : `open submodule of ${phraseOf(freeform, 'noun', 'composite')}`
}

function staticFreeform(modules: readonly Module[]): OptionType | undefined {
  for (const module of modules) {
    if (typeof module === 'function' || isProperty(module)) continue
    const found = module.freeform ?? staticFreeform(module.imports ?? [])
    if (found !== undefined) return found
  }
  return undefined
}

function publicTree(configuration: Configuration) {
  const { tree } = configuration
  return {
    ...optionTree(tree),
    names: () => [...tree.names()].filter((name) => name !== '_module'),
  }
}

function collectAssertions(parts: SubmoduleParts, configuration: Configuration, name: string, at: At): void {
  at.env.assertions?.push((): readonly ModuleErrorData[] => {
    try {
      const assertions = parts.assertions!({ name, cfg: configuration.config })
      return assertions
        .filter(({ assertion }) => !assertion)
        .map(({ message }) => ({ code: 'assertion-failed', message, path: at.path, definitions: [] }))
    } catch (error) {
      passOn(error)
      return [errorData(error, at.path)]
    }
  })
}

function joinParts(a: SubmoduleParts, b: SubmoduleParts): SubmoduleParts | undefined {
  const both = Object.keys(a.specialArgs ?? {}).some((name) => name in (b.specialArgs ?? {}))
  const differs = (key: 'shorthand' | 'description') =>
    a[key] !== undefined && b[key] !== undefined && a[key] !== b[key]
  if (both || differs('shorthand')) return undefined
  const assertions = [a.assertions, b.assertions].filter((list) => list !== undefined)
  return {
    modules: [...a.modules, ...b.modules],
    specialArgs: { ...a.specialArgs, ...b.specialArgs },
    shorthand: a.shorthand ?? b.shorthand,
    description: differs('description') ? undefined : (a.description ?? b.description),
    assertions:
      assertions.length === 0 ? undefined : (context) => assertions.flatMap((list) => list(context)),
  }
}
