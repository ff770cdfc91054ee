import type { Place } from '../modules/option-type.ts'
import type { PantherModel } from '../synth/model.ts'

/** What leads from what NixOS says back to the fleet. */
export interface Origins {
  readonly model: PantherModel
  /** Where evaluation sees the flake. */
  readonly flake: string
  /** The folder of the fleet. */
  readonly root: string
  readonly host: string
  /** The text of a file of the flake, by its path in it. */
  readonly read: (path: string) => string | undefined
  /** The file of the fleet that is copied to this path. */
  readonly copied: (path: string) => string | undefined
  /** The call that gave the text of the file at this path. */
  readonly given: (path: string) => Place | undefined
}
