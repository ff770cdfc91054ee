const keywords = new Set(['if', 'then', 'else', 'assert', 'with', 'let', 'in', 'rec', 'inherit'])

/** A string as Nix writes it. */
export function showString(text: string): string {
  return `"${text.replace(/["\\\n\r\t]|\$(?=\{)/g, (char) => {
    if (char === '\n') return '\\n'
    if (char === '\r') return '\\r'
    return char === '\t' ? '\\t' : `\\${char}`
  })}"`
}

/** The name of an attribute, quoted where it has to be. */
export function showAttributeName(name: string): string {
  return /^[A-Za-z_][\w'-]*$/.test(name) && !keywords.has(name) ? name : showString(name)
}
