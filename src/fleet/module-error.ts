import type { HostCatalog } from '../catalog/host-catalog.ts'
import { errorData } from '../modules/index.ts'
import { showKeys } from './key-token.ts'
import { showShort, wordsFor } from './module-error-words.ts'
import type { Diagnostic, DiagnosticPlace } from './problem.ts'

export interface Where {
  /** What judged the options of NixOS or Home Manager. */
  readonly catalog?: HostCatalog | undefined
  readonly host: string
  readonly user: string | undefined
  /** The module whose option is meant; NixOS's or Home Manager's own options where absent. */
  readonly module?: string | undefined
}

/** An error of the module system as a diagnostic, with the places of all definitions it is about. */
export function fromModuleError(error: unknown, where: Where): Diagnostic {
  const data = errorData(error)
  const valuePath = pathInValue(data.path, where.module)
  const isConflict = data.code === 'conflict'
  const at = data.definitions.flatMap(({ at, value }): DiagnosticPlace[] => {
    const place = typeof at === 'function' ? at() : at
    return place === undefined
      ? []
      : [{ ...place, valuePath, ...(isConflict ? { label: showShort(value) } : {}) }]
  })
  const { message, hint } = wordsFor(data, where)
  return {
    code: data.code,
    severity: 'error',
    message: showKeys(message),
    path: showKeys(data.path.join('.')),
    host: where.host,
    ...(where.user === undefined ? {} : { user: where.user }),
    at,
    ...(hint === undefined ? {} : { hint: showKeys(hint) }),
  }
}

/** The path of an option, and of what is inside its value, as it stands in a definition: elements of lists by index. */
export function pathInValue(path: readonly string[], module: string | undefined): readonly string[] {
  const inside = path.slice(module === undefined ? 0 : module.split('.').length)
  return inside.map((name) => {
    const entry = /^\[definition \d+-entry (\d+)\]$/.exec(name)?.[1]
    return entry === undefined ? name : String(Number(entry) - 1)
  })
}
