import type { Doc, GroupMode, Space, TextRole } from './document.ts'
import { fitsOnOneLine, isSequence, isUnyielding, mergeSpaces, space, textWidth } from './document.ts'

export interface TextItem {
  readonly kind: 'text'
  readonly role: TextRole
  readonly level: number
  readonly offset: number
  text: string
  width: number
}

export interface GroupItem {
  readonly kind: 'group'
  readonly mode: GroupMode
  readonly items: readonly Item[]
}

/** A document in normal form: spaces that meet are one, texts that meet are one, groups do not begin or end in a hard space. */
export type Item = TextItem | Space | GroupItem

interface Todo {
  readonly doc: Doc
  readonly level: number
  readonly offset: number
  readonly compact: boolean
}

interface Frame {
  readonly mode: GroupMode
  readonly items: Item[]
}

const endOfGroup = Symbol('end of group')

/**
 * Brings a document into normal form. White space that does not depend on a group moves out of it, comments at its
 * beginning too, so that they do not break it.
 */
export function settle(doc: Doc): readonly Item[] {
  const root: Frame = { mode: 'regular', items: [] }
  const frames: Frame[] = [root]
  const todo: (Todo | typeof endOfGroup)[] = [{ doc, level: 0, offset: 0, compact: false }]
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (next === endOfGroup) {
      const { mode, items } = frames.pop()!
      closeGroup(frames.at(-1)!.items, mode, items)
      continue
    }
    const { items } = frames.at(-1)!
    const { doc: current, level, offset, compact } = next
    if (typeof current === 'function') todo.push({ ...next, doc: current() })
    else if (typeof current === 'string') appendText(items, current, 'plain', level, offset)
    else if (typeof current === 'number') appendSpace(items, compact ? compacted(current) : current)
    else if (isSequence(current)) {
      for (let at = current.length - 1; at >= 0; at--) todo.push({ ...next, doc: current[at]! })
    } else if (current.kind === 'text') appendText(items, current.text, current.role, level, offset)
    else if (current.kind === 'choice') {
      const { test, columns, short, long } = current
      todo.push({ ...next, doc: compact || fitsOnOneLine(test, columns) ? short : long })
    } else if (current.kind === 'nest') todo.push({ ...next, doc: current.doc, level: level + 1 })
    else if (current.kind === 'offset')
      todo.push({ ...next, doc: current.doc, offset: offset + current.columns })
    else if (current.kind === 'compact') todo.push({ ...next, doc: current.doc, compact: true })
    else if (compact) todo.push({ ...next, doc: current.doc })
    else {
      // A blank before a group meets the white space at its beginning.
      const blank = items.at(-1) === space.hardBlank ? items.splice(-1) : []
      frames.push({ mode: current.mode, items: blank })
      todo.push(endOfGroup, { ...next, doc: current.doc })
    }
  }
  return root.items
}

/** A space on one line; none is left out by its caller. */
export function compacted(given: Space): Space | undefined {
  if (given === space.softBreak || given === space.break) return undefined
  return given === space.line || given === space.softLine ? space.hardBlank : given
}

function append(items: Item[], item: Item): void {
  if (typeof item === 'number') appendSpace(items, item)
  else if (item.kind === 'text') appendText(items, item.text, item.role, item.level, item.offset)
  else items.push(item)
}

function appendSpace(items: Item[], given: Space | undefined): void {
  if (given === undefined) return
  const last = items.at(-1)
  if (typeof last === 'number') items[items.length - 1] = mergeSpaces(last, given)
  else items.push(given)
}

function appendText(items: Item[], content: string, role: TextRole, level: number, offset: number): void {
  if (content === '' && !isUnyielding(role)) return
  const last = items.at(-1)
  if (typeof last === 'object' && last.kind === 'text' && last.role === role) {
    last.text += content
    last.width += textWidth(content)
  } else items.push({ kind: 'text', role, level, offset, text: content, width: textWidth(content) })
}

function closeGroup(around: Item[], mode: GroupMode, items: readonly Item[]): void {
  let from = 0
  let to = items.length
  while (from < to && leavesGroup(items[from]!)) from++
  while (to > from && isHardSpace(items[to - 1]!)) to--
  for (const item of items.slice(0, from)) append(around, item)
  const body = items.slice(from, to)
  const [only] = body
  if (body.length === 1 && typeof only === 'object' && only.kind === 'group' && only.mode === mode)
    around.push(only)
  else if (body.length > 0) around.push({ kind: 'group', mode, items: body })
  for (const item of items.slice(to)) append(around, item)
}

function leavesGroup(item: Item): boolean {
  return isHardSpace(item) || isComment(item) || (typeof item === 'object' && isRegionText(item))
}

function isRegionText(item: TextItem | GroupItem): boolean {
  return item.kind === 'text' && (item.role === 'region' || item.role === 'regionToEnd')
}

function isHardSpace(item: Item): boolean {
  return typeof item === 'number' && (item === space.hardBlank || item >= space.hardLine)
}

function isComment(item: Item): boolean {
  if (typeof item === 'number') return false
  if (item.kind === 'text') return item.role === 'comment' || item.role === 'trailingComment'
  return item.items.every((inner) => isComment(inner) || isHardSpace(inner))
}
