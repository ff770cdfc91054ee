import { isCatalogOption } from '../catalog/index.ts'
import { parseOptionPath } from '../catalog/option-path.ts'
import type { FleetConfiguration } from '../fleet/configuration.ts'
import { fromModuleError, type Where } from '../fleet/module-error.ts'
import type { Diagnostic } from '../fleet/problem.ts'
import { ModuleError } from '../modules/index.ts'
import type { Path } from '../modules/option-type.ts'
import type { DefinitionRecord, Result } from '../modules/result.ts'

/** Options that NixOS or Home Manager renamed, which works with a warning, or removed, which it refuses. */
export function oldNames(configuration: FleetConfiguration, where: Where): readonly Diagnostic[] {
  // What has a new name in one release may not have it in another.
  const isOther = where.catalog?.otherRelease !== undefined
  return configuration.said().flatMap(({ path, option }): readonly Diagnostic[] => {
    if (!isCatalogOption(option)) return []
    const { aliasOf, removed, declared } = option.facts
    if (aliasOf === undefined && removed === undefined) return []
    const definitions = said(configuration.find(path)!)
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
      const certain = !isOther && definitions.some(({ state }) => state !== 'maybe')
      const hint = `${declared} says what to do instead.`
      return [{ ...found, severity: certain ? 'error' : 'warning', hint }]
    }
    return [
      {
        ...found,
        code: 'renamed-option',
        severity: 'warning',
        hint: `Write ${aliasOf}.`,
        ...(isOther ? {} : changeTo(path, aliasOf!)),
      },
    ]
  })
}

/** The change to a new name, which may lead below an element: `services.redis.servers."".enable`. */
function changeTo(from: Path, aliasOf: string): Pick<Diagnostic, 'change'> {
  const steps = parseOptionPath(aliasOf)
  if (steps.includes('each')) return {}
  return { change: { kind: 'key', from, to: steps.map((step) => (step as { readonly name: string }).name) } }
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
