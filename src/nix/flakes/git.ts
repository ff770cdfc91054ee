import { type ByteString, toBytes } from '../bytes.ts'
import type { FlakeAttrs } from './input-attrs.ts'

/** Runs git in a folder: what it printed, or undefined where it failed. */
export type RunGit = (args: readonly string[], folder: ByteString) => string | undefined

/** A folder as Nix sees it when it stands in a git repository. */
export interface GitTree {
  /** Where the repository begins. */
  readonly root: ByteString
  /** Files that git tracks, and their folders, by their path from the root. Nothing else is part of the source. */
  readonly tracked: ReadonlySet<ByteString>
  /** What is known of the commit; `dirtyRev` instead of `rev` where files differ from it. */
  readonly attrs: FlakeAttrs
}

/** Asks git about the repository that a folder is in; undefined where it is in none. */
export function readGitTree(run: RunGit, folder: ByteString): GitTree | undefined {
  const root = run(['rev-parse', '--show-toplevel'], folder)?.trimEnd()
  const listed = root === undefined ? undefined : run(['ls-files', '-z', '--cached', '--deduplicate'], root)
  if (root === undefined || listed === undefined) return undefined
  const deleted = new Set((run(['ls-files', '-z', '--deleted'], root) ?? '').split('\0'))
  const tracked = new Set<ByteString>()
  for (const file of listed.split('\0')) {
    if (file === '' || deleted.has(file)) continue
    const bytes = toBytes(file)
    for (let end = bytes.length; end > 0; end = bytes.lastIndexOf('/', end - 1))
      tracked.add(bytes.slice(0, end))
  }
  const attrs: Record<string, ByteString | number> = { type: 'git' }
  const [rev, time] = run(['log', '-1', '--format=%H %ct'], root)?.trim().split(' ') ?? []
  attrs['lastModified'] = Number(time ?? 0)
  const dirty = run(['status', '--porcelain', '--untracked-files=no'], root) !== ''
  if (rev !== undefined && dirty) {
    attrs['dirtyRev'] = `${rev}-dirty`
    attrs['dirtyShortRev'] = `${rev.slice(0, 7)}-dirty`
  } else if (rev !== undefined) {
    attrs['rev'] = rev
    const count = run(['rev-list', '--count', 'HEAD'], root)?.trim()
    if (count !== undefined) attrs['revCount'] = Number(count)
  }
  return { root: toBytes(root), tracked, attrs }
}
