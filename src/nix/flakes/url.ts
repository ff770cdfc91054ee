import type { ByteString } from '../bytes.ts'
import { FlakeError } from './error.ts'

/** A URL in its parts, without percent-encoding. */
export interface Url {
  readonly scheme: string
  /** What stands behind `//`, as it was written; absent where there is no `//`. */
  readonly authority: string | undefined
  /** The path, divided at each `/`; an absolute path starts with an empty part. */
  readonly path: readonly ByteString[]
  readonly query: ReadonlyMap<ByteString, ByteString>
  readonly fragment: ByteString
}

const shape = /^([A-Za-z][A-Za-z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s
const pathCharacters = /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})*$/
/** Nix also allows spaces and quotes here. */
const queryCharacters = /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/? "]|%[0-9A-Fa-f]{2})*$/
const fragmentCharacters = /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/? "^]|%[0-9A-Fa-f]{2})*$/

/** The URL, or undefined where the text is none. */
export function parseUrl(text: ByteString): Url | undefined {
  const [, scheme, authority, path = '', query = '', fragment = ''] = shape.exec(text) ?? []
  if (scheme === undefined) return undefined
  if (!pathCharacters.test(path) || !queryCharacters.test(query) || !fragmentCharacters.test(fragment))
    return undefined
  return {
    scheme,
    authority,
    path: path.split('/').map(percentDecode),
    query: parseQuery(query),
    fragment: percentDecode(fragment),
  }
}

/** Parameters without `=` are left out; of one that comes twice, the first counts. */
export function parseQuery(text: ByteString): ReadonlyMap<ByteString, ByteString> {
  const query = new Map<ByteString, ByteString>()
  for (const parameter of text.split('&')) {
    const equals = parameter.indexOf('=')
    const name = percentDecode(parameter.slice(0, equals))
    if (equals >= 0 && !query.has(name)) query.set(name, percentDecode(parameter.slice(equals + 1)))
  }
  return query
}

export function percentDecode(text: ByteString): ByteString {
  if (!text.includes('%')) return text
  return text.replaceAll(/%([0-9A-Fa-f]{2})?/g, (_, digits: string | undefined) => {
    if (digits === undefined) throw new FlakeError(`invalid URI parameter '${text}'`)
    return String.fromCharCode(Number.parseInt(digits, 16))
  })
}

export function percentEncode(text: ByteString, keep = ''): string {
  return text.replaceAll(/[^A-Za-z0-9\-._~]/g, (character) =>
    keep.includes(character)
      ? character
      : `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
}

/** Parameters come in the order of their names. */
export function printUrl({ scheme, authority, path, query, fragment }: Url): string {
  const parameters = [...query]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${percentEncode(name, ':@/?')}=${percentEncode(value, ':@/?')}`)
  return [
    `${scheme}:`,
    authority === undefined ? '' : `//${authority}`,
    path.map((part) => percentEncode(part, ':@')).join('/'),
    parameters.length > 0 ? `?${parameters.join('&')}` : '',
    fragment === '' ? '' : `#${percentEncode(fragment)}`,
  ].join('')
}
