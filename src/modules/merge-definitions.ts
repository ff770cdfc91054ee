import { isDeferred } from './deferred.ts'
import { type Discharged, discharge, forced } from './discharge.ts'
import { fail } from './errors.ts'
import type { At, Definition, Merged, OptionType, Refusal } from './option-type.ts'
import { partlyDeferred } from './partly-deferred.ts'
import { isProperty, property } from './properties.ts'
import { pushConditions } from './push-condition.ts'
import type { DefinitionRecord } from './result.ts'
import { showPath } from './show-path.ts'
import { showDefinitions } from './show-value.ts'

/** One value merged from its definitions; every part is computed when it is read. */
export interface MergedDefinitions {
  /** Those that make the value. */
  readonly discharged: Discharged
  readonly isDefined: boolean
  /** Throws `no-value` where nothing is defined and the type has no empty value. */
  merged(): Merged
}

/** `mergeDefinitions` of `lib/modules.nix`: properties, then the type's check, then its merge. */
export function mergeDefinitions(
  definitions: readonly Definition[],
  type: OptionType,
  at: At,
): MergedDefinitions {
  const discharged = discharge(definitions, at.path)
  const isDefined = discharged.values.length > 0 || discharged.maybe.length > 0
  return { discharged, isDefined, merged: () => mergeDischarged(discharged, type, at) }
}

/** The value of definitions whose properties did their work. Throws `ModuleError`. */
export function mergeDischarged(discharged: Discharged, type: OptionType, at: At): Merged {
  const values = forced(discharged.values)
  const maybe = forced(discharged.maybe)
  if (values.length === 0 && maybe.length === 0) return empty(type, at)
  if (at.env.deferred === 'allowed') {
    const pushed = pushConditions(discharged, values, maybe, type)
    if (pushed !== undefined) return mergeChecked(pushed, type, at)
  }
  if (maybe.length > 0 || (values.length > 1 && !type.opaque && values.some((d) => isDeferred(d.value)))) {
    return mergeDeferred(values, maybe, type, at)
  }
  if (at.env.deferred === 'allowed' && values.length === 1 && isDeferred(values[0]!.value)) {
    return { value: values[0]!.value }
  }
  return mergeChecked(values, type, at)
}

function empty(type: OptionType, at: At): Merged {
  if (type.empty !== undefined) return { value: type.empty(at) }
  return fail(
    'no-value',
    at.path,
    `The option \`${showPath(at.path)}' was accessed but has no value defined. Try setting the option.`,
  )
}

/** Checks and merges definitions without properties. Throws `ModuleError`. */
export function mergeChecked(definitions: readonly Definition[], type: OptionType, at: At): Merged {
  refuseBy(type, definitions, at)
  return type.merge(definitions, at)
}

/** Throws the error that says why the type refuses the definitions, if it does. */
function refuseBy(type: OptionType, definitions: readonly Definition[], at: At): void {
  const refusal = refusalBy(type, definitions, at)
  if (refusal === undefined) return
  const where = `A definition for option \`${showPath(at.path)}'`
  const nested = refusal.definitions.filter((definition) => isProperty(definition.value))
  if (nested.length > 0) {
    const kind = (nested[0]!.value as { [property]: { kind: string } })[property].kind
    fail(
      'property-nesting',
      at.path,
      `${where} carries a property inside another that does not look for it.${showDefinitions(nested)}`,
      nested,
      { hint: nestingHint(kind) },
    )
  }
  const later = refusal.definitions.filter((definition) => isDeferred(definition.value))
  if (later.length > 0 && at.env.deferred === 'refused') {
    fail(
      'deferred-value',
      at.path,
      `${where} is a value that is known only when NixOS evaluates the configuration, but the option needs a ${type.description} now. Definition values:${showDefinitions(later)}`,
      later,
      { hint: 'Declare the option with `t.nix(type)` if it may take such a value.' },
    )
  }
  fail(
    'type-mismatch',
    at.path,
    `${where} is not of type \`${type.description}'. ${type.typeError ? 'TypeError: ' : ''}${refusal.message}`,
    refusal.definitions,
  )
}

function nestingHint(kind: string): string {
  return kind === 'if' || kind === 'merge'
    ? `Put mk${kind === 'if' ? 'If' : 'Merge'} outside: mkIf(condition, mkForce(value)).`
    : 'Say mkForce(mkBefore(value)): the priority outside, the order inside, each once.'
}

/** Why a type refuses definitions; nothing where it takes them. */
export function refusalBy(type: OptionType, definitions: readonly Definition[], at: At): Refusal | undefined {
  if (type.refuse !== undefined) return type.refuse(definitions, at)
  return refuseByCheck((value) => type.check(value, at.env), definitions)
}

export function refuseByCheck(
  check: (value: unknown) => boolean,
  definitions: readonly Definition[],
): Refusal | undefined {
  const bad = definitions.filter((definition) => !check(definition.value))
  if (bad.length === 0) return undefined
  return {
    get message() {
      return `Definition values:${showDefinitions(bad)}`
    },
    definitions: bad,
  }
}

/**
 * Some definitions are deferred, or stand under deferred conditions: those that are known must go
 * together, the others must only be of the type each for itself.
 */
function mergeDeferred(
  values: readonly DefinitionRecord[],
  maybe: readonly DefinitionRecord[],
  type: OptionType,
  at: At,
): Merged {
  if (at.env.deferred === 'refused' && maybe.length > 0) {
    fail(
      'deferred-value',
      at.path,
      `A definition for option \`${showPath(at.path)}' stands under a condition that is known only when NixOS evaluates the configuration, but the option is needed now.${showDefinitions(maybe)}`,
      maybe,
      { hint: 'Decide by something that is known now, or move the condition to the NixOS options.' },
    )
  }
  const known = values.filter((definition) => !isDeferred(definition.value))
  const later = [...values.filter((definition) => isDeferred(definition.value)), ...maybe]
  if (at.env.deferred === 'refused') refuseBy(type, values, at)
  for (const definition of later) {
    if (!isDeferred(definition.value)) void mergeChecked([definition], type, at).value
  }
  const merged = known.length === 0 ? undefined : mergeChecked(known, type, at)
  const parts = later.map((definition) => definition.value)
  return { value: partlyDeferred(merged, parts), inside: merged?.inside }
}
