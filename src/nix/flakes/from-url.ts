import type { ByteString } from '../bytes.ts'
import { FlakeError } from './error.ts'
import { type FlakeAttrs, isLegalRef, isRevision } from './input-attrs.ts'
import { printUrl, type Url } from './url.ts'

/** What a URL says of a source. `flake` decides what a bare URL is: a flake is an archive, anything else a file. */
export function fromUrl(url: Url, flake: boolean): FlakeAttrs {
  switch (url.scheme) {
    case 'flake':
      return fromIndirect(url)
    case 'path':
      return fromPath(url)
    case 'github':
    case 'gitlab':
    case 'sourcehut':
      return fromForge(url, url.scheme)
  }
  const plus = url.scheme.indexOf('+')
  const application = plus < 0 ? undefined : url.scheme.slice(0, plus)
  const transport = url.scheme.slice(plus + 1)
  if (url.scheme === 'git' || application === 'git') return fromGit(url, transport)
  if (['http', 'https', 'file'].includes(transport)) {
    const archive = flake || /\.(zip|tar|tgz|tar\.(gz|xz|bz2|zst))$/.test(url.path.at(-1) ?? '')
    const type = application ?? (archive ? 'tarball' : 'file')
    if (type === 'tarball' || type === 'file') return fromDownload(url, type, transport)
  }
  const hint =
    application === 'file' && transport === 'git' ? "; did you mean 'git+file' instead of 'file+git'?" : ''
  throw new FlakeError(`input '${printUrl(url)}' is unsupported${hint}`)
}

function fromIndirect(url: Url): FlakeAttrs {
  const [id = '', first, second, ...rest] = url.path.filter((part) => part !== '')
  if (id === '' || rest.length > 0) throw new FlakeError(`GitHub URL '${printUrl(url)}' is invalid`)
  const attrs = { type: 'indirect', id }
  if (first === undefined) return attrs
  if (second === undefined) {
    if (isRevision(first)) return { ...attrs, rev: first }
    if (isLegalRef(first)) return { ...attrs, ref: first }
    throw new FlakeError(
      `in flake URL '${printUrl(url)}', '${first}' is not a commit hash or branch/tag name`,
    )
  }
  if (!isLegalRef(first))
    throw new FlakeError(`in flake URL '${printUrl(url)}', '${first}' is not a branch/tag name`)
  if (!isRevision(second))
    throw new FlakeError(`in flake URL '${printUrl(url)}', '${second}' is not a commit hash`)
  return { ...attrs, ref: first, rev: second }
}

function fromForge(url: Url, type: string): FlakeAttrs {
  const [owner, repo, ...more] = url.path.filter((part) => part !== '')
  if (owner === undefined || repo === undefined) throw new FlakeError(`URL '${printUrl(url)}' is invalid`)
  const attrs: Record<string, ByteString> = { type, owner, repo }
  if (more.length > 0) attrs[more.length === 1 && isRevision(more[0]!) ? 'rev' : 'ref'] = more.join('/')
  for (const [name, value] of url.query) {
    if (!['rev', 'ref', 'host', 'narHash'].includes(name))
      throw new FlakeError(`URL '${printUrl(url)}' contains unknown parameter '${name}'`)
    if ((name === 'rev' || name === 'ref') && attrs[name] !== undefined)
      throw new FlakeError(
        `URL '${printUrl(url)}' contains multiple ${name === 'rev' ? 'commit hashes' : 'branch/tag names'}`,
      )
    attrs[name] = value
  }
  return attrs
}

function fromPath(url: Url): FlakeAttrs {
  if (url.authority)
    throw new FlakeError(`path URL '${printUrl(url)}' should not have an authority ('${url.authority}')`)
  const attrs: Record<string, ByteString | number> = { type: 'path', path: url.path.join('/') }
  for (const [name, value] of url.query) {
    if (name === 'rev' || name === 'narHash') attrs[name] = value
    else if (name === 'revCount' || name === 'lastModified') {
      if (!/^\d+$/.test(value))
        throw new FlakeError(`path URL '${printUrl(url)}' has invalid parameter '${name}'`)
      attrs[name] = Number(value)
    } else throw new FlakeError(`path URL '${printUrl(url)}' has unsupported parameter '${name}'`)
  }
  return attrs
}

const gitTexts = ['rev', 'ref', 'keytype', 'publicKey', 'publicKeys']
const gitSwitches = ['shallow', 'submodules', 'lfs', 'exportIgnore', 'allRefs', 'verifyCommit']

function fromGit(url: Url, transport: string): FlakeAttrs {
  const attrs: Record<string, ByteString | boolean> = { type: 'git' }
  const query = new Map<ByteString, ByteString>()
  for (const [name, value] of url.query) {
    if (gitTexts.includes(name)) attrs[name] = value
    else if (gitSwitches.includes(name)) attrs[name] = value === '1'
    else query.set(name, value)
  }
  return { ...attrs, url: printUrl({ ...url, scheme: transport, query }) }
}

function fromDownload(url: Url, type: string, transport: string): FlakeAttrs {
  const attrs: Record<string, ByteString | number> = { type }
  const query = new Map(url.query)
  for (const name of ['narHash', 'rev']) {
    const value = query.get(name)
    if (value !== undefined) attrs[name] = value
  }
  for (const name of ['revCount', 'lastModified']) {
    const value = query.get(name)
    if (value !== undefined && /^\d+$/.test(value)) attrs[name] = Number(value)
  }
  for (const name of ['narHash', 'rev', 'revCount', 'lastModified', 'name', 'unpack', 'url'])
    query.delete(name)
  return { ...attrs, url: printUrl({ ...url, scheme: transport, query }) }
}
