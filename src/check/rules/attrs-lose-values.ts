import { isCatalogOption } from '../../catalog/index.ts'
import type { ModuleInstance } from '../../fleet/resolved.ts'
import { isOption, type Options } from '../../modules/index.ts'
import { isAttrs } from '../../modules/plain.ts'
import { isProperty } from '../../modules/properties.ts'
import type { DefinitionRecord } from '../../modules/result.ts'
import type { HostRule } from './rule.ts'

export const attrsLoseValues: HostRule = {
  code: 'attrs-lose-values',
  severity: 'warning',
  about: 'definitions that an option of type `attrs` loses in silence',
  *check(host) {
    for (const { path, option } of host.defined()) {
      if (!isCatalogOption(option) || option.facts.struct.t !== 'attrs') continue
      const found = lost(host.definitions(path))
      if (found === undefined) continue
      yield { ...words(found, path.join('.')), path }
    }
    for (const { module, options } of host.resolved.modules.filter((each) => hasAttrs(each.module))) {
      for (const { path, option, definitions } of options) {
        if (option.type.name !== 'attrs') continue
        const found = lost(definitions)
        if (found === undefined) continue
        const name = `${module.moduleName}.${path.join('.')}`
        const at = definitions.flatMap(({ at }) => (typeof at === 'function' ? at() : at) ?? [])
        yield {
          ...words(found, name),
          path: name,
          at: at.map((place) => ({ ...place, valuePath: path })),
        }
      }
    }
  },
}

const withAttrs = new WeakMap<ModuleInstance['module'], boolean>()

/** Whether a module declares such an option; few do, and all hosts have the same modules. */
function hasAttrs(module: ModuleInstance['module']): boolean {
  const known = withAttrs.get(module) ?? declaresAttrs(module.options)
  withAttrs.set(module, known)
  return known
}

function declaresAttrs(options: Options): boolean {
  return Object.values(options).some((child) =>
    isOption(child) ? child.type.name === 'attrs' : declaresAttrs(child),
  )
}

interface Lost {
  readonly name: string
  readonly property: boolean
}

/** A name that two definitions have, or that holds a property which nobody looks for. */
function lost(definitions: readonly Pick<DefinitionRecord, 'value'>[]): Lost | undefined {
  const seen = new Set<string>()
  for (const { value } of definitions) {
    if (!isAttrs(value) || isProperty(value)) continue
    for (const [name, inner] of Object.entries(value)) {
      if (isProperty(inner)) return { name, property: true }
      // Of two sets the whole first one goes; of two plain values one has to.
      if (seen.has(name) && isAttrs(inner)) return { name, property: false }
      seen.add(name)
    }
  }
  return undefined
}

function words(
  { name, property }: Lost,
  option: string,
): { readonly message: string; readonly hint: string } {
  const type = 'Sets that merge inside have the type t.attrsOf(…), t.anything, or t.submodule with options.'
  return property
    ? {
        message: `${option} has the type attrs, which does not look for mkIf, mkForce and their like inside: ${name} gets the property itself as its value.`,
        hint: `Put it around the whole option. ${type}`,
      }
    : {
        message: `${option} has the type attrs, which does not merge inside: of the definitions of ${name} only one is left.`,
        hint: `Say it in one place. ${type}`,
      }
}
