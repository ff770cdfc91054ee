import type { ByteString } from './bytes.ts'

/** What is made of data read from JSON or TOML. Strings are byte strings, and so are names. */
export interface DataMaker<T> {
  readonly null: () => T
  readonly boolean: (value: boolean) => T
  /** A `number` where it is exact, else a `bigint` of at most 64 bits. */
  readonly integer: (value: number | bigint) => T
  readonly float: (value: number) => T
  readonly string: (value: ByteString) => T
  readonly list: (items: T[]) => T
  readonly object: (members: Map<ByteString, T>) => T
}

const shownNull = '\xe2\x90\x80'

/** What Nix says of text with a null byte, or undefined: its strings cannot hold one. `mark` is how one is shown. */
export function nullByteMessage(text: string, mark: string = shownNull): string | undefined {
  if (!text.includes('\0')) return undefined
  const shown = text.replaceAll('\0', mark)
  return `input string '${shown}' cannot be represented as Nix string because it contains null bytes`
}
