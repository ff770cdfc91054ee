import { fail, ModuleError } from './errors.ts'
import { force } from './lazy.ts'
import { type MergedDefinitions, mergeDefinitions } from './merge-definitions.ts'
import { once } from './once.ts'
import type { Option } from './option.ts'
import type { Definition, Env, Merged, Path } from './option-type.ts'
import { mkOptionDefault } from './properties.ts'
import type { Result } from './result.ts'
import { showPath } from './show-path.ts'
import { showDefinitions } from './show-value.ts'

export const unknownFile = '<unknown-file>'

/** Evaluates one option: default, properties, type, `apply`. Nothing is done before something is read. */
export function optionResult(
  path: Path,
  option: Option,
  definitions: () => readonly Definition[],
  env: Env,
): Result {
  const all = once(() => {
    if (option.broken !== undefined) throw new ModuleError(option.broken)
    return withDefault(option, definitions())
  }, path)
  const merging = once((): MergedDefinitions => mergeDefinitions(all(), option.type, { path, env }), path)
  const merged = once((): Merged => {
    const given = all()
    if (option.readOnly === true && given.length > 1) failReadOnly(given, option, path, env)
    return merging().merged()
  }, path)
  const value = once(() => {
    // A function without parameter does not need the value: an alias reads another option's.
    if (option.apply?.length === 0 && option.broken === undefined)
      return force(option.apply(undefined as never))
    const plain = merged().value
    return option.apply === undefined ? plain : force(option.apply(plain as never))
  }, path)
  return {
    path,
    option,
    get value() {
      return value()
    },
    get isDefined() {
      return merging().isDefined
    },
    get highestPriority() {
      return merging().discharged.highestPriority
    },
    get definitions() {
      const { values, maybe, others } = merging().discharged
      return [...values, ...maybe, ...others]
    },
    names: () => merged().inside?.names() ?? [],
    child: (name) => merged().inside?.child(name),
    problems: () => merged().inside?.problems?.() ?? [],
  }
}

/** The definitions with the option's default, which is one more definition of priority 1500. */
export function withDefault(option: Option, definitions: readonly Definition[]): readonly Definition[] {
  if (option.default === undefined) return definitions
  const value = mkOptionDefault(option.default as never)
  const file = option.declarations?.[0] ?? option.file ?? unknownFile
  return [{ file, at: option.at, value }, ...definitions]
}

function failReadOnly(given: readonly Definition[], option: Option, path: Path, env: Env): never {
  // Each as if it were the only one: that shows values instead of properties.
  const separate = given.map((definition) => {
    const { merged, isDefined } = mergeDefinitions([definition], option.type, { path, env })
    return isDefined ? { ...definition, value: merged().value } : definition
  })
  return fail(
    'read-only',
    path,
    `The option \`${showPath(path)}' is read-only, but it's set multiple times. Definition values:${showDefinitions(separate)}`,
    separate,
    { hint: 'Remove what defines it again; its default counts as one.' },
  )
}
