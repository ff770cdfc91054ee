import { mergeSpaces, type Space, space } from './document.ts'
import type { GroupItem, Item } from './settle.ts'

/** What is still to be laid out, from `at` on. */
export interface Rest {
  readonly items: readonly Item[]
  readonly at: number
  readonly next: Rest | undefined
  /** These items must fit on the line where the rest begins, or `failed` decides how to go on. */
  readonly attempt?: { readonly items: readonly Item[]; readonly failed: () => void }
}

type Visit = (item: Exclude<Item, { kind: 'group' }>) => boolean

/**
 * Walks over texts and spaces, through groups, until `visit` answers false. Spaces meet where a group ends, not where
 * one begins: the space before a group is its own. `enter` may keep the walk out of a group.
 */
function walk(
  from: Rest | undefined,
  visit: Visit,
  enter?: (group: GroupItem, after: Rest | undefined) => boolean,
): boolean {
  let pending: Space | undefined
  let rest = from
  const flush = (): boolean => {
    const given = pending
    pending = undefined
    return given === undefined || visit(given)
  }
  while (rest !== undefined) {
    const item: Item | undefined = rest.items[rest.at]
    const after: Rest | undefined =
      rest.at + 1 < rest.items.length ? { items: rest.items, at: rest.at + 1, next: rest.next } : rest.next
    rest = after
    if (item === undefined) continue
    if (typeof item === 'number') {
      pending = pending === undefined ? item : mergeSpaces(pending, item)
      continue
    }
    if (!flush()) return false
    if (item.kind === 'text') {
      if (!visit(item)) return false
    } else if (enter?.(item, after) ?? true) rest = { items: item.items, at: 0, next: after }
  }
  return flush()
}

export interface Line {
  readonly text: string
  readonly width: number
}

/**
 * The items on one line of at most `width` columns, or nothing. `indent` is how much deeper the next line begins,
 * less the column at which this one does: a comment at its end that would stand just there is set off by a blank.
 */
export function fits(items: readonly Item[], indent: number, width: number): Line | undefined {
  let left = width
  let ahead = indent
  let line = ''
  let columns = 0
  const add = (content: string, own: number, counts: boolean): boolean => {
    line += content
    columns += own
    if (counts) {
      left -= own
      ahead -= own
    }
    return left >= 0
  }
  if (left < 0) return undefined
  const whole = walk({ items, at: 0, next: undefined }, (item) => {
    if (typeof item === 'number') {
      if (item >= space.hardLine) return false
      return item < space.hardBlank || add(' ', 1, true)
    }
    switch (item.role) {
      case 'plain':
        return add(item.text, item.width, true)
      case 'comment':
        return add(item.text, item.width, false)
      case 'trailingComment':
        return ahead === 0 ? add(` ${item.text}`, item.width + 1, false) : add(item.text, item.width, false)
      case 'ifBroken':
        return true
      default:
        return false
    }
  })
  return whole ? { text: line, width: columns } : undefined
}

/** The columns up to the first place where a line may break, or more than `limit`. Comments do not count. */
export function firstLineWidth(rest: Rest | undefined, limit: number): number {
  let width = 0
  walk(rest, (item) => {
    if (typeof item === 'number') {
      if (item !== space.hardBlank) return false
      width += 1
    } else if (item.role !== 'comment' && item.role !== 'trailingComment') width += item.width
    return width <= limit
  })
  return width
}

/** Whether what follows fits into `target` columns up to its first break, its groups kept whole where they can be. */
export function firstLineFits(target: number, limit: number, rest: Rest | undefined): boolean {
  let used = 0
  walk(
    rest,
    (item) => {
      if (typeof item === 'number') {
        if (item !== space.hardBlank) return false
        used += 1
      } else if (item.role === 'plain') used += item.width
      else if (item.role === 'region' || item.role === 'regionToEnd') return false
      return used <= limit
    },
    (group, after) => {
      const line = fits(group.items, 0, limit - used - firstLineWidth(after, limit))
      if (line === undefined) return true
      used += line.width
      return false
    },
  )
  return used <= target && used <= limit
}

/** Where the first text of what follows is nested. */
export function nextIndent(
  rest: Rest | undefined,
): { readonly level: number; readonly offset: number } | undefined {
  let found: { readonly level: number; readonly offset: number } | undefined
  walk(rest, (item) => {
    if (typeof item === 'number') return true
    found = item
    return false
  })
  return found
}
