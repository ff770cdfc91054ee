import { isCatalogOption } from '../../catalog/index.ts'
import type { FleetConfiguration } from '../../fleet/configuration.ts'
import { fromModuleError, type Where } from '../../fleet/module-error.ts'
import type { Diagnostic } from '../../fleet/problem.ts'
import { ModuleError } from '../../modules/index.ts'
import { said } from '../old-names.ts'

/** Internal options that everybody may say. */
const open = /^(?:assertions|warnings|meta|ids|isSpecialisation|_module)\b/

/**
 * Options that NixOS or Home Manager says itself: read-only ones, where a definition is one too many, and internal ones,
 * which may change from one day to the next.
 */
export function setByNixos(configuration: FleetConfiguration, where: Where): readonly Diagnostic[] {
  return configuration.said().flatMap(({ path, option }): readonly Diagnostic[] => {
    if (!isCatalogOption(option)) return []
    const { readOnly, internal, hasDefault, declared, aliasOf, removed } = option.facts
    // One with a default is refused where it is merged.
    const isRead = readOnly === true && !hasDefault
    const name = path.join('.')
    if ((!isRead && internal !== true) || aliasOf !== undefined || removed || open.test(name)) return []
    const definitions = said(configuration.find(path)!)
    if (definitions.length === 0) return []
    const found = (code: 'read-only', message: string): Diagnostic =>
      fromModuleError(new ModuleError({ code, path, message, definitions }), where)
    if (isRead)
      return [
        {
          ...found('read-only', `The option ${name} is read-only: ${declared} sets it.`),
          hint: 'Remove the definition.',
        },
      ]
    return [
      {
        ...found('read-only', `The option ${name} is internal to ${declared}: it may change without notice.`),
        code: 'internal-option',
        severity: 'warning',
        hint: 'Say it by an option that is documented, if there is one.',
      },
    ]
  })
}
