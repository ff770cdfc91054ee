import { isCatalogOption } from '../../catalog/index.ts'
import { inputOf } from '../foreign-modules.ts'
import type { Reading } from './reading.ts'
import type { HostRule } from './rule.ts'

/** Their modules are imported where something needs them. */
const frameworks = new Set(['home-manager', 'disko', 'nix-darwin'])

export const moduleNotImported: HostRule = {
  code: 'module-not-imported',
  severity: 'error',
  about: "options of a flake's module that nobody imports",
  *check(host) {
    const imports = importsOf(host)
    if (imports === undefined) return
    const told = new Set<string>()
    for (const path of host.defined()) {
      const option = host.find(path)?.option
      if (option === undefined || !isCatalogOption(option)) continue
      const { module } = option.facts
      if (module === undefined || frameworks.has(module)) continue
      if (imports.has(module) || told.has(module)) continue
      told.add(module)
      yield {
        message: `${path.join('.')} is an option of the flake ${module}, whose module ${host.host.name} does not import.`,
        hint: `Add it to use: importModule(inputs['${module}'].nixosModules.…), and ${module} to the fleet's inputs.`,
        path,
      }
    }
  },
}

/** The inputs whose modules a host imports; nothing where it imports what could bring any module. */
function importsOf(host: Reading): ReadonlySet<string> | undefined {
  const inputs = new Set<string>()
  for (const { statements } of host.resolved.sources) {
    for (const statement of statements) {
      if (statement.kind !== 'import' || statement.user !== undefined) continue
      if (statement.source.kind !== 'expression') return undefined
      const input = inputOf(statement.source.expression)
      if (input === undefined) return undefined
      inputs.add(input)
    }
  }
  return inputs
}
