import { type Mount, treeFolder, treeOf } from '../inputs/index.ts'
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
import { canonicalPath } from './paths.ts'

export interface StoreOptions {
  readonly folder: string
  readonly derivations?: KnownDerivations
  /** Takes note of what every path that evaluation makes will hold, for whoever writes it. */
  readonly contents?: StoreContents
  /** Grows by the sources and texts that are added, so that evaluation can read them where they would be. */
  readonly mounts?: Map<string, Mount>
}

/** Seconds since 1970: what lies in a store has no date. */
const modifiedInStore = 1

/** Where the store is: what `NIX_STORE_DIR` says, else `/nix/store`. */
export function storeFolder(inputs: Inputs): string {
  return canonicalPath(inputs.env('NIX_STORE_DIR') ?? '/nix/store')
}

/** A store that is computed and not written: what Nix calls read-only. */
export function computedStore(inputs: Inputs, options: StoreOptions): EvalStore {
  const { folder, derivations = new Map(), contents, mounts } = options
  const added = new Map<string, string>()
  const addTree = (path: string, name: string, recursive: boolean, filter?: PathFilter): string => {
    const kept = new Set<string>()
    const inside = path === '/' ? 1 : path.length + 1
    const noting: PathFilter | undefined =
      filter &&
      ((at, type) => {
        const isKept = filter(at, type)
        if (isKept) kept.add(at.slice(inside))
        return isKept
      })
    const hash = recursive ? hashNar(inputs, path, noting) : hashBytes('sha256', inputs.readFile(path))
    const stored = makeFixedOutputPath(name, recursive ? 'recursive' : 'flat', hash, folder)
    mounts?.set(stored, {
      folder: path,
      ...(path.startsWith(`${folder}/`) && { files: inputs }),
      ...(filter && { includes: (at) => kept.has(at) }),
    })
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
      const files = [{ path: 'text', kind: 'regular', content: text }] as const
      mounts?.set(path, { folder: `${treeFolder}/text`, files: treeOf(files, modifiedInStore) })
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
