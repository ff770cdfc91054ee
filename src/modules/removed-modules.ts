import { counts, optionAt, valueAt } from './aliases.ts'
import { fail } from './errors.ts'
import { lazy } from './lazy.ts'
import type { ConfigValues, Module, ModuleArgs } from './module.ts'
import { nestBelow as nest } from './moved.ts'
import type { Option } from './option.ts'
import type { Path } from './option-type.ts'
import { mkMerge } from './properties.ts'
import { showFiles, showPath } from './show-path.ts'
import { unspecified } from './types/simple.ts'

/** An option that is gone: defining it fails an assertion, reading it throws: `lib.mkRemovedOptionModule`. */
export function removedModule(path: Path, instructions: string): Module {
  return (args) => ({
    options: nest(path, {
      kind: 'option',
      type: unspecified,
      untyped: true,
      description: '',
      visible: false,
      apply: () =>
        fail(
          'removed-option',
          path,
          `The option \`${showPath(path)}' can no longer be used since it's been removed. ${instructions}`,
          [],
          { hint: instructions },
        ),
    }) as never,
    config: {
      assertions: [
        {
          assertion: lazy(() => !optionAt(args, path).isDefined),
          message: lazy(() => {
            const files = showFiles(
              optionAt(args, path)
                .definitions.filter(counts)
                .map((definition) => definition.file),
            )
            return `The option definition \`${showPath(path)}' in ${files} no longer has any effect; please remove it.\n${instructions}\n`
          }),
        },
      ],
    },
  })
}

const unsaid = '_mkMergedOptionModule'

/** Several options that became one of another type: `lib.mkMergedOptionModule`. */
export function mergedModule(
  from: readonly Path[],
  to: Path,
  merge: (config: ConfigValues) => unknown,
): Module {
  const option: Option = {
    kind: 'option',
    type: unspecified,
    untyped: true,
    description: '',
    visible: false,
    default: unsaid,
  }
  const said = (args: ModuleArgs, path: Path) => valueAt(args.config, path) !== unsaid
  return (args) => ({
    imports: from.map((path) => ({ options: nest(path, option) as never })),
    config: mkMerge([
      {
        warnings: lazy(() =>
          from
            .filter((path) => said(args, path))
            .map((path) => {
              const files = showFiles(
                optionAt(args, path)
                  .definitions.filter(counts)
                  .map((definition) => definition.file),
              )
              return `The option \`${showPath(path)}' defined in ${files} has been changed to \`${showPath(to)}' that has a different type. Please read \`${showPath(to)}' documentation and update your configuration accordingly.`
            }),
        ),
      },
      nest(
        to,
        lazy(() => mkMerge(from.some((path) => said(args, path)) ? [merge(args.config) as never] : [])),
      ),
    ] as never[]),
  })
}

/** One option that became another of another type: `lib.mkChangedOptionModule`. */
export function changedModule(from: Path, to: Path, change: (config: ConfigValues) => unknown): Module {
  return mergedModule([from], to, change)
}
