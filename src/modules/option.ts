import type { OptionType } from './option-type.ts'
import type { Wrapped } from './properties.ts'

declare const optionTypes: unique symbol

/** What a module lets others say: `lib.mkOption`. */
export interface Option<out In = unknown, out Out = unknown> {
  readonly kind: 'option'
  readonly type: OptionType<unknown, unknown>
  readonly description: string
  readonly [optionTypes]?: [In, Out]
}

/** Options by name; a plain object is a group of options. */
export interface Options {
  readonly [name: string]: Option | Options
}

/** What a definition of these options may say. */
export type OptionsIn<O> = O extends Option<infer In, unknown>
  ? Wrapped<In>
  : { readonly [K in keyof O]?: OptionsIn<O[K]> | undefined }

/** The values of these options. */
export type OptionsOut<O> = O extends Option<unknown, infer Out>
  ? Out
  : { readonly [K in keyof O]: OptionsOut<O[K]> }
