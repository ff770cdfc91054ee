import { fail } from '../errors.ts'
import { force } from '../lazy.ts'
import type { At, Definition, Merged, OptionType } from '../option-type.ts'
import { kindOf } from '../plain.ts'
import { showFiles, showPath } from '../show-path.ts'
import { attrsOf } from './attrs-of.ts'
import { defineType } from './define.ts'
import { mergeEqual, mergeOne } from './merge-rules.ts'

/** Anything: sets merge name by name, functions pointwise, all else must be the same everywhere. */
export const anything: OptionType<unknown, unknown> = defineType({
  name: 'anything',
  description: 'anything',
  phrase: 'noun',
  check: () => true,
  merge: mergeAnything,
})

function mergeAnything(definitions: readonly Definition[], at: At): Merged {
  const kind = kindOf(definitions[0]!.value)
  if (definitions.some((definition) => kindOf(definition.value) !== kind)) {
    const files = showFiles(definitions.map((definition) => definition.file))
    fail(
      'conflict',
      at.path,
      `The option \`${showPath(at.path)}' has conflicting option types in ${files}`,
      definitions,
    )
  }
  if (kind === 'set') return attrsOf(anything).merge(definitions, at)
  if (kind === 'opaque') return mergeOne(definitions, at)
  if (kind === 'lambda') return mergeFunctions(definitions, at)
  return mergeEqual(definitions, at)
}

function mergeFunctions(definitions: readonly Definition[], at: At): Merged {
  const path = [...at.path, '<function body>']
  return {
    value: (argument: unknown) => {
      const results = definitions.map((definition) => ({
        ...definition,
        value: force((definition.value as (argument: unknown) => unknown)(argument)),
      }))
      return mergeAnything(results, { ...at, path }).value
    },
  }
}
