import { isDeferred } from './deferred.ts'
import { fail } from './errors.ts'
import { force } from './lazy.ts'
import type { Module, ModuleArgs, ModuleData } from './module.ts'
import type { Place } from './option-type.ts'
import { kindOf } from './plain.ts'
import { isProperty } from './properties.ts'
import { showValue } from './show-value.ts'

/** A module with all that was left out filled in. */
export interface Collected {
  readonly key: string
  readonly file: string
  readonly at: Place | (() => Place | undefined) | undefined
  readonly data: ModuleData
}

const allowed = new Set(['file', 'at', 'class', 'key', 'imports', 'options', 'config', 'freeform'])

/**
 * All modules that the given ones reach through `imports`: breadth first, each key once, the first one
 * winning, as `collectModules` of `lib/modules.nix` does. Merging wants the reverse of this list.
 */
export function collectModules(
  modules: readonly Module[],
  args: ModuleArgs,
  file: string,
  expected?: string,
): readonly Collected[] {
  const seen = new Set<string>()
  const found: Collected[] = []
  let level = load(modules, args, file, '')
  while (level.length > 0) {
    const next: Collected[] = []
    for (const module of level) {
      if (seen.has(module.key)) continue
      seen.add(module.key)
      checkClass(module, expected)
      found.push(module)
      next.push(...load(module.data.imports ?? [], args, module.file, module.key))
    }
    level = next
  }
  return found
}

function checkClass({ data, file }: Collected, expected: string | undefined): void {
  if (expected === undefined || data.class === undefined || data.class === expected) return
  fail(
    'not-a-module',
    [],
    `The module \`${file}\` (class: "${data.class}") cannot be imported into a module evaluation that expects class "${expected}".`,
  )
}

function load(modules: readonly Module[], args: ModuleArgs, file: string, key: string): Collected[] {
  return modules.map((module, index) => {
    const data = dataOf(module, args, file)
    return {
      key: data.key ?? `${key}:anon-${index + 1}`,
      file: data.file ?? file,
      at: data.at,
      data,
    }
  })
}

function dataOf(module: unknown, args: ModuleArgs, file: string): ModuleData {
  const value = force(module)
  if (typeof value === 'function' && !isDeferred(value)) return dataOf(value(args), args, file)
  if (isProperty(value)) return { config: value }
  if (Array.isArray(value)) {
    fail(
      'not-a-module',
      [],
      `Module imports can't be nested lists. Perhaps you meant to remove one level of lists? Definitions: \n- In \`${file}': ${showValue(value)}`,
    )
  }
  if (value === null || typeof value !== 'object' || isDeferred(value)) {
    fail('not-a-module', [], `Expected a module, but found a value of type ${kindOf(value)}, in \`${file}'.`)
  }
  const bad = Object.keys(value).find((name) => !allowed.has(name))
  if (bad !== undefined) {
    fail('not-a-module', [], `A module of \`${file}' has an unsupported attribute \`${bad}'.`, [], {
      hint: 'Put what it defines into `config`.',
    })
  }
  return value as ModuleData
}
