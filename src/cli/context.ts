import type { ExitCode } from './exit.ts'
import type { Files } from './files.ts'
import type { Style } from './render/style.ts'

interface Writable {
  readonly write: (text: string) => void
}

/** Where text goes: a part of Node's streams. */
export interface Output {
  write(text: string): unknown
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
}

/** The part of Node's `process` that the command knows. */
export interface CliProcess {
  readonly stdout: Output
  readonly stderr: Output
  readonly stdin?: AsyncIterable<Uint8Array | string>
  readonly env: { readonly [name: string]: string | undefined }
  cwd(): string
  /** Ctrl-C; absent where nobody can press it. */
  on?(event: 'SIGINT', listener: () => void): unknown
  off?(event: 'SIGINT', listener: () => void): unknown
  exitCode?: number | string | null | undefined
}

/** What every command is given, and all that it knows of the world. */
export interface CliContext {
  /** Where stricli writes what it has to say of wrong words; nothing else does. */
  readonly process: { readonly stdout: Writable; readonly stderr: Writable }
  /** The real streams and environment. */
  readonly terminal: CliProcess
  readonly files: Files
  /** All of the standard input. */
  readonly input: () => Promise<Uint8Array>
  /** Milliseconds from some fixed moment on. */
  readonly clock: () => number
  /** Where the command was called. */
  readonly directory: string
  readonly style: { readonly stdout: Style; readonly stderr: Style }
  /** Columns of the terminal; 100 where there is none. */
  readonly width: number
  readonly exit: (code: ExitCode) => void
  /** The words before the one that is being completed. */
  readonly completing?: readonly string[]
}
