import { lazyRecord } from './containers.ts'
import { fail } from './errors.ts'
import { lazy } from './lazy.ts'
import { once } from './once.ts'
import { isOption } from './option.ts'
import { optionResult } from './option-result.ts'
import type { OptionTree } from './option-tree.ts'
import type { Definition, Env, Path } from './option-type.ts'
import { compareNames, isAttrs, kindOf, namesOf } from './plain.ts'
import { isProperty } from './properties.ts'
import { pushDown } from './push-down.ts'
import type { Result } from './result.ts'
import { showPath } from './show-path.ts'
import { showDefinitions } from './show-value.ts'

/** A definition that no option matches. */
export interface Unmatched extends Definition {
  /** Below the root of the evaluation, not of the whole configuration. */
  readonly path: Path
}

/** A group of options with its definitions. */
export interface TreeResult extends Result {
  readonly tree: OptionTree
  unmatched(): readonly Unmatched[]
}

/**
 * Matches definitions with options, name by name: `mergeModules` of `lib/modules.nix`.
 * `configs` are trees whose own properties were pushed down.
 */
export function evaluateTree(
  path: Path,
  tree: OptionTree,
  configs: () => readonly Definition[],
  env: Env,
): TreeResult {
  const byName = once(() => zipConfigs(configs(), path))
  const rawDefinitions = (name: string) => byName().get(name) ?? []
  const children = new Map<string, Result | TreeResult | undefined>()
  const child = (name: string): Result | TreeResult | undefined => {
    if (children.has(name)) return children.get(name)
    const declared = tree.child(name)
    const result = declared && evaluateChild([...path, name], declared, () => rawDefinitions(name), env)
    children.set(name, result)
    return result
  }
  const value = once(() => lazyRecord(tree.names(), (name) => ({ compute: () => child(name)!.value })))
  return {
    path,
    tree,
    get value() {
      return value()
    },
    get isDefined() {
      return byName().size > 0
    },
    highestPriority: 9999,
    definitions: [],
    names: () => [...tree.names()],
    child,
    unmatched: () => unmatchedOf(byName(), child),
  }
}

function evaluateChild(
  path: Path,
  declared: NonNullable<ReturnType<OptionTree['child']>>,
  definitions: () => readonly Definition[],
  env: Env,
): Result | TreeResult {
  if (isOption(declared)) return optionResult(path, declared, definitions, env)
  const pushed = once(() =>
    definitions().flatMap(({ file, at, value }) =>
      pushDown(value).map((tree) => ({ file, at, value: tree })),
    ),
  )
  return evaluateTree(path, declared, pushed, env)
}

function zipConfigs(configs: readonly Definition[], path: Path): ReadonlyMap<string, readonly Definition[]> {
  const byName = new Map<string, Definition[]>()
  for (const config of configs) {
    const { file, at, value } = config
    if (value === undefined) continue
    if (!isAttrs(value)) failNoSet(config, path)
    for (const name of namesOf(value)) {
      const descriptor = Object.getOwnPropertyDescriptor(value, name)!
      const inner = descriptor.get === undefined ? descriptor.value : lazy(() => value[name])
      const list = byName.get(name)
      if (list === undefined) byName.set(name, [{ file, at, value: inner }])
      else list.push({ file, at, value: inner })
    }
  }
  return byName
}

function failNoSet(config: Definition, path: Path): never {
  if (isProperty(config.value)) {
    return fail(
      'property-nesting',
      path,
      `In module \`${config.file}', a property that is not mkIf, mkMerge or mkOverride stands around the options below \`${showPath(path)}'.${showDefinitions([config])}`,
      [config],
      { hint: 'Put mkOrder, mkBefore and mkAfter around the value of each option.' },
    )
  }
  return fail(
    'type-mismatch',
    path,
    `In module \`${config.file}', you're trying to define a value of type \`${kindOf(config.value)}'\nrather than an attribute set for the option\n\`${path.join('.')}'!\n\nThis usually happens if \`${path.join('.')}' has option\ndefinitions inside that are not matched. Please check how to properly define\nthis option by e.g. referring to \`man 5 configuration.nix'!`,
    [config],
  )
}

function unmatchedOf(
  byName: ReadonlyMap<string, readonly Definition[]>,
  child: (name: string) => Result | TreeResult | undefined,
): readonly Unmatched[] {
  const all: Unmatched[] = []
  for (const name of [...byName.keys()].sort(compareNames)) {
    const found = child(name)
    if (found === undefined) {
      for (const definition of byName.get(name)!) all.push({ ...definition, path: [name] })
    } else if ('unmatched' in found) {
      for (const inner of found.unmatched()) all.push({ ...inner, path: [name, ...inner.path] })
    }
  }
  return all
}
