/**
 * The text of a TypeScript type in which other groups stand as `\uE000<id>\uE001`, because their names are
 * known only when all are.
 */
export type TypeText = string

/** The type text that stands for a group. */
export function groupRef(id: number): TypeText {
  return `\uE000${id}\uE001`
}

export interface Property {
  readonly name: string
  readonly doc: readonly string[]
  readonly type: TypeText
  readonly required?: boolean
}

/** The options of one place: an interface in the making. */
export interface Group {
  readonly path: readonly string[]
  readonly properties: readonly Property[]
  /** The type of keys that are no options. */
  readonly index?: TypeText | undefined
  /** Whether it extends `Node`, so that properties may stand in its place. */
  readonly node: boolean
}

/** Groups by number. Equal ones have the same number, however many places they stand at. */
export class Groups {
  readonly all: Group[] = []
  readonly #byText = new Map<string, number>()

  /** A number for a group that follows with `fill`. */
  reserve(): number {
    return this.all.push({ path: [], properties: [], node: false }) - 1
  }

  fill(id: number, group: Group): void {
    this.all[id] = group
  }

  add(group: Group): number {
    const text = JSON.stringify([group.properties, group.index, group.node])
    const known = this.#byText.get(text)
    if (known === undefined) {
      this.#byText.set(text, this.all.length)
      return this.all.push(group) - 1
    }
    if (isSimpler(group.path, this.all[known]!.path)) this.all[known] = group
    return known
  }
}

/** The interface of equal groups is named after the simplest of their paths. */
function isSimpler(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return a.length < b.length
  const [x, y] = [a.join('.'), b.join('.')]
  return x.length !== y.length ? x.length < y.length : x < y
}

/** The types of freeform keys must cover those of the known ones: this is their union, without repeats. */
export function union(parts: Iterable<TypeText>): TypeText {
  return [...new Set([...parts].flatMap((part) => splitUnion(part)))].join(' | ')
}

function splitUnion(text: TypeText): readonly TypeText[] {
  const parts: TypeText[] = []
  let depth = 0
  let start = 0
  for (let at = 0; at < text.length; at++) {
    const c = text[at]!
    if (c === "'") {
      for (at++; text[at] !== "'"; at++) if (text[at] === '\\') at++
    } else if ('<({['.includes(c)) depth++
    else if ('>)}]'.includes(c)) depth--
    else if (c === '|' && depth === 0) {
      parts.push(text.slice(start, at).trim())
      start = at + 1
    }
  }
  parts.push(text.slice(start).trim())
  return parts
}
