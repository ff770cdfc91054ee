import { fail } from '../errors.ts'
import { force } from '../lazy.ts'
import type { At, Definition, Merged } from '../option-type.ts'
import { isAttrs, kindOf } from '../plain.ts'
import { sameValue } from '../same-value.ts'
import { showPath } from '../show-path.ts'
import { prioritySuggestion, showDefinitions } from '../show-value.ts'

/** All definitions must say the same: `lib.mergeEqualOption`. */
export function mergeEqual(definitions: readonly Definition[], at: At): Merged {
  const first = definitions[0]!
  for (const definition of definitions.slice(1)) {
    if (sameValue(definition.value, first.value)) continue
    const both = [first, definition]
    fail(
      'conflict',
      at.path,
      `The option \`${showPath(at.path)}' has conflicting definition values:${showDefinitions(both)}\n${prioritySuggestion}`,
      both,
      { hint: prioritySuggestion },
    )
  }
  return { value: first.value }
}

/** Exactly one definition: `lib.mergeOneOption`, `lib.mergeUniqueOption`. */
export function mergeOne(definitions: readonly Definition[], at: At, message = ''): Merged {
  if (definitions.length !== 1) {
    fail(
      'conflict',
      at.path,
      `The option \`${showPath(at.path)}' is defined multiple times while it's expected to be unique.\n${message}\nDefinition values:${showDefinitions(definitions)}\n${prioritySuggestion}`,
      definitions,
      { hint: message === '' ? prioritySuggestion : message },
    )
  }
  return { value: definitions[0]!.value }
}

/** By the kind of the values: what an option without a type does, `lib.mergeDefaultOption`. */
export function mergeByKind(definitions: readonly Definition[], at: At): Merged {
  return {
    value: valueByKind(
      definitions.map((d) => force(d.value)),
      definitions,
      at,
    ),
  }
}

function valueByKind(values: readonly unknown[], definitions: readonly Definition[], at: At): unknown {
  if (values.length === 1) return values[0]
  const all = (kind: string) => values.every((value) => kindOf(value) === kind)
  if (all('lambda')) {
    const functions = values as readonly ((argument: unknown) => unknown)[]
    return (argument: unknown) =>
      valueByKind(
        functions.map((f) => force(f(argument))),
        definitions,
        at,
      )
  }
  if (all('list')) return values.flat(1)
  if (all('set')) return updateAll(values)
  if (all('bool')) return values.includes(true)
  if (all('string')) return values.join('')
  if (all('int') && values.every((value) => sameValue(value, values[0]))) return values[0]
  return fail(
    'conflict',
    at.path,
    `Cannot merge definitions of \`${showPath(at.path)}'. Definition values:${showDefinitions(definitions)}`,
    definitions,
  )
}

/** Shallow update, later sets win; computed values stay computed. */
export function updateAll(values: readonly unknown[]): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  for (const value of values) {
    if (!isAttrs(value)) continue
    for (const name of Object.keys(value)) {
      const descriptor = Object.getOwnPropertyDescriptor(value, name)!
      if (descriptor.get === undefined && descriptor.value === undefined) continue
      Object.defineProperty(result, name, { ...descriptor, configurable: true })
    }
  }
  return result
}
