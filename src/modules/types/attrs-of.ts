import { isElementFine, valuesByName } from '../certain.ts'
import { lazyRecord } from '../containers.ts'
import { type Element, insideOf, mergeElement } from '../element.ts'
import { lazy } from '../lazy.ts'
import type { At, Definition, Merged, OptionType } from '../option-type.ts'
import { compareNames, isAttrs, namesOf } from '../plain.ts'
import type { Wrapped } from '../properties.ts'
import { defineType, phraseOf } from './define.ts'

type SetOf<T> = { readonly [name: string]: T }

interface AttrsPayload {
  readonly element: OptionType
  readonly lazy: boolean
  readonly placeholder: string
}

/** Values by name, each merged from all definitions of that name. */
export function attrsOf<In, Out>(type: OptionType<In, Out>): OptionType<SetOf<Wrapped<In>>, SetOf<Out>> {
  return attrsWith({ element: type, lazy: false, placeholder: 'name' })
}

/**
 * Like `attrsOf`, but knows its names without looking at the values: a name stays even where all its
 * definitions stand under false conditions, and then has the empty value of its type or none.
 */
export function lazyAttrsOf<In, Out>(type: OptionType<In, Out>): OptionType<SetOf<Wrapped<In>>, SetOf<Out>> {
  return attrsWith({ element: type, lazy: true, placeholder: 'name' })
}

/** `attrsOf` and `lazyAttrsOf` with the word that stands for the name in documentation. */
export function attrsWith<In, Out>(
  payload: AttrsPayload & { readonly element: OptionType<In, Out> },
): OptionType<SetOf<Wrapped<In>>, SetOf<Out>> {
  const { element, placeholder } = payload
  return defineType({
    name: payload.lazy ? 'lazyAttrsOf' : 'attrsOf',
    description: `${payload.lazy ? 'lazy ' : ''}attribute set of ${phraseOf(element, 'noun', 'composite')}`,
    phrase: 'composite',
    check: isAttrs,
    typeError: true,
    merge: (definitions, at) => mergeSets(definitions, payload, at),
    mergesWell: ({ values }) => {
      // A name of a lazy set stays where nothing is said of it: the general merge knows what it is then.
      for (const given of valuesByName(values).values())
        if (!isElementFine(element, given, payload.lazy)) return false
      return true
    },
    empty: () => ({}),
    structure: { kind: 'attrs', element, placeholder },
    modules: element.modules,
    withModules:
      element.withModules && ((modules) => attrsWith({ ...payload, element: element.withModules!(modules) })),
    functor: {
      name: 'attrsWith',
      payload: payload satisfies AttrsPayload,
      type: (joined: AttrsPayload) => attrsWith(joined),
      join: joinPayloads,
    },
  })
}

function joinPayloads(a: AttrsPayload, b: AttrsPayload): AttrsPayload | undefined {
  const element = a.element.mergeType(b.element)
  if (element === undefined || a.lazy !== b.lazy) return undefined
  const placeholders = new Set([a.placeholder, b.placeholder].filter((word) => word !== 'name'))
  if (placeholders.size > 1) return undefined
  return { element, lazy: a.lazy, placeholder: [...placeholders][0] ?? 'name' }
}

/** The definitions of each name, names sorted as Nix has them. */
export function zipByName(definitions: readonly Definition[]): Map<string, Definition[]> {
  const byName = new Map<string, Definition[]>()
  for (const { file, at, value } of definitions) {
    const set = value as SetOf<unknown>
    for (const name of namesOf(set)) {
      const descriptor = Object.getOwnPropertyDescriptor(set, name)!
      const inner = descriptor.get === undefined ? descriptor.value : lazy(() => set[name])
      const list = byName.get(name)
      if (list === undefined) byName.set(name, [{ file, at, value: inner }])
      else list.push({ file, at, value: inner })
    }
  }
  return new Map([...byName].sort(([a], [b]) => compareNames(a, b)))
}

function mergeSets(definitions: readonly Definition[], payload: AttrsPayload, { path, env }: At): Merged {
  if (payload.lazy) return mergeLazily(definitions, payload.element, { path, env })
  const elements = new Map<string, Element>()
  for (const [name, own] of zipByName(definitions)) {
    const element = mergeElement(own, payload.element, [...path, name], env)
    if (element.isDefined) elements.set(name, element)
  }
  return {
    value: lazyRecord(elements.keys(), (name) => elements.get(name)!.slot),
    get inside() {
      return insideOf(elements)
    },
  }
}

function mergeLazily(definitions: readonly Definition[], type: OptionType, { path, env }: At): Merged {
  const zipped = zipByName(definitions)
  const element = (name: string) => mergeElement(zipped.get(name)!, type, [...path, name], env)
  const read = (name: string) => {
    const { slot } = element(name)
    return 'value' in slot ? slot.value : slot.compute()
  }
  return {
    value: lazyRecord(zipped.keys(), (name) => ({ compute: () => read(name) })),
    inside: {
      names: () => [...zipped.keys()],
      child: (name) => (zipped.has(name) ? element(name).result() : undefined),
    },
  }
}
