import {
  type DerivationRequest,
  type Hash,
  hashBytes,
  hashNar,
  type Instantiated,
  instantiate,
  type KnownDerivations,
  makeFixedOutputPath,
  makeTextPath,
  type PathFilter,
  type StoreContents,
} from '../store/index.ts'
import type { Inputs } from './inputs.ts'
import type { EvalStore } from './machine.ts'

export interface StoreOptions {
  readonly folder: string
  readonly derivations?: KnownDerivations
  /** Takes note of what every path that evaluation makes will hold, for whoever writes it. */
  readonly contents?: StoreContents
}

/** A store that is computed and not written: what Nix calls read-only. */
export function computedStore(inputs: Inputs, options: StoreOptions): EvalStore {
  const { folder, derivations = new Map(), contents } = options
  const added = new Map<string, string>()
  const addTree = (path: string, name: string, recursive: boolean, filter?: PathFilter): string => {
    const hash = recursive ? hashNar(inputs, path, filter) : hashBytes('sha256', inputs.readFile(path))
    const stored = makeFixedOutputPath(name, recursive ? 'recursive' : 'flat', hash, folder)
    const content = { tree: inputs, source: path }
    contents?.set(stored, recursive ? { ...content, kind: 'tree', filter } : { ...content, kind: 'flat' })
    return stored
  }
  return {
    folder,
    derivations,
    addPath(path, name) {
      const key = `${path}\0${name}`
      const known = added.get(key)
      if (known !== undefined) return known
      const stored = addTree(path, name, true)
      added.set(key, stored)
      return stored
    },
    addFiltered: (path, name, recursive, filter) => addTree(path, name, recursive, filter),
    fixedPath: (name, recursive, hash: Hash) =>
      makeFixedOutputPath(name, recursive ? 'recursive' : 'flat', hash, folder),
    addText(name, text, references) {
      const path = makeTextPath(name, text, references, folder)
      contents?.set(path, { kind: 'text', text, references })
      return path
    },
    addDerivation(request: DerivationRequest): Instantiated {
      const made = instantiate(derivations, request, folder)
      contents?.set(made.drvPath, { kind: 'text', text: made.text, references: made.references })
      return made
    },
  }
}
