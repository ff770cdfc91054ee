import { isElementFine, type Live, valuesByName } from '../../modules/certain.ts'
import { lazyRecord } from '../../modules/containers.ts'
import { type Deferred, deferred, deferredKey, isDeferred } from '../../modules/deferred.ts'
import { type Element, insideOf, mergeElement } from '../../modules/element.ts'
import type { At, Definition, Merged, OptionType } from '../../modules/option-type.ts'
import { isAttrs } from '../../modules/plain.ts'
import { sameValue } from '../../modules/same-value.ts'
import { zipByName } from '../../modules/types/attrs-of.ts'
import { defineType } from '../../modules/types/define.ts'

/** A value that nixpkgs computes and the catalog does not know: a default, or what a conversion gives. */
export function unknownValue(what: string): Deferred<unknown> {
  return Object.freeze({ [deferred]: true as const, [deferredKey]: `unknown: ${what}` })
}

/**
 * A type of which only the name is known. It accepts everything and refuses no combination of definitions, as
 * a false alarm would be worse than none: sets merge name by name, lists one after the other, and of values
 * that differ nothing more is known.
 */
export const unknownType: OptionType = defineType({
  name: 'unknown',
  description: 'value of a type that the catalog does not know',
  phrase: 'noun',
  special: 'takes deferred',
  opaque: true,
  check: () => true,
  merge: mergeUnknown,
  mergesWell: mergesUnknownWell,
})

function mergesUnknownWell({ values }: Live): boolean {
  if (!values.every(isAttrs)) return true
  for (const given of valuesByName(values).values()) if (!isElementFine(unknownType, given)) return false
  return true
}

function mergeUnknown(definitions: readonly Definition[], at: At): Merged {
  const values = definitions.map((definition) => definition.value)
  if (values.every(isAttrs)) return mergeSets(definitions, at)
  if (values.length === 1) return { value: values[0] }
  if (values.every((value) => Array.isArray(value))) return { value: values.flat(1) }
  const same = values.every((value) => !isDeferred(value) && sameValue(value, values[0]))
  return { value: same ? values[0] : unknownValue(at.path.join('.')) }
}

function mergeSets(definitions: readonly Definition[], { path, env }: At): Merged {
  const elements = new Map<string, Element>()
  for (const [name, own] of zipByName(definitions)) {
    const element = mergeElement(own, unknownType, [...path, name], env)
    if (element.isDefined) elements.set(name, element)
  }
  return {
    value: lazyRecord(elements.keys(), (name) => elements.get(name)!.slot),
    get inside() {
      return insideOf(elements)
    },
  }
}

/** A set of which nothing more is known, such as a submodule whose options the facts do not hold. */
export const unknownSet: OptionType = defineType({
  name: 'unknown submodule',
  description: 'submodule',
  phrase: 'noun',
  opaque: true,
  check: (value) => isAttrs(value) || typeof value === 'function',
  merge: mergeUnknown,
  mergesWell: mergesUnknownWell,
})
