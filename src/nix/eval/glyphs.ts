import { toBytes } from '../bytes.ts'

/** What messages are decorated with, as bytes like all text of the evaluator. */
export const glyphs: { readonly ellipsis: string; readonly open: string; readonly close: string } = {
  ellipsis: toBytes('…'),
  open: toBytes('«'),
  close: toBytes('»'),
}

/** A word that stands for a value: `«thunk»`. */
export function inGuillemets(word: string): string {
  return glyphs.open + word + glyphs.close
}
