import type { Struct } from './struct.ts'

/** Plain data, as JSON has it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/** What is known of one option. */
export interface OptionFacts {
  readonly struct: Struct
  /** The type in plain words, as in the manual. */
  readonly type: string
  readonly hasDefault: boolean
  /** Only where the default is plain data. */
  readonly default?: Json | undefined
  /** The file that declares it, inside the source; `<unknown-file>` where that is not known. */
  readonly declared: string
  readonly readOnly?: true | undefined
  readonly internal?: true | undefined
  readonly hidden?: true | undefined
  /** Its value is not what was defined: the module transforms it. */
  readonly apply?: true | undefined
  /** The option it was renamed to. */
  readonly aliasOf?: string | undefined
  /** Defining it is an error. */
  readonly removed?: true | undefined
  /** The flake whose module declares it. */
  readonly module?: string | undefined
}

/** A place in the tree of options: an option, a group of options, or both (a submodule). Loaded by need. */
export interface FactNode {
  readonly option?: OptionFacts | undefined
  child(name: string): FactNode | undefined
  /** The names of the children, sorted. */
  names(): readonly string[]
  /** What every element of a list or attribute set holds. */
  readonly each?: FactNode | undefined
}

/** A place with nothing below it. */
export const emptyNode: FactNode = { child: () => undefined, names: () => [] }

/** A group of the given places. */
export function groupNode(children: Readonly<Record<string, FactNode>>): FactNode {
  return {
    child: (name) => (Object.hasOwn(children, name) ? children[name] : undefined),
    names: () => Object.keys(children),
  }
}
