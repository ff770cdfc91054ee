import type { ByteString } from '../bytes.ts'
import { type DirectoryEntry, type FileStatus, InputError, type Inputs } from '../eval/inputs.ts'

/** The part of inputs that is about files. */
export type Files = Pick<Inputs, 'readFile' | 'readDir' | 'lstat' | 'readLink' | 'realPath' | 'modified'>

/** A file that is on no disk: of a commit, or of an archive. */
export interface TreeFile {
  /** Inside the tree: `a/b`. */
  readonly path: ByteString
  readonly kind: 'regular' | 'executable' | 'symlink' | 'directory'
  /** The bytes of a file, the target of a link; nothing for a folder. */
  readonly content: ByteString
}

/** Where the files of a tree are. */
export const treeFolder = '/tree'

type Node = { readonly kind: TreeFile['kind']; readonly content: ByteString; readonly names: Set<ByteString> }

const mostLinks = 40

/** Files in memory, in {@link treeFolder}. Folders need not be told. A later file takes the place of an earlier one. */
export function treeOf(files: Iterable<TreeFile>, modified: number): Files {
  const nodes = new Map<ByteString, Node>()
  const folder = (): Node => ({ kind: 'directory', content: '', names: new Set() })
  nodes.set(treeFolder, folder())
  for (const { path, kind, content } of files) {
    let at = treeFolder
    const parts = path.split('/')
    parts.forEach((name, index) => {
      nodes.get(at)!.names.add(name)
      at = `${at}/${name}`
      const isLast = index === parts.length - 1
      const known = nodes.get(at)
      if (isLast && kind !== 'directory') nodes.set(at, { kind, content, names: new Set() })
      else if (known?.kind !== 'directory') nodes.set(at, folder())
    })
  }

  const realPath = (path: ByteString): ByteString => {
    let rest = path.split('/').slice(1)
    let at = ''
    for (let links = 0; rest.length > 0; ) {
      const [name, ...more] = rest
      rest = more
      if (name === '' || name === '.') continue
      if (name === '..') {
        at = at.slice(0, Math.max(at.lastIndexOf('/'), 0))
        continue
      }
      const inner = `${at}/${name}`
      const node = nodes.get(inner)
      if (node?.kind !== 'symlink' || links++ > mostLinks) {
        at = inner
        continue
      }
      if (node.content.startsWith('/')) at = ''
      rest = [...node.content.split('/'), ...rest]
    }
    return at === '' ? '/' : at
  }
  const existing = (path: ByteString): Node => {
    const node = nodes.get(realPath(path))
    if (node === undefined) throw new InputError('missing', `path '${path}' does not exist`)
    return node
  }
  /** The node at the path itself: only links on the way are followed. */
  const itself = (path: ByteString): Node | undefined => {
    const slash = path.lastIndexOf('/')
    const parent = realPath(path.slice(0, slash))
    return nodes.get(`${parent === '/' ? '' : parent}${path.slice(slash)}`)
  }
  return {
    realPath,
    readFile(path) {
      const { kind, content } = existing(path)
      if (kind === 'directory') throw new InputError('other', `reading file '${path}': Is a directory`)
      return Buffer.from(content, 'latin1')
    },
    readDir(path) {
      const { kind, names } = existing(path)
      if (kind !== 'directory')
        throw new InputError('not-a-directory', `reading directory '${path}': Not a directory`)
      const at = realPath(path)
      return Array.from(
        names,
        (name): DirectoryEntry => ({ name, type: statusOf(nodes.get(`${at}/${name}`)!).type }),
      )
    },
    readLink(path) {
      const node = itself(path)
      if (node === undefined) throw new InputError('missing', `path '${path}' does not exist`)
      if (node.kind !== 'symlink')
        throw new InputError('other', `reading symlink '${path}': Invalid argument`)
      return node.content
    },
    lstat(path) {
      const node = itself(path)
      return node === undefined ? undefined : statusOf(node)
    },
    modified: () => modified,
  }
}

function statusOf({ kind }: Node): FileStatus {
  return { type: kind === 'executable' ? 'regular' : kind, executable: kind === 'executable' }
}
