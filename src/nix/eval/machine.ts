import type { SourceWorld } from '../flakes/index.ts'
import type { Lints } from '../parse/lints.ts'
import type { DerivationRequest, Hash, Instantiated, KnownDerivations, PathFilter } from '../store/index.ts'
import type { Context } from './context.ts'
import type { Inputs } from './inputs.ts'
import type { Attrs, Slot, Value } from './values.ts'

/** What an evaluation may do and how. */
export interface Settings {
  /** `<name>` is looked up here. */
  readonly searchPath: readonly SearchPathEntry[]
  /** What the search path's own paths are relative to. */
  readonly directory: string
  /** Of `builtins.currentSystem`. */
  readonly system: string
  /** Nothing from outside: no environment, time, or path that is not asked for by its content. */
  readonly pure: boolean
  readonly pipes: boolean
  /** Syntax that is minded. */
  readonly lints?: Lints
  /** `builtins.traceVerbose` traces. */
  readonly traceVerbose: boolean
  /** `builtins.warn` ends the evaluation. */
  readonly abortOnWarn: boolean
}

export interface SearchPathEntry {
  /** Empty for a folder whose entries are all names. */
  readonly prefix: string
  readonly path: string
}

/** The store as evaluation sees it: places, none of them looked at. */
export interface EvalStore {
  /** Of the folder of the store, without a slash at its end. */
  readonly folder: string
  readonly derivations: KnownDerivations
  /** The place in the store that the file or folder has when it is copied there under the name. */
  readonly addPath: (path: string, name: string) => string
  /** The same for what a filter leaves of it, or for the bytes of a file alone. */
  readonly addFiltered: (path: string, name: string, recursive: boolean, filter?: PathFilter) => string
  /** Where content of a known hash is. */
  readonly fixedPath: (name: string, recursive: boolean, hash: Hash) => string
  readonly addText: (name: string, text: string, references: readonly string[]) => string
  readonly addDerivation: (request: DerivationRequest) => Instantiated
}

/** One evaluation with all that it knows. */
export interface Machine {
  readonly inputs: Inputs
  readonly settings: Settings
  readonly store: EvalStore
  /** Where sources from elsewhere are found. */
  readonly sources: SourceWorld
  /** Text for the person who waits: what `trace` and `warn` say. */
  readonly say: (line: string) => void
  /** The value of a file; each is evaluated once. */
  readonly importFile: (path: string) => Value
  /** The value of a file in which the names of the set are bound too. */
  readonly importScoped: (path: string, scope: Attrs) => Value
  /** Where `<name>` is. */
  readonly findFile: (entries: readonly SearchPathEntry[], name: string, place: number) => Value
  /** The built-in variables. */
  readonly globals: ReadonlyMap<number, Slot>
  readonly builtins: Attrs
}

/** Collects the contexts of the strings that one is made of. */
export interface ContextSink {
  context: Context
}
