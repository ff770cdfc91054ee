/** A text without its layout, which is that of the place where it stands. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
