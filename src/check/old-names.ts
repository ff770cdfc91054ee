import { aliasTarget } from '../catalog/alias.ts'
import { isCatalogOption, loadNames, type OptionFacts } from '../catalog/index.ts'
import { parseOptionPath } from '../catalog/option-path.ts'
import type { FleetConfiguration } from '../fleet/configuration.ts'
import { fromModuleError, type Where } from '../fleet/module-error.ts'
import type { Diagnostic } from '../fleet/problem.ts'
import { type Definition, ModuleError } from '../modules/index.ts'
import type { Path } from '../modules/option-type.ts'
import type { DefinitionRecord, Result } from '../modules/result.ts'

/** Options that NixOS or Home Manager renamed, which works with a warning, or removed, which it refuses. */
export function oldNames(configuration: FleetConfiguration, where: Where): readonly Diagnostic[] {
  return configuration.said().flatMap(({ path, option }): readonly Diagnostic[] => {
    if (!isCatalogOption(option)) return []
    const { aliasOf, removed } = option.facts
    if (aliasOf === undefined && removed === undefined) return []
    return describeOldName(path, option.facts, said(configuration.find(path)!), where)
  })
}

/**
 * What is to be said of an option that has an old name. Inside a submodule, the new one may be told from there, or from
 * the top.
 */
export function describeOldName(
  path: Path,
  { aliasOf, removed, declared }: OptionFacts,
  definitions: readonly (Definition & Partial<Pick<DefinitionRecord, 'state'>>)[],
  where: Where,
  element: Path = [],
): readonly Diagnostic[] {
  if ((aliasOf === undefined && removed === undefined) || definitions.length === 0) return []
  // What has a new name in one release may not have it in another.
  const isOther = where.catalog?.otherRelease !== undefined
  const name = path.join('.')
  const found = (message: string): Diagnostic =>
    fromModuleError(new ModuleError({ code: 'removed-option', path, message, definitions }), where)
  if (aliasOf === undefined) {
    // Under a condition that is false it harms nobody.
    const certain = !isOther && definitions.some(({ state }) => state !== 'maybe')
    const instead = loadNames().successors(where.user === undefined ? 'nixos' : 'home-manager', name)
    const more = `${declared} says what to do instead.`
    const hint = instead.length === 0 ? more : `Look at ${instead.join(', ')}; ${more}`
    return [{ ...found(`The option ${name} was removed.`), severity: certain ? 'error' : 'warning', hint }]
  }
  const to =
    element.length === 0 || isDeclaredAtTop(where, aliasOf) ? aliasOf : [...element, aliasOf].join('.')
  return [
    {
      ...found(`The option ${name} has been renamed to ${to}.`),
      code: 'renamed-option',
      severity: 'warning',
      hint: `Write ${to}.`,
      ...(isOther ? {} : changeTo(path, to === aliasOf ? [] : element, aliasOf)),
    },
  ]
}

function isDeclaredAtTop({ catalog, user }: Where, path: string): boolean {
  if (catalog === undefined) return false
  return aliasTarget((user === undefined ? catalog.nixos : catalog.home).root, path) !== undefined
}

/** The change to a new name, which may lead below an element: `services.redis.servers."".enable`. */
function changeTo(from: Path, element: Path, aliasOf: string): Pick<Diagnostic, 'change'> {
  const steps = parseOptionPath(aliasOf)
  if (steps.includes('each')) return {}
  const names = steps.map((step) => (step as { readonly name: string }).name)
  return { change: { kind: 'key', from, to: [...element, ...names] } }
}

/** What is said in the fleet, unless its condition is false. Defaults have no place there. */
export function said(result: Result): readonly DefinitionRecord[] {
  try {
    return result.definitions.filter(({ state, at }) => state !== 'condition-false' && at !== undefined)
  } catch (error) {
    // It is among the problems of the option.
    if (error instanceof ModuleError) return []
    throw error
  }
}
