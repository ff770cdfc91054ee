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
  /** It is one place and no submodule: a project's own options are added to it, and to no other that is like it. */
  readonly isPlace?: boolean
}

/** Groups by number. Equal ones have the same number, however many places they stand at. */
export class Groups {
  readonly all: Group[] = []
  readonly #byText = new Map<string, number>()
  readonly #paths = new Map<number, (readonly string[])[]>()

  /** A number for a group that follows with `fill`. */
  reserve(): number {
    return this.all.push({ path: [], properties: [], node: false }) - 1
  }

  fill(id: number, group: Group): void {
    this.all[id] = group
  }

  add(group: Group): number {
    const place = group.isPlace ? group.path : []
    const text = JSON.stringify([group.properties, group.index, group.node, place])
    const id = this.#byText.get(text) ?? this.all.length
    this.#byText.set(text, id)
    this.all[id] ??= group
    const paths = this.#paths.get(id) ?? []
    paths.push(group.path)
    this.#paths.set(id, paths)
    return id
  }

  /** All groups, each at the path that its interface is to be named after. */
  named(): readonly Group[] {
    return this.all.map((group, id) => ({ ...group, path: bestPath(this.#paths.get(id) ?? [group.path]) }))
  }
}

/**
 * Of the places of one group, the one whose own name the others bear: the options of nginx's virtual hosts stand
 * at `services.nginx.virtualHosts.*` and at `services.*.nginx`. Else the shortest.
 */
function bestPath(paths: readonly (readonly string[])[]): readonly string[] {
  const uses = new Map<string, number>()
  for (const path of paths) for (const name of new Set(path)) uses.set(name, (uses.get(name) ?? 0) + 1)
  const rank = (path: readonly string[]): string => {
    const used = uses.get(path[1] ?? '') ?? 0
    const text = path.join('.')
    return [1e6 - used, 1e6 + path.length, 1e6 + text.length, text].join(' ')
  }
  const ranked = paths.map((path) => ({ path, rank: rank(path) }))
  return ranked.reduce((best, next) => (next.rank < best.rank ? next : best)).path
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
