import type { ByteString } from '../bytes.ts'
import { InputError, type Inputs } from '../eval/inputs.ts'
import { base16, hashBytes, sha256Hex } from '../store/index.ts'

/** What inputs are asked; the rest follows from it. */
type Question = Exclude<keyof Inputs, 'whyMissing'>

/** One thing that an evaluation read, and the SHA-256 of what it found. */
export interface Read {
  readonly kind: Question
  /** A path, the name of a variable, or all words for git with a zero byte between; empty for the clock. */
  readonly name: ByteString
  readonly hash: string
  /** What it found, where that is kept. */
  readonly found?: Found
}

/** What was read, or why it could not be. */
export type Found = { readonly value: unknown } | { readonly error: InputError }

/** Inputs that note what is read through them, each thing once. */
export interface Recorder {
  readonly inputs: Inputs
  readonly reads: () => readonly Read[]
}

/** Inputs of which each reads through `ask`. */
function inputsThrough(ask: (kind: Question, name: ByteString) => unknown): Inputs {
  const through =
    <K extends Exclude<Question, 'git' | 'currentTime'>>(kind: K) =>
    (name: ByteString) =>
      ask(kind, name) as ReturnType<Inputs[K]>
  return {
    readFile: through('readFile'),
    readDir: through('readDir'),
    lstat: through('lstat'),
    readLink: through('readLink'),
    realPath: through('realPath'),
    modified: through('modified'),
    env: through('env'),
    currentTime: () => ask('currentTime', '') as number,
    git: (folder, args, input = '') =>
      ask('git', [folder, String(args.length), ...args, input].join('\0')) as ByteString | undefined,
  }
}

function read(inputs: Inputs, kind: Question, name: ByteString): unknown {
  if (kind !== 'git') return inputs[kind](name)
  const [folder = '', count, ...words] = name.split('\0')
  return inputs.git(folder, words.slice(0, Number(count)), words.slice(Number(count)).join('\0'))
}

/** @param options.keep whether what is found is kept, so that it can be replayed: the size of all files that are read */
export function recordInputs(inputs: Inputs, options: { readonly keep?: boolean } = {}): Recorder {
  const reads = new Map<string, Read>()
  return {
    inputs: inputsThrough((kind, name) => {
      const found = attempt(() => read(inputs, kind, name))
      const key = `${kind} ${name}`
      if (!reads.has(key))
        reads.set(key, { kind, name, hash: hashOf(found), ...(options.keep === true && { found }) })
      return resultOf(found)
    }),
    reads: () => [...reads.values()],
  }
}

/** Inputs that know what was once read and kept, and nothing else: whatever else is asked for is an error of ours. */
export function replayInputs(reads: readonly Read[]): Inputs {
  const known = new Map(reads.map((each) => [`${each.kind} ${each.name}`, each.found]))
  return inputsThrough((kind, name) => {
    const found = known.get(`${kind} ${name}`)
    if (found === undefined) throw new Error(`${kind} '${name}' is not in the recording`)
    return resultOf(found)
  })
}

/** The first of the things once read that is something else now, or undefined where an evaluation would be the same. */
export function firstChange(inputs: Inputs, reads: readonly Read[]): Read | undefined {
  return reads.find(({ kind, name, hash }) => hashOf(attempt(() => read(inputs, kind, name))) !== hash)
}

function attempt(read: () => unknown): Found {
  try {
    return { value: read() }
  } catch (error) {
    if (error instanceof InputError) return { error }
    throw error
  }
}

function resultOf(found: Found): unknown {
  if ('error' in found) throw found.error
  return found.value
}

function hashOf(found: Found): string {
  if ('error' in found) return sha256Hex(`error ${found.error.message}`)
  const { value } = found
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
