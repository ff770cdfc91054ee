import type { Path, Place } from './option-type.ts'

/** Every kind of thing that can be wrong with definitions and declarations; each has a page in `docs/`. */
export type ModuleErrorCode =
  /** A definition of an option that nobody declares. */
  | 'unknown-option'
  /** A definition whose value is not of the option's type. */
  | 'type-mismatch'
  /** Definitions of one priority that cannot be merged. */
  | 'conflict'
  /** An option without definition, default or empty value was read. */
  | 'no-value'
  /** A read-only option with more than one definition, its default included. */
  | 'read-only'
  /** Two declarations of one option that cannot be merged. */
  | 'declared-twice'
  /** An option declared below another whose type has no inner options. */
  | 'parent-of-options'
  /** Something else than an option or a group where an option is declared. */
  | 'not-an-option'
  /** A property where the merge does not look for one, such as `mkForce(mkIf(…))` on a leaf. */
  | 'property-nesting'
  /** `mkIf` with a condition that is no boolean. */
  | 'condition-not-boolean'
  /** `mkAssert` whose assertion is false. */
  | 'assertion-failed'
  /** A value known only later, where the option needs one now. */
  | 'deferred-value'
  /** A value that needs itself. */
  | 'infinite-recursion'
  /** An option that was removed, read or defined. */
  | 'removed-option'
  /** Something that is no module where a module is wanted. */
  | 'not-a-module'
  /** A module argument or an option that is not there was read. */
  | 'missing-attribute'
  /** A user's function threw. */
  | 'thrown'

/** A definition as an error shows it. */
export interface ShownDefinition {
  readonly file: string
  readonly at?: Place | (() => Place | undefined) | undefined
  readonly value: unknown
}

/** One error, as data. `message` is worded as the module system of nixpkgs words it. */
export interface ModuleErrorData {
  readonly code: ModuleErrorCode
  readonly message: string
  readonly path: Path
  /** Those the message is about: of a conflict, all that disagree. */
  readonly definitions: readonly ShownDefinition[]
  readonly hint?: string | undefined
  /** Of an unknown option: options that may be meant, nearest first. */
  readonly suggestions?: readonly Path[] | undefined
  /** Files that declare the option, where the error is about declarations. */
  readonly declarations?: readonly string[] | undefined
  /** Of an infinite recursion: the options that need each other, in the order they were read. */
  readonly chain?: readonly Path[] | undefined
  /** What a user's function threw. */
  readonly cause?: unknown
}

/** The one exception of this folder: thrown where a value is read that has none. */
export class ModuleError extends Error {
  readonly data: ModuleErrorData

  constructor(data: ModuleErrorData) {
    super(data.message, data.cause === undefined ? undefined : { cause: data.cause })
    this.name = 'ModuleError'
    this.data = data
  }
}

/** Throws `ModuleError`. */
export function fail(
  code: ModuleErrorCode,
  path: Path,
  message: string,
  definitions: readonly ShownDefinition[] = [],
  more: Partial<ModuleErrorData> = {},
): never {
  throw new ModuleError({ code, message, path, definitions, ...more })
}

/** The data of whatever was thrown. */
export function errorData(error: unknown, path: Path = []): ModuleErrorData {
  if (error instanceof ModuleError) return error.data
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof RangeError && message.includes('call stack')) {
    return {
      code: 'infinite-recursion',
      message: 'the values are nested too deeply or need each other without end',
      path,
      definitions: [],
      cause: error,
    }
  }
  return { code: 'thrown', message, path, definitions: [], cause: error }
}
