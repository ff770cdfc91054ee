import type { FactNode, OptionFacts } from './facts.ts'

/** An option and its path; elements of sets are `<name>` and elements of lists `*`, as in NixOS's manual. */
export interface ListedOption {
  readonly path: readonly string[]
  readonly facts: OptionFacts
}

/** Every option below a place, those inside submodules too. Reads the whole catalog. */
export function* listOptions(node: FactNode, path: readonly string[] = []): Iterable<ListedOption> {
  const { option: facts, each } = node
  if (facts !== undefined) yield { path, facts }
  for (const name of node.names()) yield* listOptions(node.child(name)!, [...path, name])
  if (each !== undefined) yield* listOptions(each, [...path, placeholder(facts)])
}

/** A path as NixOS's manual has it, for one that may name elements: `users.users.alice.home` is that of any user. */
export function declaredPath(root: FactNode, path: readonly string[]): readonly string[] {
  let node: FactNode | undefined = root
  return path.map((name) => {
    const child: FactNode | undefined = node?.child(name)
    const declared = child === undefined && node?.each !== undefined ? placeholder(node.option) : name
    node = child ?? node?.each
    return declared
  })
}

/** Whether a name of a declared path stands for any name. */
export function isPlaceholder(name: string): boolean {
  return name === '<name>' || name === '*'
}

function placeholder(facts: OptionFacts | undefined): string {
  let struct = facts?.struct
  while (struct !== undefined && (struct.t === 'nullOr' || struct.t === 'unique')) struct = struct.elem
  return struct?.t === 'listOf' ? '*' : '<name>'
}

/** What can be searched for: a path, and its type in words. */
interface Searched {
  readonly path: readonly string[]
  readonly type: string
}

/**
 * How well an option fits the words, better ones higher; nothing where a word is nowhere in it. A whole name counts
 * more than the beginning of one, the last name more than those before it, names more than types, short paths more
 * than long ones.
 */
export function rank({ path, type }: Searched, words: readonly string[]): number | undefined {
  const names = path.map((name) => name.toLowerCase())
  const parts =
    path
      .at(-1)!
      .match(/[A-Z]{2,}(?![a-z])|[A-Z]?[a-z0-9]+|[A-Z]/g)
      ?.map((part) => part.toLowerCase()) ?? []
  const whole = names.join('.')
  const typeWords = type.toLowerCase()
  let sum = 0
  for (const word of words) {
    const inName = scoreIn(word, names, whole)
    // `port` is a word of `listenPort`.
    const score =
      (inName !== undefined && parts.includes(word) ? Math.max(inName, 40) : inName) ??
      (typeWords.includes(word) ? 4 : undefined)
    if (score === undefined) return undefined
    sum += score
  }
  return sum - path.length - path.filter(isPlaceholder).length - whole.length / 100
}

function scoreIn(word: string, names: readonly string[], whole: string): number | undefined {
  if (!whole.includes(word)) return undefined
  if (word.includes('.')) return `.${whole}.`.includes(`.${word}.`) ? 70 : 35
  let best = 10
  names.forEach((name, index) => {
    const last = index === names.length - 1
    if (name === word) best = Math.max(best, last ? 60 : 50)
    else if (name.startsWith(word)) best = Math.max(best, last ? 30 : 20)
  })
  return best
}
