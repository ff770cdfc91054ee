import { isDeferred } from '../deferred.ts'
import { refusalBy, refuseByCheck } from '../merge-definitions.ts'
import type { OptionType } from '../option-type.ts'

/**
 * A type with one more condition. Merging two declarations goes by the inner type, so that the condition
 * is lost: so it is in nixpkgs (two `types.port` accept 70000).
 */
export function addCheck<In, Out>(
  type: OptionType<In, Out>,
  accept: (value: unknown) => boolean,
): OptionType<In, Out> {
  const also = (value: unknown) => isDeferred(value) || accept(value)
  return {
    ...type,
    check: (value, env) => type.check(value, env) && also(value),
    refuse: (definitions, at) => refusalBy(type, definitions, at) ?? refuseByCheck(also, definitions),
  }
}
