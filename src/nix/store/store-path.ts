import type { ByteString } from '../bytes.ts'
import { encodeBase32 } from './base32.ts'
import { StoreError } from './error.ts'
import { base16, foldDigest, type Hash, hashBytes, sha256Hex } from './hash.ts'

/** Characters of a store path's hash: 160 bits in base 32. */
export const hashLength = 32

const longestName = 211
const illegalInName = /[^0-9a-zA-Z+\-._?=]/

/** Throws a {@link StoreError} where `name` cannot be the name of a store path. */
export function checkStoreName(name: ByteString): void {
  if (name === '') throw new StoreError('name must not be empty')
  if (name.length > longestName)
    throw new StoreError(`name '${name}' must be no longer than ${longestName} characters`)
  if (name === '.' || name === '..') throw new StoreError(`name '${name}' is not valid`)
  const dots = /^(\.\.?)-/.exec(name)
  if (dots)
    throw new StoreError(
      `name '${name}' is not valid: first dash-separated component must not be '${dots[1]}'`,
    )
  const wrong = illegalInName.exec(name)
  if (wrong) throw new StoreError(`name '${name}' contains illegal character '${wrong[0]}'`)
}

/** The name of a file of the store (`<hash>-<name>`) in its two parts, or a {@link StoreError}. */
export function parseStoreBaseName(base: ByteString): { readonly hash: string; readonly name: ByteString } {
  if (base.length < hashLength + 1) throw new StoreError(`'${base}' is too short to be a valid store path`)
  if (base[hashLength] !== '-')
    throw new StoreError(`'${base}' can't name a store path because the hash part is not followed by a '-'`)
  const hash = base.slice(0, hashLength)
  const wrong = /[^0-9a-df-np-sv-z]/.exec(hash)
  if (wrong) throw new StoreError(`store path '${base}' contains illegal base-32 character '${wrong[0]}'`)
  const name = base.slice(hashLength + 1)
  checkPathName(base, name)
  return { hash, name }
}

function checkPathName(base: ByteString, name: ByteString): void {
  try {
    checkStoreName(name)
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    throw new StoreError(`path '${base}' is not a valid store path: ${error.message}`)
  }
}

/** The store path that `path`, absolute and free of `.` and `..`, lies in, or undefined where it is in no store path. */
export function storePathOf(path: ByteString, storeDir: string): ByteString | undefined {
  if (!path.startsWith(`${storeDir}/`)) return undefined
  const end = path.indexOf('/', storeDir.length + 1)
  const found = end < 0 ? path : path.slice(0, end)
  return isStoreBaseName(found.slice(storeDir.length + 1)) ? found : undefined
}

function isStoreBaseName(base: ByteString): boolean {
  try {
    parseStoreBaseName(base)
    return true
  } catch (error) {
    if (error instanceof StoreError) return false
    throw error
  }
}

/** The name of a store path without folder and hash. */
export function nameOfStorePath(path: ByteString): ByteString {
  return path.slice(path.lastIndexOf('/') + hashLength + 2)
}

/** The rule all paths follow: what it is, a SHA-256 of that, folder and name, hashed and folded to 160 bits. */
function storePath(type: ByteString, sha256: string, name: ByteString, storeDir: string): ByteString {
  const { digest } = hashBytes('sha256', `${type}:sha256:${sha256}:${storeDir}:${name}`)
  const base = `${encodeBase32(foldDigest(digest, 20))}-${name}`
  checkPathName(base, name)
  return `${storeDir}/${base}`
}

function withReferences(type: string, references: Iterable<ByteString>): ByteString {
  return [type, ...[...references].sort()].join(':')
}

/**
 * Where a text goes that `builtins.toFile` or a derivation's file put into the store.
 *
 * @param references store paths that the text names, each once
 */
export function makeTextPath(
  name: ByteString,
  text: ByteString,
  references: Iterable<ByteString>,
  storeDir: string,
): ByteString {
  return storePath(withReferences('text', references), sha256Hex(text), name, storeDir)
}

/** How files were hashed: the bytes of one file, or the NAR of a tree. */
export type FileIngestion = 'flat' | 'recursive'

/** Where files go whose content has this hash: the sources that `builtins.path` copies, and what fetchers bring. */
export function makeFixedOutputPath(
  name: ByteString,
  method: FileIngestion,
  hash: Hash,
  storeDir: string,
  references: readonly ByteString[] = [],
): ByteString {
  const digest = base16(hash.digest)
  if (method === 'recursive' && hash.algorithm === 'sha256')
    return storePath(withReferences('source', references), digest, name, storeDir)
  if (references.length > 0)
    throw new StoreError(
      `fixed output derivation '${name}' is not allowed to refer to other store paths.\nYou may need to use the 'unsafeDiscardReferences' derivation attribute, see the manual for more details.`,
    )
  const inner = sha256Hex(`fixed:out:${method === 'recursive' ? 'r:' : ''}${hash.algorithm}:${digest}:`)
  return storePath('output:out', inner, name, storeDir)
}

/** The name of the path of one output of a derivation: that of `out` is the derivation's own. */
export function outputPathName(name: ByteString, output: ByteString): ByteString {
  return output === 'out' ? name : `${name}-${output}`
}

/**
 * Where an output of a derivation goes.
 *
 * @param modulo the derivation's hash modulo fixed outputs, in base 16
 */
export function makeOutputPath(
  output: ByteString,
  modulo: string,
  name: ByteString,
  storeDir: string,
): ByteString {
  return storePath(`output:${output}`, modulo, outputPathName(name, output), storeDir)
}

/** What stands for the path of an output inside its own derivation, until the builder knows it. */
export function outputPlaceholder(output: ByteString): string {
  return `/${encodeBase32(hashBytes('sha256', `nix-output:${output}`).digest)}`
}
