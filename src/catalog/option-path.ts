/** One step down the tree of options: a name, or any element of a list or attribute set. */
export type Step = { readonly name: string } | 'each'

/**
 * Takes apart an option path as NixOS prints it: `users.users.<name>.home`, `fonts."x y".*`.
 * Names in quotation marks are never placeholders.
 */
export function parseOptionPath(text: string): readonly Step[] {
  const steps: Step[] = []
  let at = 0
  while (at <= text.length) {
    if (text[at] === '"') {
      const end = text.indexOf('"', at + 1)
      if (end < 0) throw new Error(`unclosed quotation mark in the option path ${text}`)
      steps.push({ name: text.slice(at + 1, end) })
      at = end + 2
    } else {
      const dot = text.indexOf('.', at)
      const end = dot < 0 ? text.length : dot
      const name = text.slice(at, end)
      steps.push(name === '*' || (name.startsWith('<') && name.endsWith('>')) ? 'each' : { name })
      at = end + 1
    }
  }
  return steps
}
