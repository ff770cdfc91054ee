import { homeTree, nixosTree } from '../../src/catalog/trees.ts'
import { definitionsOf, titleOf } from '../../src/fleet/configuration.ts'
import { makeExpression } from '../../src/fleet/expression.ts'
import type { ResolvedHost } from '../../src/fleet/resolved.ts'
import {
  type Definition,
  type DefinitionRecord,
  type EvaluatedOptions,
  evaluateOptions,
  type Result,
  splitDefinition,
} from '../../src/modules/index.ts'

/** What panther says of a host, or of one of its users. */
export interface Configuration extends EvaluatedOptions {
  readonly host: ResolvedHost
  readonly user: string | undefined
  readonly definitions: readonly Definition[]
}

/** The configuration of a host or user, with the definitions that `change` makes of those that were said. */
export function configurationWith(
  host: ResolvedHost,
  user: string | undefined,
  change: (value: unknown) => unknown = (value) => value,
): Configuration {
  const said = [...definitionsOf(host, user), ...conditionsOf(host, user)]
  const definitions = said.map((definition) => ({ ...definition, value: change(definition.value) }))
  const tree = user === undefined ? nixosTree() : homeTree()
  return { ...evaluateOptions(tree, definitions), host, user, definitions }
}

/** `assertion(…)` and `warning(…)`, as definitions of the options that they become. */
function conditionsOf(host: ResolvedHost, user: string | undefined): readonly Definition[] {
  return host.sources.flatMap((source) =>
    source.statements.flatMap((statement): readonly Definition[] => {
      if (statement.user !== user) return []
      const of = (value: object): Definition => ({ file: titleOf(source), at: statement.place, value })
      if (statement.kind === 'assertion')
        return [of({ assertions: [{ assertion: statement.condition, message: statement.message }] })]
      if (statement.kind !== 'warning') return []
      const { condition, message } = statement
      if (typeof condition === 'boolean') return [of({ warnings: [message] })]
      return [of({ warnings: makeExpression({ kind: 'if', condition, whenTrue: [message], whenFalse: [] }) })]
    }),
  )
}

/** The definitions that the fleet itself makes: an option's default is not among them. */
export function ownRecords(result: Result): readonly DefinitionRecord[] {
  return result.definitions.filter(({ at }) => typeof at === 'function')
}

/** A place below which the fleet defines nothing more, with the options and elements on the way to it. */
export interface Leaf {
  readonly path: readonly string[]
  readonly results: readonly Result[]
  /** Why the engine could not say more. */
  readonly error?: string
}

/** All places that the fleet defines, through submodules and sets. */
export function leavesOf(configuration: Configuration): readonly Leaf[] {
  return definedPaths(configuration).flatMap((path) => {
    const result = configuration.find(path)
    return result === undefined ? [] : below(result, [])
  })
}

function definedPaths({ definitions, user }: Configuration): readonly (readonly string[])[] {
  const tree = user === undefined ? nixosTree() : homeTree()
  const paths = new Map<string, readonly string[]>()
  for (const definition of definitions) {
    for (const { path } of splitDefinition(tree, definition.value, definition).definitions)
      paths.set(JSON.stringify(path), path)
  }
  return [...paths.values()]
}

function below(result: Result, above: readonly Result[]): readonly Leaf[] {
  const isGroup = 'unmatched' in result
  const results = isGroup ? above : [...above, result]
  try {
    const own = isGroup ? [] : ownRecords(result)
    const isList = own.some(({ value }) => Array.isArray(value))
    const inner = isList ? [] : result.names().map((name) => result.child(name))
    const leaves = inner.flatMap((child) =>
      child !== undefined && isSaid(child) ? below(child, results) : [],
    )
    return leaves.length > 0 || isGroup ? leaves : [{ path: result.path, results }]
  } catch (error) {
    return [{ path: result.path, results, error: error instanceof Error ? error.message : String(error) }]
  }
}

function isSaid(result: Result): boolean {
  return 'unmatched' in result ? result.isDefined : ownRecords(result).length > 0
}
