import type { ByteString } from '../bytes.ts'
import { hashBytes } from './hash.ts'
import { type FileTree, hashNar, type PathFilter } from './nar.ts'
import { makeFixedOutputPath, nameOfStorePath } from './store-path.ts'

/** What a store path that evaluation made will hold. */
export type StoreContent =
  /** A derivation's file, or a text of `builtins.toFile`. */
  | { readonly kind: 'text'; readonly text: ByteString; readonly references: Iterable<ByteString> }
  /** A file or folder, or what a filter leaves of it: `source` is where it is now. */
  | {
      readonly kind: 'tree'
      readonly tree: FileTree
      readonly source: ByteString
      readonly filter?: PathFilter | undefined
    }
  /** The bytes of one file, whether it may be executed or not. */
  | { readonly kind: 'flat'; readonly tree: FileTree; readonly source: ByteString }

/** By full path. */
export type StoreContents = Map<ByteString, StoreContent>

/** A store path with what it holds. */
export type StoreEntry = readonly [path: ByteString, content: StoreContent | undefined]

/**
 * A store path and all that it leads to, what others refer to first: whoever writes them in this order never has a path
 * without its references. A path whose content is not known is told without one.
 *
 * @param inputs where paths are looked for that evaluation did not make: sources that were fetched
 */
export function* storeClosure(
  contents: StoreContents,
  root: ByteString,
  inputs: FileTree,
  storeDir: string,
): Generator<StoreEntry> {
  const seen = new Set<ByteString>([root])
  // A path, with those of its references that were not visited yet. Closures are deeper than the stack.
  const visit = (path: ByteString) => {
    const content = contents.get(path) ?? fetched(inputs, path, storeDir)
    const references = content?.kind === 'text' ? [...content.references] : []
    return { path, content, references }
  }
  const open = [visit(root)]
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const next = top.references.pop()
    if (next === undefined) {
      open.pop()
      yield [top.path, top.content]
    } else if (!seen.has(next)) {
      seen.add(next)
      open.push(visit(next))
    }
  }
}

/** What is at a path, if the path follows from it alone: then it refers to nothing. */
function fetched(tree: FileTree, path: ByteString, storeDir: string): StoreContent | undefined {
  const status = tree.lstat(path)
  if (status === undefined) return undefined
  const name = nameOfStorePath(path)
  if (makeFixedOutputPath(name, 'recursive', hashNar(tree, path), storeDir) === path)
    return { kind: 'tree', tree, source: path }
  if (status.type !== 'regular') return undefined
  const flat = hashBytes('sha256', tree.readFile(path))
  return makeFixedOutputPath(name, 'flat', flat, storeDir) === path
    ? { kind: 'flat', tree, source: path }
    : undefined
}
