import type { FactNode, OptionFacts } from '../facts.ts'
import { type Container, DamagedFile, inflate, unpack } from './container.ts'
import {
  flags,
  type GroupData,
  type Index,
  type IndexTree,
  type NodeRow,
  type NodeTree,
  type OptionRow,
  type TypeRow,
} from './format.ts'

/**
 * What the bytes of a catalog's file say. Groups are read when something in them is asked for, and only then is it seen
 * that one is damaged: `damaged` makes the error for both.
 */
export function readCatalog(
  bytes: Uint8Array,
  damaged: () => Error = () => new DamagedFile('a data file of panther'),
): { readonly source: string; readonly root: FactNode } {
  const file = orDamaged(damaged, () => unpack(bytes))
  const { source, tree, types } = file.index as Index
  return { source, root: new SplitNode(new Groups(file, types, damaged), tree) }
}

function orDamaged<T>(damaged: () => Error, read: () => T): T {
  try {
    return read()
  } catch {
    throw damaged()
  }
}

/** A group that was read. */
interface Loaded {
  readonly files: readonly string[]
  readonly types: readonly TypeRow[]
  readonly nodes: NodeTree
}

class Groups {
  readonly #file: Container
  readonly #types: readonly TypeRow[]
  readonly #damaged: () => Error
  readonly #loaded: Loaded[] = []

  constructor(file: Container, types: readonly TypeRow[], damaged: () => Error) {
    this.#file = file
    this.#types = types
    this.#damaged = damaged
  }

  get(number: number): Loaded {
    const known = this.#loaded[number]
    if (known) return known
    const data = orDamaged(this.#damaged, () => inflate(this.#file.part(number))) as GroupData
    const loaded = { ...data, types: this.#types }
    this.#loaded[number] = loaded
    return loaded
  }
}

/** A namespace that is spread over groups. */
class SplitNode implements FactNode {
  readonly option = undefined
  readonly each = undefined
  readonly #groups: Groups
  readonly #tree: IndexTree
  readonly #children = new Map<string, FactNode>()

  constructor(groups: Groups, tree: IndexTree) {
    this.#groups = groups
    this.#tree = tree
  }

  child(name: string): FactNode | undefined {
    const known = this.#children.get(name)
    if (known || !Object.hasOwn(this.#tree, name)) return known
    const made = this.#make(name, this.#tree[name]!)
    this.#children.set(name, made)
    return made
  }

  #make(name: string, entry: number | IndexTree): FactNode {
    if (typeof entry !== 'number') return new SplitNode(this.#groups, entry)
    const group = this.#groups.get(entry)
    return new LoadedNode(group, group.nodes[name]!)
  }

  names(): readonly string[] {
    return Object.keys(this.#tree)
  }
}

class LoadedNode implements FactNode {
  readonly #group: Loaded
  readonly #row: OptionRow | undefined
  readonly #tree: NodeTree
  readonly #children = new Map<string, FactNode>()
  #option: OptionFacts | undefined
  #each: FactNode | undefined

  constructor(group: Loaded, row: NodeRow) {
    this.#group = group
    this.#row = isOptionRow(row) ? row : undefined
    this.#tree = isOptionRow(row) ? (row[3]?.children ?? {}) : row
  }

  get option(): OptionFacts | undefined {
    if (!this.#option && this.#row) this.#option = optionOf(this.#row, this.#group)
    return this.#option
  }

  get each(): FactNode | undefined {
    const each = this.#row?.[3]?.each
    if (!this.#each && each) this.#each = new LoadedNode(this.#group, each)
    return this.#each
  }

  child(name: string): FactNode | undefined {
    const known = this.#children.get(name)
    if (known || !Object.hasOwn(this.#tree, name)) return known
    const made = new LoadedNode(this.#group, this.#tree[name]!)
    this.#children.set(name, made)
    return made
  }

  names(): readonly string[] {
    return Object.keys(this.#tree)
  }
}

function isOptionRow(row: NodeRow): row is OptionRow {
  return Array.isArray(row)
}

function optionOf([type, file, bits = 0, more = {}]: OptionRow, group: Loaded): OptionFacts | undefined {
  if (type === null) return undefined
  const [struct, words] = typeof type === 'number' ? group.types[type]! : type
  return {
    struct,
    type: words,
    hasDefault: (bits & flags.hasDefault) !== 0,
    ...('default' in more && { default: more.default }),
    declared: group.files[file]!,
    ...(bits & flags.readOnly && { readOnly: true }),
    ...(bits & flags.internal && { internal: true }),
    ...(bits & flags.hidden && { hidden: true }),
    ...(bits & flags.apply && { apply: true }),
    ...(bits & flags.removed && { removed: true }),
    ...(more.alias !== undefined && { aliasOf: more.alias }),
    ...(more.module !== undefined && { module: more.module }),
  }
}
