import { type Deferred, isDeferred } from '../deferred.ts'
import { fail } from '../errors.ts'
import type { OptionType } from '../option-type.ts'
import { sameValue } from '../same-value.ts'
import { showPath } from '../show-path.ts'
import { prioritySuggestion, showDefinitions } from '../show-value.ts'
import { elementFunctor } from '../type-merge.ts'
import { defineType } from './define.ts'

/**
 * A value of the type, or one that only NixOS can compute. The only type beside packages through which
 * an option of panther takes such a value; it is then the only definition, or said alike by all.
 */
export function nix<In, Out>(type: OptionType<In, Out>): OptionType<In | Deferred<Out>, Out | Deferred<Out>> {
  return defineType({
    name: 'nix',
    description: type.description,
    phrase: type.phrase,
    special: 'delegated',
    opaque: true,
    check: (value, env) => isDeferred(value) || type.check(value, env),
    merge(definitions, at) {
      const first = definitions[0]!
      if (!definitions.some((definition) => isDeferred(definition.value))) return type.merge(definitions, at)
      if (!definitions.every((definition) => sameValue(definition.value, first.value))) {
        fail(
          'conflict',
          at.path,
          `The option \`${showPath(at.path)}' has conflicting definition values:${showDefinitions(definitions)}\n${prioritySuggestion}`,
          definitions,
          { hint: prioritySuggestion },
        )
      }
      return { value: first.value }
    },
    empty: type.empty,
    structure: { kind: 'same', type },
    functor: elementFunctor('nix', type, nix),
  })
}
