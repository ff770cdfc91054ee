/** A text as JavaScript writes it. */
export function quoted(text: string, quote: '"' | "'" = "'"): string {
  const escaped = JSON.stringify(text).slice(1, -1)
  return quote === '"' ? `"${escaped}"` : `'${escaped.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}

/** A key of an object as JavaScript writes it. */
export function keyText(name: string): string {
  return isWord(name) ? name : quoted(name)
}

/** A selection: `.name`, or in brackets. */
export function selection(name: string): string {
  return isWord(name) ? `.${name}` : `[${quoted(name)}]`
}

function isWord(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name)
}
