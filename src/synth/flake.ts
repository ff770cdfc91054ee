import type { Diagnostic } from '../fleet/problem.ts'
import type { FlakeFile } from './files.ts'
import type { Knowledge } from './knowledge.ts'
import type { PantherModel } from './model.ts'

/** A flake that is not written yet. Texts and model are made when they are read. */
export interface Flake {
  /** By path inside the flake, in the order of names. `panther.json` is made of the model when the flake is written. */
  readonly files: ReadonlyMap<string, FlakeFile>
  readonly model: PantherModel
  /** Where there are errors, the files are incomplete. */
  readonly diagnostics: readonly Diagnostic[]
}

export interface SynthesizeOptions {
  /** The folder of the fleet: files below it may be copied, and places are relative to it. */
  readonly root: string
  /** What is known of options. Default: panther's catalogs. */
  readonly knowledge?: Knowledge
  /**
   * The text of a file of the fleet, to see which inputs a Nix module names. Where it gives nothing, all inputs
   * of the fleet are kept.
   */
  readonly readText?: (file: string) => string | undefined
  /** Whether there is a file or a folder. Where it is not given, all that are named are taken to be there. */
  readonly exists?: (file: string) => boolean
}
