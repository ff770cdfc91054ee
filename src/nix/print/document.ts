/**
 * Documents: text with places where a line may break. `settle.ts` brings one into its normal form, `layout.ts` decides
 * which places do break. The rules for each construct of the language are in the other files of this folder.
 */

/**
 * What may stand between two texts. The order matters: of two that meet, the later one wins, with a few exceptions
 * (see {@link mergeSpaces}). From `newlines` on, the number is that of the line breaks.
 */
export const space = {
  /** Nothing, or a break where the following text does not fit. */
  softBreak: 0,
  /** Nothing, or a break if the group is broken. */
  break: 1,
  /** Always a blank. */
  hardBlank: 2,
  softLine: 3,
  /** A blank, or a break if the group is broken. */
  line: 4,
  /** Always a break. */
  hardLine: 5,
  blankLine: 6,
  newlines: 6,
} as const

/** A document element that stands for white space. */
export type Space = number

/**
 * How a group breaks when it does not fit on the line. `regular`: at all its breaks. `priority`: the group around it
 * first tries to break this one alone, the last of several first. `transparent`: its priority groups count as those
 * of the group around it.
 */
export type GroupMode = 'regular' | 'priority' | 'transparent'

/**
 * How a text counts. `comment` and `trailingComment` do not make a line too long, `ifBroken` appears only in a broken
 * group, `verbatim` begins at the first column. From `regionStart` on nothing is written up to the next `region`, which
 * is the source of all that is between them, or `regionToEnd`, which is that of the rest of the file.
 */
export type TextRole =
  | 'plain'
  | 'comment'
  | 'trailingComment'
  | 'ifBroken'
  | 'verbatim'
  | 'regionStart'
  | 'region'
  | 'regionToEnd'

/** Whether the text keeps what is around it from being written on one line. */
export function isUnyielding(role: TextRole): boolean {
  return role === 'verbatim' || isRegion(role)
}

export function isRegion(role: TextRole): boolean {
  return role === 'regionStart' || role === 'region' || role === 'regionToEnd'
}

export type Doc =
  | string
  | Space
  | readonly Doc[]
  | { readonly kind: 'text'; readonly role: TextRole; readonly text: string }
  | { readonly kind: 'group'; readonly mode: GroupMode; readonly doc: Doc }
  /** One level deeper. Several levels that begin on one line indent the next line once. */
  | { readonly kind: 'nest'; readonly doc: Doc }
  /** So many columns to the right, whatever else is said. */
  | { readonly kind: 'offset'; readonly columns: number; readonly doc: Doc }
  /** On one line, however long. */
  | { readonly kind: 'compact'; readonly doc: Doc }
  /** One or the other: whether `test` takes at most so many columns on one line. On one line they are the same. */
  | {
      readonly kind: 'choice'
      readonly test: Doc
      readonly columns: number
      readonly short: Doc
      readonly long: Doc
    }
  /** Made when it is reached, so that a deep tree needs no deep stack. */
  | (() => Doc)

export function group(doc: Doc, mode: GroupMode = 'regular'): Doc {
  return { kind: 'group', mode, doc }
}

export function nest(doc: Doc): Doc {
  return { kind: 'nest', doc }
}

export function offset(columns: number, doc: Doc): Doc {
  return columns === 0 ? doc : { kind: 'offset', columns, doc }
}

export function compact(doc: Doc): Doc {
  return { kind: 'compact', doc }
}

export function choice(test: Doc, columns: number, short: Doc, long: Doc): Doc {
  return { kind: 'choice', test, columns, short, long }
}

export function text(role: TextRole, content: string): Doc {
  return { kind: 'text', role, text: content }
}

export function join(separator: Doc, docs: readonly Doc[]): Doc {
  return docs.flatMap((doc, index) => (index === 0 ? [doc] : [separator, doc]))
}

/** What stands where two spaces meet. */
export function mergeSpaces(one: Space, other: Space): Space {
  const low = Math.min(one, other)
  const high = Math.max(one, other)
  if (low === space.break && (high === space.softLine || high === space.hardBlank)) return space.line
  if (low === space.softBreak && high === space.hardBlank) return space.softLine
  if (high <= space.newlines) return high
  if (low > space.newlines) return low + high - space.newlines
  if (low === space.blankLine) return high + 2
  return low === space.hardBlank ? high : high + 1
}

/** Whether the document takes at most `width` columns on one line. Looks at no more of it than that. */
export function fitsOnOneLine(doc: Doc, width: number): boolean {
  const stack: Doc[] = [doc]
  for (let left = width; stack.length > 0; ) {
    const top = stack.pop()!
    if (typeof top === 'string') left -= textWidth(top)
    else if (typeof top === 'number') {
      if (top >= space.hardLine) return false
      if (top >= space.hardBlank) left -= 1
    } else if (typeof top === 'function') stack.push(top())
    else if (isSequence(top)) stack.push(...top.toReversed())
    else if (top.kind === 'text') {
      if (isUnyielding(top.role)) return false
      left -= textWidth(top.text)
    } else stack.push(top.kind === 'choice' ? top.short : top.doc)
    if (left < 0) return false
  }
  return true
}

export const isSequence: (doc: Doc) => doc is readonly Doc[] = Array.isArray

/** Columns, one for each code point. */
export function textWidth(content: string): number {
  let surrogatePairs = 0
  for (let at = 0; at < content.length; at++) {
    const unit = content.charCodeAt(at)
    if (unit >= 0xd800 && unit < 0xdc00) surrogatePairs++
  }
  return content.length - surrogatePairs
}
