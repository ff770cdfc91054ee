import { isOption, type Option, type Options } from './option.ts'

/** Options by name, loaded by need: NixOS has 26,623 of them. */
export interface OptionTree {
  readonly kind: 'tree'
  /** The option or group of that name. */
  child(name: string): Option | OptionTree | undefined
  /** All names, for suggestions and documentation. */
  names(): Iterable<string>
}

export function isOptionTree(value: unknown): value is OptionTree {
  return typeof value === 'object' && value !== null && (value as { kind?: unknown }).kind === 'tree'
}

/** A plain object of options as a tree. */
export function optionTree(options: Options | OptionTree): OptionTree {
  if (isOptionTree(options)) return options
  return {
    kind: 'tree',
    child(name) {
      if (!Object.hasOwn(options, name)) return undefined
      const child = options[name]!
      return isOption(child) ? child : optionTree(child)
    },
    names: () => Object.keys(options),
  }
}
