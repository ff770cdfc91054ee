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

/** Documents that stand side by side, of which `at` is the next one. */
interface Frame {
  readonly docs: readonly Doc[]
  at: number
  readonly level: number
  readonly offset: number
  readonly compact: boolean
  /** What has become of them, in the group that they stand in. */
  readonly items: Item[]
  /** They are all of a group, which ends with them. */
  readonly mode: GroupMode | undefined
}

/**
 * Brings a document into normal form. White space that does not depend on a group moves out of it, comments at its
 * beginning too, so that they do not break it.
 */
export function settle(doc: Doc): readonly Item[] {
  const root: Item[] = []
  const stack: Frame[] = [
    { docs: [doc], at: 0, level: 0, offset: 0, compact: false, items: root, mode: undefined },
  ]
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    if (frame.at < frame.docs.length) settleDoc(stack, frame, frame.docs[frame.at++]!)
    else {
      stack.pop()
      if (frame.mode !== undefined) closeGroup(stack.at(-1)!.items, frame.mode, frame.items)
    }
  }
  return root
}

/** Adds a document, or puts what stands in it on the stack. */
function settleDoc(stack: Frame[], frame: Frame, given: Doc): void {
  const { items } = frame
  let { level, offset, compact } = frame
  for (let next: Doc | undefined = given; next !== undefined; ) {
    const doc: Doc = next
    next = undefined
    if (typeof doc === 'string') appendText(items, doc, 'plain', level, offset)
    else if (typeof doc === 'number') appendSpace(items, compact ? compacted(doc) : doc)
    else if (typeof doc === 'function') next = doc()
    else if (isSequence(doc)) stack.push({ docs: doc, at: 0, level, offset, compact, items, mode: undefined })
    else if (doc.kind === 'text') appendText(items, doc.text, doc.role, level, offset)
    else if (doc.kind === 'choice')
      next = compact || fitsOnOneLine(doc.test, doc.columns) ? doc.short : doc.long
    else if (doc.kind === 'group' && !compact) {
      // A blank before a group meets the white space at its beginning.
      const blank = items.at(-1) === space.hardBlank ? [items.pop()!] : []
      stack.push({ docs: [doc.doc], at: 0, level, offset, compact, items: blank, mode: doc.mode })
    } else {
      if (doc.kind === 'nest') level++
      else if (doc.kind === 'offset') offset += doc.columns
      else if (doc.kind === 'compact') compact = true
      next = doc.doc
    }
  }
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
  for (let at = 0; at < from; at++) append(around, items[at]!)
  const body = from === 0 && to === items.length ? items : items.slice(from, to)
  const [only] = body
  if (body.length === 1 && typeof only === 'object' && only.kind === 'group' && only.mode === mode)
    around.push(only)
  else if (body.length > 0) around.push({ kind: 'group', mode, items: body })
  for (let at = to; at < items.length; at++) append(around, items[at]!)
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
