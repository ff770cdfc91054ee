import type { ByteString } from '../bytes.ts'
import { FlakeError } from './error.ts'
import { fromUrl } from './from-url.ts'
import { checkAttrs, type FlakeAttrs, flakeId, revision } from './input-attrs.ts'
import { parseQuery, parseUrl, percentDecode, printUrl, type Url } from './url.ts'

const reference = '[a-zA-Z0-9@][a-zA-Z0-9_./@+-]*'
const indirect = new RegExp(
  `^(${flakeId.source}(?:/(?:${revision.source}|${reference}(?:/${revision.source})?))?)(?:#(.*))?$`,
  's',
)

/**
 * A flake reference as `builtins.parseFlakeRef` takes it apart: an indirect one (`nixpkgs/unstable`), a URL, or a path.
 *
 * @param options.relative whether a path may be relative, as in the inputs of a flake
 * @param options.flake whether it refers to a flake, which decides what a bare URL of a file is
 * @throws FlakeError
 */
export function parseFlakeRef(
  text: ByteString,
  options: { readonly relative?: boolean; readonly flake?: boolean } = {},
): FlakeAttrs {
  const { relative = false, flake = true } = options
  const [, id, fragment] = indirect.exec(text) ?? []
  if (id !== undefined) {
    refuseFragment(percentDecode(fragment ?? ''), text)
    return checkAttrs(
      fromUrl(
        { scheme: 'flake', authority: undefined, path: id.split('/'), query: new Map(), fragment: '' },
        flake,
      ),
    )
  }
  const url = parseUrl(text) ?? pathUrl(text, relative)
  refuseFragment(url.fragment, text)
  const query = new Map(url.query)
  const dir = query.get('dir') ?? ''
  query.delete('dir')
  const attrs = checkAttrs(fromUrl({ ...url, query }, flake))
  return dir === '' ? attrs : { ...attrs, dir }
}

function refuseFragment(fragment: ByteString, text: ByteString): void {
  if (fragment !== '') throw new FlakeError(`unexpected fragment '${fragment}' in flake reference '${text}'`)
}

function pathUrl(text: ByteString, relative: boolean): Url {
  const [, path = '', query = '', fragment = ''] = /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(text) ?? []
  if (!relative && !path.startsWith('/'))
    throw new FlakeError(`flake reference '${text}' is not an absolute path`)
  return {
    scheme: 'path',
    authority: undefined,
    path: path.split('/'),
    query: parseQuery(query),
    fragment: percentDecode(fragment),
  }
}

/**
 * The URL of a flake reference, as `builtins.flakeRefToString` writes it.
 *
 * @throws FlakeError
 */
export function printFlakeRef(given: FlakeAttrs): string {
  const { dir, ...rest } = given
  const attrs = checkAttrs(rest)
  const url = toUrl(attrs)
  const query = new Map(url.query)
  if (typeof dir === 'string' && dir !== '' && !query.has('dir')) query.set('dir', dir)
  return printUrl({ ...url, query })
}

function toUrl(attrs: FlakeAttrs): Url {
  const text = (name: string): ByteString | undefined => {
    const value = attrs[name]
    return typeof value === 'string' ? value : undefined
  }
  const query = new Map<ByteString, ByteString>()
  const pass = (...names: readonly string[]) => {
    for (const name of names) {
      const value = text(name)
      if (value !== undefined) query.set(name, value)
    }
  }
  const bare = (scheme: string, path: readonly ByteString[]): Url => ({
    scheme,
    authority: undefined,
    path,
    query,
    fragment: '',
  })
  const present = (...names: readonly string[]) => names.flatMap((name) => text(name) ?? [])
  switch (attrs['type']) {
    case 'indirect':
      return bare('flake', present('id', 'ref', 'rev'))
    case 'github':
    case 'gitlab':
    case 'sourcehut':
      pass('narHash', 'host')
      return bare(attrs['type'], present('owner', 'repo', 'ref', 'rev'))
    case 'path':
      for (const [name, value] of Object.entries(attrs))
        if (name !== 'path' && name !== 'type') query.set(name, printAttr(value))
      return bare('path', (text('path') ?? '').split('/'))
    case 'git': {
      const url = urlOf(text('url'))
      for (const [name, value] of url.query) query.set(name, value)
      pass('rev', 'ref')
      for (const name of ['shallow', 'lfs', 'submodules', 'exportIgnore', 'verifyCommit'])
        if (attrs[name] === true) query.set(name, '1')
      return { ...url, scheme: url.scheme === 'git' ? 'git' : `git+${url.scheme}`, query }
    }
    case 'tarball':
    case 'file': {
      const url = urlOf(text('url'))
      for (const [name, value] of url.query) query.set(name, value)
      pass('narHash')
      return { ...url, query }
    }
    default:
      throw new FlakeError(`cannot show unsupported input '${JSON.stringify(attrs)}'`)
  }
}

function urlOf(text: ByteString | undefined): Url {
  const url = text === undefined ? undefined : parseUrl(text)
  if (url === undefined) throw new FlakeError(`'${text ?? ''}' is not a valid URL`)
  return url
}

function printAttr(value: string | number | boolean): ByteString {
  return typeof value === 'boolean' ? (value ? '1' : '0') : String(value)
}
