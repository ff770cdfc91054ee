import { type Deferred, isDeferred } from './deferred.ts'
import type { Discharged } from './discharge.ts'
import type { OptionType } from './option-type.ts'
import { isAttrs } from './plain.ts'
import { mkIf } from './properties.ts'
import { wrapChildren } from './push-down.ts'
import type { DefinitionRecord } from './result.ts'

/**
 * Definitions of a set under deferred conditions become plain ones whose members stand under the
 * conditions: what is certain of the other members stays certain. Only where priorities leave no choice.
 */
export function pushConditions(
  discharged: Discharged,
  values: readonly DefinitionRecord[],
  maybe: readonly DefinitionRecord[],
  type: OptionType,
): readonly DefinitionRecord[] | undefined {
  const { kind } = type.structure
  if (maybe.length === 0 || (kind !== 'attrs' && kind !== 'options')) return undefined
  // An empty default is the same as none, whether it is replaced or not.
  const sure = values.filter(({ value }) => !(isAttrs(value) && Object.keys(value).length === 0))
  const priority = sure.length > 0 ? discharged.highestPriority : maybe[0]!.priority
  const sets = maybe.every((definition) => definition.priority === priority && isAttrs(definition.value))
  if (!sets || values.some((definition) => isDeferred(definition.value))) return undefined
  const pushed = maybe.map(({ conditions = [], ...definition }): DefinitionRecord => {
    const value = conditions.reduceRight<unknown>(
      (inner, condition) => wrapChildren(inner, (child) => mkIf(condition as Deferred<boolean>, child)),
      definition.value,
    )
    return { ...definition, state: 'counts', value }
  })
  return inOrder([...sure, ...pushed])
}

function inOrder(definitions: DefinitionRecord[]): readonly DefinitionRecord[] {
  return definitions.sort((a, b) => a.order - b.order || a.index! - b.index!)
}
