import type { ResolvedHost, Source, Statement } from '../fleet/resolved.ts'
import { type Part, partsOf } from './parts.ts'
import { saysSomething } from './statements.ts'

type ImportStatement = Extract<Statement, { readonly kind: 'import' }>

/** What a host or a user imports, in order of use. */
export type Item =
  | { readonly kind: 'part'; readonly part: Part }
  | { readonly kind: 'import'; readonly statement: ImportStatement }
  | { readonly kind: 'layer'; readonly layer: 'hardware' | 'disko' | 'home' }

/** A host's sources, sorted by the files that they become. */
export interface HostPlan {
  readonly resolved: ResolvedHost
  readonly items: readonly Item[]
  /** What the host itself says, by its file. */
  readonly layers: { readonly [layer in Source['layer']]: readonly Statement[] }
  readonly users: ReadonlyMap<string, UserPlan>
}

export interface UserPlan {
  readonly items: readonly Item[]
  /** What the host itself says of the user. */
  readonly own: readonly Statement[]
}

export function planHost(resolved: ResolvedHost): HostPlan {
  const items: Item[] = []
  const layers: Record<Source['layer'], Statement[]> = { default: [], hardware: [], disko: [], home: [] }
  const users = new Map(resolved.users.map((user) => [user, { items: [] as Item[], own: [] as Statement[] }]))
  const parts = new Map<string, Part>()
  const itemsOf = (user: string | undefined): Item[] => (user === undefined ? items : userPlan(user).items)
  const userPlan = (user: string) => {
    const plan = users.get(user) ?? { items: [], own: [] }
    users.set(user, plan)
    return plan
  }

  const addPart = (part: Part, user: string | undefined): void => {
    const key = `${part.key} ${user ?? ''}`
    const known = parts.get(key)
    const last = itemsOf(user).at(-1)
    // A profile that a host has and its user too: one file holds both, unless others speak in between.
    if (known !== undefined && last?.kind === 'part' && last.part === known) {
      ;(known.statements as Statement[]).push(...part.statements)
    } else if (known !== undefined) addPart(again(part), user)
    else {
      const own = { ...part, statements: [...part.statements] }
      parts.set(key, own)
      itemsOf(user).push({ kind: 'part', part: own })
    }
  }

  for (const source of resolved.sources) {
    for (const statement of source.statements) {
      if (statement.kind === 'import') itemsOf(statement.user).push({ kind: 'import', statement })
    }
    if (source.kind !== 'host') {
      for (const part of partsOf(source, resolved))
        addPart(part, part.target.kind === 'home' ? part.target.user : undefined)
      continue
    }
    for (const statement of source.statements) {
      if (!saysSomething(statement)) continue
      if (statement.user === undefined) layers[source.layer].push(statement)
      else userPlan(statement.user).own.push(statement)
    }
    if (source.layer === 'hardware' || source.layer === 'disko') {
      if (layers[source.layer].length > 0) items.push({ kind: 'layer', layer: source.layer })
    }
  }
  if (users.size > 0 || layers.home.length > 0) items.push({ kind: 'layer', layer: 'home' })
  return { resolved, items, layers, users }
}

/** The same part in a file of its own, for what it says later. */
function again(part: Part): Part {
  const later = (name: string): string => name.replace(/((?:\.home)?\.nix)$/, '-again$1')
  return { ...part, key: `${part.key}-again`, names: part.names.map(later) }
}

export function partsIn(plan: HostPlan): readonly Part[] {
  const items = [plan.items, ...[...plan.users.values()].map((user) => user.items)].flat()
  return items.flatMap((item) => (item.kind === 'part' ? [item.part] : []))
}
