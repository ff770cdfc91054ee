import { isDeferred } from '../../modules/deferred.ts'
import { discharge } from '../../modules/discharge.ts'
import { force } from '../../modules/lazy.ts'
import { refusalBy } from '../../modules/merge-definitions.ts'
import type { Definition, OptionType } from '../../modules/option-type.ts'
import { partlyDeferred } from '../../modules/partly-deferred.ts'
import { isAttrs } from '../../modules/plain.ts'
import { defineType, phraseOf } from '../../modules/types/define.ts'
import { mergeEqual } from '../../modules/types/merge-rules.ts'
import { unknownSet, unknownType } from './unknown.ts'

/** A value of the final type, or one that becomes one: how is not known, so its result is not either. */
export function convertible(from: OptionType, final: OptionType): OptionType {
  return defineType({
    name: 'coercedTo',
    description: `${phraseOf(final, 'noun')} or ${phraseOf(from, 'noun')} convertible to it`,
    special: 'delegated',
    check: (value, env) => from.check(value, env) || final.check(value, env),
    merge(definitions, at) {
      const isConverted = ({ value }: Definition) => !isDeferred(value) && from.check(value, at.env)
      const converted = definitions.filter(isConverted)
      if (converted.length > 0) {
        // Those that are of the final type already must go together, whatever the others become.
        const others = definitions.filter((each) => !isConverted(each) && !isDeferred(each.value))
        const merged = others.length === 0 ? undefined : final.merge(others, at)
        return {
          value: partlyDeferred(
            merged,
            converted.map(({ value }) => value),
          ),
          inside: merged?.inside,
        }
      }
      return refusalBy(final, definitions, at) === undefined
        ? final.merge(definitions, at)
        : unknownType.merge(definitions, at)
    },
    empty: final.empty,
    structure: { kind: 'alternatives', alternatives: [final, from] },
    modules: final.modules,
    withModules: final.withModules && ((modules) => convertible(from, final.withModules!(modules))),
    mergeType: 'never',
  })
}

/** A setting of a systemd unit: lists come one after the other, else all must say the same. */
export const unitOption: OptionType = defineType({
  name: 'systemd option',
  description: 'systemd option',
  phrase: 'noun',
  check: () => true,
  merge(definitions, at) {
    if (!definitions.some(({ value }) => Array.isArray(value))) return mergeEqual(definitions, at)
    return { value: definitions.flatMap(({ value }) => (Array.isArray(value) ? value : [value])) }
  },
})

/** Home Manager's ordered sets: a value, or one with what stands before and after it. */
export function dagElement(type: OptionType): OptionType {
  const isEntry = (value: unknown): value is { readonly data: unknown } => isAttrs(value) && 'data' in value
  const inner = (definition: Definition): Definition => {
    const value = force(definition.value)
    return isEntry(value) ? { ...definition, value: value.data } : definition
  }
  return defineType({
    name: 'dagEntryOf',
    description: `DAG entry of ${type.description}`,
    special: 'delegated',
    check: (value, env) => isEntry(value) || type.check(value, env),
    merge: (definitions, at) => type.merge(discharge(definitions.map(inner), at.path).values, at),
    structure: { kind: 'same', type },
    mergeType: 'never',
  })
}

/** disko's `subType`: one of several submodules, told apart by their `type`. */
export function taggedByType(
  names: readonly string[],
  alternative: (name: string) => OptionType | undefined,
): OptionType {
  return defineType({
    name: 'subType',
    description: `one of ${names.join(',')}`,
    phrase: 'noun',
    check: (value) => isAttrs(value) && mayBe(value, names),
    merge(definitions, at) {
      const named = definitions.map(({ value }) => (isAttrs(value) ? value.type : undefined))
      const name = named.find((type) => typeof type === 'string')
      const type = typeof name === 'string' ? alternative(name) : undefined
      return (type ?? unknownSet).merge(definitions, at)
    },
    structure: { kind: 'alternatives', alternatives: names.flatMap((name) => alternative(name) ?? []) },
    mergeType: 'never',
  })
}

/** Whether a definition can be of one of these types; its type may stand in another definition, or be deferred. */
function mayBe({ type }: { readonly type?: unknown }, names: readonly string[]): boolean {
  return typeof type !== 'string' || names.includes(type)
}
