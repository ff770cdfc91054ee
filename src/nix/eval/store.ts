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
} from '../store/index.ts'
import type { Inputs } from './inputs.ts'
import type { EvalStore } from './machine.ts'

export interface StoreOptions {
  readonly folder: string
  readonly derivations?: KnownDerivations
  /** Is told of every derivation and text that evaluation makes. */
  readonly keep?: (path: string, text: string) => void
}

/** A store that is computed and not written: what Nix calls read-only. */
export function computedStore(inputs: Inputs, options: StoreOptions): EvalStore {
  const { folder, derivations = new Map(), keep } = options
  const added = new Map<string, string>()
  const addTree = (path: string, name: string, recursive: boolean, filter?: PathFilter): string => {
    const hash = recursive ? hashNar(inputs, path, filter) : hashBytes('sha256', inputs.readFile(path))
    return makeFixedOutputPath(name, recursive ? 'recursive' : 'flat', hash, folder)
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
      keep?.(path, text)
      return path
    },
    addDerivation(request: DerivationRequest): Instantiated {
      const made = instantiate(derivations, request, folder)
      keep?.(made.drvPath, made.text)
      return made
    },
  }
}
