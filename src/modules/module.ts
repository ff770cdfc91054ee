import type { Options } from './option.ts'
import type { OptionTree } from './option-tree.ts'
import type { OptionType, Place } from './option-type.ts'
import type { Inside } from './result.ts'

/** What a module's functions are given. Reading is lazy: nothing is evaluated before it is read. */
export interface ModuleArgs {
  /** The values of all options. */
  readonly config: ConfigValues
  /** All options, with definitions and priorities. */
  readonly options: Inside
  /** In a submodule: the name it has in its parent. */
  readonly name: string
  /** Special arguments, and `_module.args`. */
  readonly [argument: string]: unknown
}

/** Values by option name; groups nest. */
export interface ConfigValues {
  // biome-ignore lint/suspicious/noExplicitAny: the type of a value is that of an option which is known only at run time
  readonly [name: string]: any
}

/** Declarations and definitions of one origin. */
export interface ModuleData {
  /** Stands in messages; that of the importing module where absent. */
  readonly file?: string | undefined
  readonly at?: Place | (() => Place | undefined) | undefined
  /** The kind of configuration it is made for, such as `nixos`. */
  readonly class?: string | undefined
  /** Modules of one key count once. */
  readonly key?: string | undefined
  readonly imports?: readonly Module[] | undefined
  readonly options?: Options | OptionTree | undefined
  /** Definitions: a tree of values, or a function that gives one. */
  readonly config?: unknown
  /** Type of definitions without option. */
  readonly freeform?: OptionType | undefined
}

/** A module, or a function of the arguments that gives one. */
export type Module = ModuleData | ((args: ModuleArgs) => ModuleData)
