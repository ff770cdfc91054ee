import type { ModuleErrorData } from './errors.ts'
import type { Lazy } from './lazy.ts'
import type { Move } from './moved.ts'
import type { OptionType, Place } from './option-type.ts'
import type { Wrapped } from './properties.ts'

declare const optionTypes: unique symbol

/** What a module lets others say: `lib.mkOption`. */
export interface Option<out In = unknown, out Out = unknown> {
  readonly kind: 'option'
  readonly type: OptionType<unknown, unknown>
  readonly description: string
  /** One definition of priority 1500; absent where the option has none. */
  readonly default?: unknown
  /** The default in words or code, where the value itself says little. */
  readonly defaultText?: string | undefined
  readonly example?: unknown
  /** Makes the value that is read from the merged one; without parameter, whatever is defined. */
  readonly apply?: ((value: never) => unknown) | undefined
  readonly readOnly?: boolean | undefined
  /** For the program alone; not documented. */
  readonly internal?: boolean | undefined
  readonly visible?: boolean | 'shallow' | 'transparent' | undefined
  /** The file that declares it, in messages; the module's where absent. */
  readonly file?: string | undefined
  /** Where it is declared. */
  readonly at?: Place | (() => Place | undefined) | undefined
  /** Declared without a type: another declaration may bring one. */
  readonly untyped?: boolean | undefined
  /** Its definitions go to another option. */
  readonly moved?: Move | undefined
  /** It is gone; what to do instead. */
  readonly removed?: string | undefined
  /** Why its declarations do not go together; reading anything of it says so. */
  readonly broken?: ModuleErrorData | undefined
  /** All files that declare it, after declarations were merged. */
  readonly declarations?: readonly string[] | undefined
  readonly [optionTypes]?: [In, Out]
}

/** Options by name; a plain object is a group of options. */
export interface Options {
  readonly [name: string]: Option | Options
}

/** What a definition of these options may say. */
export type OptionsIn<O> =
  O extends Option<infer In, unknown>
    ? Wrapped<In>
    : { readonly [K in keyof O]?: OptionsIn<O[K]> | undefined }

/** The values of these options. */
export type OptionsOut<O> =
  O extends Option<unknown, infer Out> ? Out : { readonly [K in keyof O]: OptionsOut<O[K]> }

export function isOption(value: unknown): value is Option {
  return typeof value === 'object' && value !== null && (value as { kind?: unknown }).kind === 'option'
}

/** What `option` takes beside the type. */
export interface OptionSettings<In> {
  /** Left out by a second declaration of the same option. */
  readonly description?: string
  readonly default?: Wrapped<In> | Lazy<In> | undefined
  readonly defaultText?: string
  readonly example?: In
  readonly readOnly?: boolean
  readonly internal?: boolean
  readonly visible?: boolean | 'shallow' | 'transparent'
  readonly file?: string
  readonly at?: Place | (() => Place | undefined)
}

/**
 * Declares an option.
 * `option(t.port, { default: 22, description: 'Where it listens.' })`; `lib.mkOption` of nixpkgs.
 */
export function option<In, Merged>(
  type: OptionType<In, Merged>,
  settings: OptionSettings<NoInfer<In>> & { readonly apply?: undefined },
): Option<In, Merged>
/** `apply` makes the value that is read from the merged one. */
export function option<In, Merged, Out>(
  type: OptionType<In, Merged>,
  settings: OptionSettings<NoInfer<In>> & { readonly apply: (value: Merged) => Out },
): Option<In, Out>
export function option(
  type: OptionType,
  settings: OptionSettings<unknown> & { readonly apply?: unknown },
): Option {
  return Object.freeze({ description: '', ...settings, kind: 'option', type }) as Option
}
