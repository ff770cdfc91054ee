import { fail } from '../errors.ts'
import { lazy } from '../lazy.ts'
import type { ModuleArgs, ModuleData } from '../module.ts'
import { noOption } from '../no-option.ts'
import { isOption, type Option, type Options, type OptionsIn, type OptionsOut } from '../option.ts'
import type { OptionType } from '../option-type.ts'
import { type Assertion, describe, type SubmoduleParts, submoduleOf } from './submodule.ts'

/** What the functions of a submodule know: its name in its parent, and its own values. */
export interface SubmoduleContext<O> {
  readonly name: string
  readonly cfg: OptionsOut<O>
}

/** Defaults that follow from other values. They take the place of an option's own default. */
export type Computed<O extends Options> = {
  readonly [K in keyof OptionsOut<O>]?: (context: SubmoduleContext<O>) => OptionsOut<O>[K]
}

/** What else a submodule may have. */
export interface SubmoduleMore<O extends Options> {
  /** The type of definitions without option. */
  readonly freeform?: OptionType
  readonly description?: string
  readonly assertions?: (context: SubmoduleContext<O>) => readonly Assertion[]
}

/**
 * A set of options of its own, merged as a configuration of its own.
 * `t.submodule({ root: option(t.path, …) }, { root: ({ name }) => `/srv/${name}` })`
 */
export function submodule<const O extends Options>(
  options: O,
  computed: Computed<O> = {},
  more: SubmoduleMore<O> = {},
): OptionType<OptionsIn<O>, OptionsOut<O>> {
  const wrong = noOption(options)
  if (wrong !== undefined) {
    const message = `A submodule declares ${wrong.found}, where options are wanted.`
    fail('not-an-option', wrong.path, message, [], { hint: wrong.hint })
  }
  const module = (args: ModuleArgs): ModuleData => ({
    options: withComputed(options, computed, () => ({
      name: args.name ?? '‹name›',
      cfg: args.config as OptionsOut<O>,
    })),
    freeform: more.freeform,
  })
  const isPlain = Object.keys(computed).length === 0
  return submoduleOf({
    modules: [isPlain ? { options, freeform: more.freeform } : module],
    shorthand: true,
    description: more.description ?? describe(more.freeform),
    assertions: more.assertions as SubmoduleParts['assertions'],
  }) as OptionType<OptionsIn<O>, OptionsOut<O>>
}

/** Options whose computed defaults stand as defaults, computed when they are read. */
export function withComputed<const O extends Options>(
  options: O,
  computed: Computed<O>,
  context: () => SubmoduleContext<O>,
): Options {
  const result: { [name: string]: Option | Options } = { ...options }
  for (const [name, compute] of Object.entries(computed)) {
    const declared = options[name]
    if (!isOption(declared) || typeof compute !== 'function') continue
    result[name] = { ...declared, default: lazy(() => compute(context())) }
  }
  return result
}
