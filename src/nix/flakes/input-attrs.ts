import type { ByteString } from '../bytes.ts'
import { FlakeError } from './error.ts'

/**
 * Where a source is from, as attributes: a flake reference taken apart, an entry of a lock file, the argument of
 * `fetchTree`.
 */
export type FlakeAttrs = Readonly<Record<string, ByteString | number | boolean>>

export const flakeId: RegExp = /[a-zA-Z][a-zA-Z0-9_-]*/
export const revision: RegExp = /[0-9a-fA-F]{40}/
const wholeRevision = new RegExp(`^${revision.source}$`)

export function isRevision(text: ByteString): boolean {
  return wholeRevision.test(text)
}

const forge = ['owner', 'repo', 'ref', 'rev', 'narHash', 'lastModified', 'host', 'treeHash']
const download = ['url', 'narHash', 'name', 'unpack', 'rev', 'revCount', 'lastModified']

/** What each kind of source may say. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  indirect: ['id', 'ref', 'rev', 'narHash'],
  github: forge,
  gitlab: forge,
  sourcehut: forge,
  path: ['path', 'rev', 'revCount', 'lastModified', 'narHash'],
  git: [
    'url',
    'ref',
    'rev',
    'shallow',
    'submodules',
    'lfs',
    'exportIgnore',
    'lastModified',
    'revCount',
    'narHash',
    'allRefs',
    'name',
    'dirtyRev',
    'dirtyShortRev',
    'verifyCommit',
    'keytype',
    'publicKey',
    'publicKeys',
  ],
  tarball: download,
  file: download,
}

const required: Readonly<Record<string, readonly string[]>> = {
  indirect: ['id'],
  github: ['owner', 'repo'],
  gitlab: ['owner', 'repo'],
  sourcehut: ['owner', 'repo'],
  path: ['path'],
  git: ['url'],
  tarball: ['url'],
  file: ['url'],
}

/** The attributes, if they describe a source; kinds that nobody knows are let pass, as Nix does. */
export function checkAttrs(attrs: FlakeAttrs): FlakeAttrs {
  const type = attrs['type']
  if (typeof type !== 'string')
    throw new FlakeError("'type' attribute to specify input scheme is required but not provided")
  const names = Object.hasOwn(allowed, type) ? allowed[type]! : undefined
  if (names === undefined) return attrs
  for (const name of Object.keys(attrs))
    if (name !== 'type' && name !== '__final' && !names.includes(name))
      throw new FlakeError(`input attribute '${name}' not supported by scheme '${type}'`)
  for (const name of required[type]!)
    if (typeof attrs[name] !== 'string') throw new FlakeError(`input attribute '${name}' is missing`)
  const { ref, rev, host, id } = attrs
  if (typeof id === 'string' && !new RegExp(`^${flakeId.source}$`).test(id))
    throw new FlakeError(`'${id}' is not a valid flake ID`)
  if (names === forge) {
    const shown = JSON.stringify(attrs)
    if (ref !== undefined && rev !== undefined)
      throw new FlakeError(
        `input ${shown} contains both a commit hash ('${rev}') and a branch/tag name ('${ref}')`,
      )
    if (typeof ref === 'string' && !isLegalRef(ref))
      throw new FlakeError(`input ${shown} contains an invalid branch/tag name`)
    if (typeof host === 'string' && !/^[a-zA-Z0-9.-]*$/.test(host))
      throw new FlakeError(`input ${shown} contains an invalid instance host`)
  }
  if (type === 'git' && typeof ref === 'string' && !isLegalRef(ref))
    throw new FlakeError(`invalid Git branch/tag name '${ref}'`)
  return attrs
}

/** Whether git could have a branch or tag of this name. */
export function isLegalRef(name: ByteString): boolean {
  return (
    name !== '' &&
    name !== '@' &&
    !/[\0-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|^\/|[/.]$|^-/.test(name) &&
    name.split('/').every((part) => !part.startsWith('.') && !part.endsWith('.lock'))
  )
}
