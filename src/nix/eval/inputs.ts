/**
 * All that evaluation knows of the world. Nothing in the evaluator reads a file, a variable or a clock except through
 * this interface, so that what an evaluation depends on can be recorded, replayed and restricted.
 *
 * Text is a byte string: a JavaScript string whose characters are the bytes (0 to 255) of what Nix sees. Paths are
 * absolute and canonical: no `.`, `..`, `//` or `/` at the end.
 */
export interface Inputs {
  /** The bytes of a file; symbolic links on the way and at its end are followed. */
  readonly readFile: (path: string) => Uint8Array
  /** Names and kinds of what is in a folder, in any order; symbolic links to a folder are followed. */
  readonly readDir: (path: string) => readonly DirectoryEntry[]
  /** What stands at the path itself: nothing if there is nothing. Links on the way are followed, the last is not. */
  readonly lstat: (path: string) => FileStatus | undefined
  /** The text of a symbolic link. */
  readonly readLink: (path: string) => string
  /** The path with all symbolic links resolved. What does not exist stays as it is written. */
  readonly realPath: (path: string) => string
  /** When what stands at the path itself was last changed, in seconds since 1970; 0 if there is nothing. */
  readonly modified: (path: string) => number
  /**
   * What git prints of the repository that a folder is in, or undefined where it fails or is not there.
   *
   * @param input what it reads
   */
  readonly git: (folder: string, args: readonly string[], input?: string) => string | undefined
  /** Why there is nothing at a path at which one would expect something, where there is more to say. */
  readonly whyMissing?: (path: string) => string | undefined
  /** An environment variable. */
  readonly env: (name: string) => string | undefined
  /** Seconds since 1970. */
  readonly currentTime: () => number
}

export type FileType = 'regular' | 'directory' | 'symlink' | 'unknown'

export interface DirectoryEntry {
  readonly name: string
  readonly type: FileType
}

export interface FileStatus {
  readonly type: FileType
  /** Whether the owner may execute it; false for what is no regular file. */
  readonly executable: boolean
}

/** Thrown by an input that cannot be read; the message is what Nix says of it. */
export class InputError extends Error {
  readonly kind: 'missing' | 'not-a-directory' | 'other'

  constructor(kind: InputError['kind'], message: string) {
    super(message)
    this.kind = kind
  }
}
