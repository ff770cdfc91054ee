import { isElementFine } from '../certain.ts'
import { lazyArray } from '../containers.ts'
import { type Element, insideOf, mergeElement } from '../element.ts'
import type { At, Definition, Merged, OptionType } from '../option-type.ts'
import type { Wrapped } from '../properties.ts'
import { elementFunctor } from '../type-merge.ts'
import { addCheck } from './add-check.ts'
import { defineType, phraseOf } from './define.ts'

/**
 * A list: definitions one after the other. Each element is a value of its own, so `mkIf(false, …)` drops
 * it, but two values for one element (`mkMerge`) are a conflict where the element's type says so.
 */
export function listOf<In, Out>(
  type: OptionType<In, Out>,
): OptionType<readonly Wrapped<In>[], readonly Out[]> {
  return defineType({
    name: 'listOf',
    description: `list of ${phraseOf(type, 'noun', 'composite')}`,
    phrase: 'composite',
    check: Array.isArray,
    typeError: true,
    merge: (definitions, at) => mergeLists(definitions, type, at),
    mergesWell: ({ values }) =>
      (values as readonly (readonly unknown[])[]).every((list) =>
        list.every((value) => isElementFine(type, [value])),
      ),
    empty: () => [],
    structure: { kind: 'list', element: type },
    modules: type.modules,
    withModules: type.withModules && ((modules) => listOf(type.withModules!(modules))),
    functor: elementFunctor('listOf', type, listOf),
  })
}

function mergeLists(definitions: readonly Definition[], type: OptionType, { path, env }: At): Merged {
  const elements: Element[] = []
  definitions.forEach((definition, n) => {
    const { file, at } = definition
    const values = definition.value as readonly unknown[]
    values.forEach((value, m) => {
      const name = `[definition ${n + 1}-entry ${m + 1}]`
      const element = mergeElement([{ file, at, value }], type, [...path, name], env)
      if (element.isDefined) elements.push(element)
    })
  })
  return {
    value: lazyArray(elements.map((element) => element.slot)),
    get inside() {
      return insideOf(new Map(elements.map((element, index) => [String(index), element])))
    },
  }
}

/** A list that is not empty once all is merged; an empty definition is refused. */
export function nonEmptyListOf<In, Out>(
  type: OptionType<In, Out>,
): OptionType<readonly Wrapped<In>[], readonly Out[]> {
  const list = addCheck(listOf(type), (value) => !Array.isArray(value) || value.length > 0)
  return {
    ...list,
    description: `non-empty ${phraseOf(list, 'noun')}`,
    empty: undefined,
    withModules: type.withModules && ((modules) => nonEmptyListOf(type.withModules!(modules))),
  }
}
