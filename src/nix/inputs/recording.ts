import type { ByteString } from '../bytes.ts'
import { InputError, type Inputs } from '../eval/inputs.ts'
import { base16, hashBytes, sha256Hex } from '../store/index.ts'

/** One thing that an evaluation read, and the SHA-256 of what it found. */
export interface Read {
  readonly kind: keyof Inputs
  /** A path or the name of a variable; empty for the clock. */
  readonly name: ByteString
  readonly hash: string
}

/** Inputs that note what is read through them, each thing once. */
export interface Recorder {
  readonly inputs: Inputs
  readonly reads: () => readonly Read[]
}

export function recordInputs(inputs: Inputs): Recorder {
  const found = new Map<string, Read>()
  const note = <T>(kind: keyof Inputs, name: ByteString, read: (inputs: Inputs) => T): T => {
    const key = `${kind} ${name}`
    const result = attempt(() => read(inputs))
    if (!found.has(key)) found.set(key, { kind, name, hash: hashOf(result) })
    if ('error' in result) throw result.error
    return result.value
  }
  return {
    inputs: {
      readFile: (path) => note('readFile', path, (from) => from.readFile(path)),
      readDir: (path) => note('readDir', path, (from) => from.readDir(path)),
      lstat: (path) => note('lstat', path, (from) => from.lstat(path)),
      readLink: (path) => note('readLink', path, (from) => from.readLink(path)),
      realPath: (path) => note('realPath', path, (from) => from.realPath(path)),
      env: (name) => note('env', name, (from) => from.env(name)),
      currentTime: () => note('currentTime', '', (from) => from.currentTime()),
    },
    reads: () => [...found.values()],
  }
}

/** The first of the things once read that is something else now, or undefined where an evaluation would be the same. */
export function firstChange(inputs: Inputs, reads: readonly Read[]): Read | undefined {
  return reads.find(({ kind, name, hash }) => hashOf(attempt((): unknown => inputs[kind](name))) !== hash)
}

type Attempt<T> = { readonly value: T } | { readonly error: InputError }

function attempt<T>(read: () => T): Attempt<T> {
  try {
    return { value: read() }
  } catch (error) {
    if (error instanceof InputError) return { error }
    throw error
  }
}

function hashOf(result: Attempt<unknown>): string {
  if ('error' in result) return sha256Hex(`error ${result.error.message}`)
  const { value } = result
  if (value instanceof Uint8Array) return base16(hashBytes('sha256', value).digest)
  if (Array.isArray(value))
    return sha256Hex(
      value
        .map(({ name, type }) => `${type} ${name}\n`)
        .sort()
        .join(''),
    )
  return sha256Hex(JSON.stringify(value) ?? 'nothing')
}
