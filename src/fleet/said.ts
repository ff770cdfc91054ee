import type { Definition } from '../modules/option-type.ts'
import type { Cell } from '../modules/sweeps/types.ts'
import type { PlaceSource } from './place.ts'
import type { Statement } from './resolved.ts'

/** A definition of a module's option. */
export interface SaidDefinition extends Definition {
  readonly kind: 'define'
}

/** What a unit says. */
export type Said =
  | SaidDefinition
  /** Something that goes to the flake as it is. */
  | { readonly kind: 'statement'; readonly statement: Statement }
  /** An assertion that does not hold, or something that should be said in another way. */
  | {
      readonly kind: 'finding'
      readonly code: 'assertion-failed' | 'renamed-option'
      readonly severity: 'error' | 'warning'
      readonly message: string
      readonly user: string | undefined
      readonly place: PlaceSource
    }

/** Collects all that is no definition of a module's option. It has no value to read. */
export const toFlake: Cell<Said> = { id: 'flake', merge: () => ({ value: undefined }) }
