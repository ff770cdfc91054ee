import type { Doc } from './document.ts'
import { space, textWidth } from './document.ts'
import { firstLineFits, firstLineWidth, fits, nextIndent, type Rest } from './measure.ts'
import type { GroupItem, Item, TextItem } from './settle.ts'
import { compacted, settle } from './settle.ts'

/** How a document is laid out. */
export interface LayoutOptions {
  /** Lines have so many columns at most where there is a choice, their indentation not counted. 100. */
  readonly width?: number
  /** By so many columns is a line deeper than the one it belongs to. 2. */
  readonly indent?: number
}

/** An indentation in force: from the nesting level `level` on, lines begin at `column`. */
interface Indent {
  readonly column: number
  readonly level: number
  readonly outer: Indent | undefined
}

/** A group that is being tried with one of its priority groups broken and all before and after that on one line. */
interface Attempt {
  readonly group: GroupItem
  readonly segments: readonly Segment[]
  /** The next segment to try, counted down. */
  next: number
  readonly rest: Rest | undefined
  readonly column: number
  readonly indent: Indent
  readonly written: number
  readonly silent: boolean
  readonly begun: number
}

interface Segment {
  readonly priority: boolean
  readonly items: readonly Item[]
}

/**
 * The text of a document, ending in one line break. Breaks as few groups as it can, outer ones first. Takes time in
 * proportion to the document and no stack.
 */
export function layout(doc: Doc, { width = 100, indent: indentWidth = 2 }: LayoutOptions = {}): string {
  const output: string[] = []
  let column = 0
  /** Nothing is written: a region that is not formatted has begun, and its source stands at its end. */
  let silent = false
  let indent: Indent = { column: 0, level: 0, outer: undefined }
  const items = settle(doc)
  let rest: Rest | undefined = {
    items: [{ kind: 'group', mode: 'regular', items }],
    at: 0,
    next: undefined,
  }

  // Attempts inside attempts can fail again and again: when most of the work is in vain, no more are made.
  let steps = 0
  let wasted = 0
  const patience = (): number => 100_000 + 10 * (steps - wasted)

  const write = (content: string, columns: number): void => {
    if (!silent) output.push(content)
    column += columns
  }

  const enterLevel = (level: number): void => {
    while (level < indent.level) indent = indent.outer!
    if (level > indent.level)
      indent = {
        column: column === 0 ? indent.column + indentWidth : indent.column,
        level,
        outer: indent,
      }
  }

  const writeText = (level: number, offset: number, content: string, columns: number): void => {
    enterLevel(level)
    if (column === 0 && !silent) output.push(' '.repeat(indent.column + offset))
    write(content, columns)
  }

  const breakLine = (lines: number): void => {
    if (!silent) output.push('\n'.repeat(lines))
    column = 0
  }

  const writeSpace = (given: number, after: Rest | undefined): void => {
    if (column === 0) return
    if (given === space.hardBlank) write(' ', 1)
    else if (given === space.softBreak || given === space.softLine) {
      const blank = given === space.softLine ? 1 : 0
      if (!firstLineFits(width - column - blank, width, after)) breakLine(1)
      else if (blank === 1) write(' ', 1)
    } else if (given < space.blankLine) breakLine(1)
    else breakLine(given === space.blankLine ? 2 : given - space.newlines)
  }

  const writeItem = (item: TextItem, after: Rest | undefined): void => {
    // A comment right behind `{ ` or `[ ` is set off by a second blank, or it would be read as that of the first entry.
    if (item.role === 'trailingComment' && column === 2 && (nextIndent(after)?.level ?? 0) > indent.level)
      write(` ${item.text}`, item.width + 1)
    else if (item.role === 'regionStart') silent = true
    else if (item.role === 'region' || item.role === 'regionToEnd') {
      output.push(column === 0 || silent ? item.text : `\n${item.text}`)
      column = textWidth(item.text.slice(item.text.lastIndexOf('\n') + 1))
      silent = false
    } else if (item.role === 'verbatim') {
      enterLevel(item.level)
      write(item.text, column === 0 ? Math.max(1, item.width) : item.width)
    } else writeText(item.level, item.offset, item.text, item.width)
  }

  /** Writes the items on one line if they and what cannot be parted from them fit. */
  const writeOnLine = (given: readonly Item[], after: Rest | undefined): boolean => {
    if (given.length === 0) return true
    const items = column === 0 ? withoutLeadingSpace(given) : given
    const first = nextIndent({ items, at: 0, next: undefined }) ?? { level: 0, offset: 0 }
    const level = column === 0 && first.level > indent.level ? indent.level + indentWidth : indent.level
    const deeper = (nextIndent(after)?.level ?? 0) > level ? indentWidth : 0
    const line = fits(items, deeper - column, width - column - firstLineWidth(after, width))
    if (line === undefined) return false
    if (column === 0) writeText(first.level, first.offset, line.text, line.width)
    else write(line.text, line.width)
    return true
  }

  const restore = (attempt: Attempt): void => {
    output.length = attempt.written
    column = attempt.column
    indent = attempt.indent
    silent = attempt.silent
  }

  /** Goes on with the next way to break the group. The last one is to break it everywhere. */
  const tryNext = (attempt: Attempt): void => {
    const { segments } = attempt
    while (attempt.next > 0) {
      const index = --attempt.next
      const chosen = segments[index]!
      if (!chosen.priority) continue
      const before = segments.slice(0, index).flatMap((segment) => segment.items)
      const after = segments.slice(index + 1).flatMap((segment) => segment.items)
      // One column more, for the blank that it may begin with.
      if (after.length > 0 && (wasted > patience() || !fits(after, 0, width + 1))) continue
      const behind: Rest = { items: after, at: 0, next: attempt.rest }
      if (writeOnLine(before, { items: chosen.items, at: 0, next: behind })) {
        const pending = { items: after, failed: () => fail(attempt) }
        const next =
          after.length === 0
            ? attempt.rest
            : { ...behind, items: after.flatMap(compactItem), attempt: pending }
        rest = { items: chosen.items, at: 0, next }
        return
      }
      restore(attempt)
    }
    rest = { items: attempt.group.items, at: 0, next: attempt.rest }
  }

  const fail = (attempt: Attempt): void => {
    wasted += steps - attempt.begun
    restore(attempt)
    tryNext(attempt)
  }

  while (rest !== undefined) {
    steps++
    if (rest.attempt && rest.at === 0) {
      const { attempt, next }: Rest = rest
      if (writeOnLine(attempt!.items, next)) rest = next
      else attempt!.failed()
      continue
    }
    const item = rest.items[rest.at]
    const after: Rest | undefined =
      rest.at + 1 < rest.items.length ? { items: rest.items, at: rest.at + 1, next: rest.next } : rest.next
    rest = after
    if (item === undefined) continue
    if (typeof item === 'number') writeSpace(item, after)
    else if (item.kind === 'text') writeItem(item, after)
    else if (!writeOnLine(item.items, after)) {
      const segments = item.mode === 'transparent' ? [] : segmentsOf(item.items)
      tryNext({
        group: item,
        segments,
        next: withinReach(segments, width - column),
        rest: after,
        column,
        indent,
        written: output.length,
        silent,
        begun: steps,
      })
    }
  }
  const text = output.join('')
  return endsInRegion(items) ? text.trimStart() : `${text.trim()}\n`
}

/** Whether the end of the text is the source of a region that is not formatted. */
function endsInRegion(items: readonly Item[]): boolean {
  const last = items.findLast((item) => typeof item !== 'number')
  if (last === undefined || typeof last === 'number') return false
  return last.kind === 'group' ? endsInRegion(last.items) : last.role === 'regionToEnd'
}

/** How many segments begin within so many columns: what stands before one that is broken must fit on the line. */
function withinReach(segments: readonly Segment[], width: number): number {
  let left = width
  for (const [index, segment] of segments.entries()) {
    if (left < 0) return index
    left -= firstLineWidth({ items: segment.items, at: 0, next: undefined }, width)
  }
  return segments.length
}

function compactItem(item: Item): readonly Item[] {
  const left = typeof item === 'number' ? compacted(item) : item
  return left === undefined ? [] : [left]
}

function withoutLeadingSpace(items: readonly Item[]): readonly Item[] {
  const [first, ...others] = items
  if (typeof first === 'number') return others
  if (first?.kind !== 'group' || typeof first.items[0] !== 'number') return items
  return [{ ...first, items: first.items.slice(1) }, ...others]
}

/** The items of a group, cut at its priority groups. Those of transparent groups inside count as its own. */
function segmentsOf(items: readonly Item[]): readonly Segment[] {
  const segments: { priority: boolean; items: Item[] }[] = []
  const stack: { readonly items: readonly Item[]; at: number }[] = [{ items, at: 0 }]
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const item = top.items[top.at++]
    if (item === undefined) stack.pop()
    else if (typeof item === 'object' && item.kind === 'group' && item.mode === 'priority')
      segments.push({ priority: true, items: [...item.items] })
    else if (typeof item === 'object' && item.kind === 'group' && item.mode === 'transparent')
      stack.push({ items: item.items, at: 0 })
    else {
      const last = segments.at(-1)
      if (last && !last.priority) last.items.push(item)
      else segments.push({ priority: false, items: [item] })
    }
  }
  return segments
}
