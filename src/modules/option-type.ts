/** Where an option or a part of its value is: attribute names, outermost first. */
export type Path = readonly string[]

/** A place in a source file. Lines and columns count from 1. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** One value that somebody gave to an option. */
export interface Definition<T = unknown> {
  /** Says who defines, as Nix's file name does. */
  readonly file: string
  /** Where in the source; a function where finding it costs time. */
  readonly at?: Place | (() => Place | undefined) | undefined
  /** May carry properties. */
  readonly value: T
}

/**
 * The type of an option: what `lib.types` gives in nixpkgs.
 * `In` is what a definition may say, `Out` what the option's value is after merging; both exist for the
 * compiler alone.
 */
export interface OptionType<out In = unknown, out Out = unknown> {
  readonly name: string
  /** In plain words, as in NixOS's manual: `list of string`. */
  readonly description: string
  readonly $in?: In
  readonly $out?: Out
}
