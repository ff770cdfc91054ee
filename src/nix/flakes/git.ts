import type { ByteString } from '../bytes.ts'
import type { Inputs } from '../eval/inputs.ts'
import { type Files, type Mount, type TreeFile, treeFolder, treeOf } from '../inputs/index.ts'
import { FlakeError } from './error.ts'
import type { FlakeAttrs } from './input-attrs.ts'

/** A repository of this machine as it is now, or as it was at a commit. */
export interface GitSource {
  readonly mount: Mount
  /** What is known of the commit; `dirtyRev` instead of `rev` where files differ from it. */
  readonly attrs: FlakeAttrs
  readonly revCount: (() => number) | undefined
}

export interface GitQuestion {
  readonly rev?: string | undefined
  /** A branch, or the full name of a reference (`refs/tags/v1`). */
  readonly ref?: ByteString | undefined
  /** Whether files are left out that `.gitattributes` keeps out of archives. */
  readonly exportIgnore: boolean
}

/** Where the repository begins that a folder is in, if git knows one with files. */
export function gitRoot({ git }: Pick<Inputs, 'git'>, folder: ByteString): ByteString | undefined {
  return git(folder, ['rev-parse', '--show-toplevel'])?.replace(/\n$/, '')
}

/**
 * What Nix takes of a repository: a commit where one is asked for, else the files that git tracks, as they are now.
 *
 * @throws FlakeError where there is no repository, or no such commit in it
 */
export function readGit(inputs: Inputs, folder: ByteString, question: GitQuestion): GitSource {
  const { rev, ref } = question
  const root = gitRoot(inputs, folder)
  if (root !== undefined && rev === undefined && ref === undefined) return workTree(inputs, root, question)
  if (root === undefined && inputs.git(folder, ['rev-parse', '--git-dir']) === undefined)
    throw new FlakeError(`'${folder}' is no git repository that the git on the PATH reads`)
  return commit(inputs, root ?? folder, question)
}

/** Files that git tracks. Nothing else is part of the source. */
function workTree(inputs: Inputs, root: ByteString, { exportIgnore }: GitQuestion): GitSource {
  const { git } = inputs
  const list = (flag: string) => (git(root, ['ls-files', '-z', flag]) ?? '').split('\0')
  const deleted = new Set(list('--deleted'))
  const files = list('--cached').filter((file) => file !== '' && !deleted.has(file))
  const tracked = withFolders(files)
  if (exportIgnore) for (const path of ignored(inputs, root, tracked, [])) tracked.delete(path)
  const mount = { folder: root, includes: (path: ByteString) => tracked.has(path) }
  const head = git(root, ['rev-parse', '--verify', '--quiet', 'HEAD'])?.trim()
  if (head === undefined) return { mount, attrs: { type: 'git', lastModified: 0 }, revCount: undefined }
  const lastModified = timeOf(inputs, root, head)
  if (git(root, ['status', '--porcelain', '--untracked-files=no', '--ignore-submodules']) === '')
    return { mount, attrs: { type: 'git', lastModified, rev: head }, revCount: count(inputs, root, head) }
  const dirty = { dirtyRev: `${head}-dirty`, dirtyShortRev: `${head.slice(0, 7)}-dirty` }
  return { mount, attrs: { type: 'git', lastModified, ...dirty }, revCount: undefined }
}

function commit(inputs: Inputs, folder: ByteString, { rev, ref, exportIgnore }: GitQuestion): GitSource {
  if (rev !== undefined && !/^([0-9a-f]{40}|[0-9a-f]{64})$/i.test(rev))
    throw new FlakeError(`'${rev}' is not a commit hash`)
  const name = rev ?? refName(ref)
  const found = inputs
    .git(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`])
    ?.trim()
  if (found === undefined)
    throw new FlakeError(
      `the repository '${folder}' has no ${rev === undefined ? `'${name}'` : `commit '${rev}'`}, and nothing is fetched: 'git fetch' in it may bring it`,
    )
  const lastModified = timeOf(inputs, folder, found)
  const mount = { folder: treeFolder, files: filesOf(inputs, folder, found, exportIgnore, lastModified) }
  return {
    mount,
    attrs: { type: 'git', rev: found, lastModified },
    revCount: count(inputs, folder, found),
  }
}

function refName(ref: ByteString | undefined): ByteString {
  if (ref === undefined || ref === 'HEAD') return 'HEAD'
  return ref.startsWith('refs/') ? ref : `refs/heads/${ref}`
}

function timeOf({ git }: Inputs, folder: ByteString, rev: string): number {
  return Number(git(folder, ['log', '-1', '--format=%ct', '--no-show-signature', rev]) ?? 0)
}

function count({ git }: Inputs, folder: ByteString, rev: string): () => number {
  return () => Number(git(folder, ['rev-list', '--count', rev]) ?? 0)
}

/** The files of a commit, without what a checkout would make of them. */
function filesOf(
  inputs: Inputs,
  folder: ByteString,
  rev: string,
  exportIgnore: boolean,
  modified: number,
): Files {
  const listed = inputs.git(folder, ['ls-tree', '-r', '-z', '--full-tree', rev]) ?? ''
  const entries = listed
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const [, mode, id, path] = /^(\d+) \S+ (\S+)\t(.*)$/s.exec(line)!
      return { mode: mode!, id: id!, path: path! }
    })
  const paths = withFolders(entries.map(({ path }) => path))
  if (exportIgnore) for (const path of ignored(inputs, folder, paths, [`--source=${rev}`])) paths.delete(path)
  const wanted = entries.filter(({ path }) => everyPart(path, (part) => paths.has(part)))
  const contents = blobs(inputs, folder, new Set(wanted.filter(hasContent).map(({ id }) => id)))
  return treeOf(
    wanted.map(
      ({ mode, id, path }): TreeFile => ({
        path,
        kind: kinds[mode] ?? 'regular',
        content: contents.get(id) ?? '',
      }),
    ),
    modified,
  )
}

const submodule = '160000'
const kinds: Readonly<Record<string, TreeFile['kind']>> = {
  '100755': 'executable',
  '120000': 'symlink',
  [submodule]: 'directory',
}

function hasContent({ mode }: { readonly mode: string }): boolean {
  return mode !== submodule
}

function blobs(
  { git }: Inputs,
  folder: ByteString,
  ids: ReadonlySet<string>,
): ReadonlyMap<string, ByteString> {
  const contents = new Map<string, ByteString>()
  const answer = git(folder, ['cat-file', '--batch'], Array.from(ids, (id) => `${id}\n`).join(''))
  if (answer === undefined) throw new FlakeError(`git cannot read the files of the repository '${folder}'`)
  for (let at = 0; at < answer.length; ) {
    const end = answer.indexOf('\n', at)
    const [id = '', kind, size] = answer.slice(at, end).split(' ')
    if (kind !== 'blob') throw new FlakeError(`the repository '${folder}' lacks the object '${id}'`)
    contents.set(id, answer.slice(end + 1, end + 1 + Number(size)))
    at = end + 1 + Number(size) + 1
  }
  return contents
}

/** Paths of files and of the folders they are in. */
function withFolders(files: Iterable<ByteString>): Set<ByteString> {
  const paths = new Set<ByteString>()
  for (const file of files) everyPart(file, (part) => paths.add(part) !== undefined)
  return paths
}

/** A path and the folders it is in, innermost first. */
function everyPart(path: ByteString, holds: (part: ByteString) => boolean): boolean {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1))
    if (!holds(path.slice(0, end))) return false
  return true
}

/** Those of the paths that `.gitattributes` keeps out of archives. */
function ignored(
  { git }: Inputs,
  folder: ByteString,
  paths: ReadonlySet<ByteString>,
  source: readonly string[],
): readonly ByteString[] {
  if (!Array.from(paths).some((path) => /(^|\/)\.gitattributes$/.test(path))) return []
  const asked = Array.from(paths, (path) => `${path}\0`).join('')
  const ask = (from: readonly string[]) =>
    git(folder, ['check-attr', '-z', ...from, '--stdin', 'export-ignore'], asked)
  // A git before 2.40 knows the attributes of the index alone.
  const answer = ask(source) ?? ask(['--cached']) ?? ''
  const fields = answer.split('\0')
  return fields.filter((_, index) => index % 3 === 0 && fields[index + 2] === 'set')
}
