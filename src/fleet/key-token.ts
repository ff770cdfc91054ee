/** What a name made by `nix.key` begins with. No attribute name of Nix can hold it. */
export const keyPrefix = '\u0000'

/** A text with such names in it, as people read it. */
export function showKeys(text: string): string {
  return text.replaceAll(keyPrefix, '').replaceAll('\\u0000', '')
}
