import type { Option } from './option.ts'
import type { OptionTree } from './option-tree.ts'
import type { OptionType } from './option-type.ts'

/** What tools (completion, documentation, search) can see of a type. */
export type Structure =
  /** Nothing inside. */
  | { readonly kind: 'leaf' }
  /** One of these values. */
  | { readonly kind: 'values'; readonly values: readonly unknown[] }
  /** Elements in a row. */
  | { readonly kind: 'list'; readonly element: OptionType }
  /** Elements by name. */
  | { readonly kind: 'attrs'; readonly element: OptionType; readonly placeholder: string }
  /** One type or the other. */
  | { readonly kind: 'alternatives'; readonly alternatives: readonly OptionType[] }
  /** Null, or the type. */
  | { readonly kind: 'nullable'; readonly type: OptionType }
  /** Another type in other words: unique, checked, deferred. */
  | { readonly kind: 'same'; readonly type: OptionType }
  /** What a function gives. */
  | { readonly kind: 'function'; readonly result: OptionType }
  /** Options of its own; computed when asked for. */
  | {
      readonly kind: 'options'
      readonly options: () => OptionTree
      readonly freeform: () => OptionType | undefined
    }
  /** One of several tags, each an option. */
  | { readonly kind: 'tags'; readonly tags: { readonly [name: string]: Option } }

export const leaf: Structure = { kind: 'leaf' }
