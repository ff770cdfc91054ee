import { isCatalogOption } from '../catalog/index.ts'
import type { FleetConfiguration } from '../fleet/configuration.ts'
import { fromModuleError, type Where } from '../fleet/module-error.ts'
import type { Diagnostic } from '../fleet/problem.ts'
import { ModuleError } from '../modules/index.ts'
import type { DefinitionRecord, Result } from '../modules/result.ts'

/** Options that NixOS or Home Manager renamed, which works with a warning, or removed, which it refuses. */
export function oldNames(configuration: FleetConfiguration, where: Where): readonly Diagnostic[] {
  return configuration.defined().flatMap((path): readonly Diagnostic[] => {
    const result = configuration.find(path)
    if (result?.option === undefined || !isCatalogOption(result.option)) return []
    const { aliasOf, removed, declared } = result.option.facts
    if (aliasOf === undefined && removed === undefined) return []
    const definitions = said(result)
    if (definitions.length === 0) return []
    const name = path.join('.')
    const message = removed
      ? `The option ${name} was removed.`
      : `The option ${name} has been renamed to ${aliasOf}.`
    const found = fromModuleError(
      new ModuleError({ code: 'removed-option', path, message, definitions }),
      where,
    )
    if (removed) {
      // Under a condition that is false it harms nobody.
      const certain = definitions.some(({ state }) => state !== 'maybe')
      const hint = `${declared} says what to do instead.`
      return [{ ...found, severity: certain ? 'error' : 'warning', hint }]
    }
    return [{ ...found, code: 'renamed-option', severity: 'warning', hint: `Write ${aliasOf}.` }]
  })
}

/** What is said in the fleet, unless its condition is false. */
function said(result: Result): readonly DefinitionRecord[] {
  try {
    return result.definitions.filter(({ state }) => state !== 'condition-false')
  } catch (error) {
    // It is among the problems of the option.
    if (error instanceof ModuleError) return []
    throw error
  }
}
