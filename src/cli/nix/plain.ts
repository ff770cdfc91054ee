import { stripVTControlCharacters } from 'node:util'
import { type ByteString, fromBytes, toBytes } from '../../nix/bytes.ts'

/** What Nix writes of a message where no terminal reads it: messages of nixpkgs bring colours of their own. */
export function withoutEscapes(text: ByteString): ByteString {
  return text.includes('\x1b') ? toBytes(stripVTControlCharacters(fromBytes(text))) : text
}
