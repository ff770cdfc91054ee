/** What a text of Nix names, found without parsing it. */
export interface RawNames {
  /** Words that stand for themselves: variables, and names of attributes that are bound. */
  readonly names: ReadonlySet<string>
  /** What is selected from `inputs`. */
  readonly inputs: ReadonlySet<string>
  /** Relative paths, but for those that are put together. */
  readonly paths: ReadonlySet<string>
  /** The text ends inside a string. */
  readonly open: boolean
}

const code = /\s+|#[^\n]*|\/\*[\s\S]*?\*\/|\.{0,2}(?:\/[\w.+-]+)+|<[\w.+/-]+>|[A-Za-z_][\w'-]*|''|[\s\S]/y
// `$${` begins no interpolation: the first `$` takes the second along.
const quoted = /(?:\\[\s\S]|\$[^{"\\]|\$(?!\{)|[^"\\$])+|\$\{|"/y
const indented = /(?:''\$|'''|''\\[\s\S]|\$[^{']|\$(?!\{)|'(?!')|[^'$])+|\$\{|''/y

/** Reads the words of a text, those in interpolations included and those in strings and comments left out. */
export function readNames(text: string): RawNames {
  const names = new Set<string>()
  const inputs = new Set<string>()
  const paths = new Set<string>()
  const open: string[] = []
  let last = ''
  let fromInputs = false
  for (let at = 0; at < text.length; ) {
    const inside = open.at(-1)
    const inString = inside === '"' || inside === "''"
    const pattern = inside === '"' ? quoted : inside === "''" ? indented : code
    pattern.lastIndex = at
    const token = pattern.exec(text)?.[0] ?? text.charAt(at)
    at += token.length
    if (inString) {
      if (token === '${') open.push(token)
      else if (token === inside) open.pop()
      else if (fromInputs) inputs.add(token)
      fromInputs = false
      continue
    }
    if (/^(?:\s|#|\/\*)/.test(token)) continue
    const selected = last === '.'
    if (token === '"' || token === "''" || token === '{') open.push(token)
    else if (token === '}') open.pop()
    else if (/^\.{1,2}\/./.test(token)) paths.add(token)
    else if (/^[A-Za-z_]/.test(token)) {
      if (!selected) names.add(token)
      else if (fromInputs) inputs.add(token)
    }
    if (token !== '.' && token !== '"') fromInputs = token === 'inputs' && !selected
    last = token
  }
  return { names, inputs, paths, open: open.at(-1) === '"' || open.at(-1) === "''" }
}
