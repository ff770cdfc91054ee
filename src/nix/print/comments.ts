import type { Annotated, Around, TokenName, Trivium } from '../syntax.ts'
import type { Doc } from './document.ts'
import { offset, space, text } from './document.ts'
import { aroundOf } from './tokens.ts'

/** Comments above something, each on a line of its own; the language of a string alone stands before it. */
export function commentsAbove(trivia: readonly Trivium[] | undefined): Doc {
  if (trivia === undefined || trivia.length === 0) return []
  const [first] = trivia
  if (trivia.length === 1 && first!.kind === 'languageAnnotation') return triviumDoc(first!)
  return [space.hardLine, trivia.map(triviumDoc)]
}

export function triviumDoc(one: Trivium): Doc {
  switch (one.kind) {
    case 'blankLine':
      return space.blankLine
    case 'comment':
      return [text('comment', `#${one.text}`), space.hardLine]
    case 'languageAnnotation':
      return [text('comment', `/* ${one.language} */`), space.hardBlank]
    case 'blockComment':
      return [
        text('comment', one.doc ? '/**' : '/*'),
        space.hardLine,
        offset(
          2,
          one.lines.map((line) => (line === '' ? space.blankLine : [text('comment', line), space.hardLine])),
        ),
        text('comment', '*/'),
        space.hardLine,
      ]
    case 'disable':
      return text('regionStart', '')
    case 'enable':
      return one.raw === undefined
        ? [text('comment', '/*nixfmt:enable*/'), space.hardLine]
        : [text('region', one.raw), space.hardLine]
    case 'disabledToEnd':
      return text('regionToEnd', one.raw)
  }
}

/** The comment at the end of a line. */
export function commentBehind(comment: string | undefined): Doc {
  return comment === undefined
    ? []
    : [space.hardBlank, text('trailingComment', `# ${comment}`), space.hardLine]
}

/** A document between what stands around it. */
export function surrounded({ before, after }: Around, doc: Doc): Doc {
  return before === undefined && after === undefined
    ? doc
    : [commentsAbove(before), doc, commentBehind(after)]
}

/** A token of the node, with what stands around it. */
export function tokenDoc(node: Annotated, token: TokenName, written: Doc = token): Doc {
  return node.around === undefined ? written : surrounded(aroundOf(node, token), written)
}

/** An entry of a list, a set or a `let`, and what stands above it. */
export interface Entry {
  readonly above: readonly Trivium[] | undefined
  readonly doc: Doc
}

/** Entries a line each (or as the separator says), comments standing between them and at the end. */
export function entriesDoc(
  separator: Doc,
  entries: readonly Entry[],
  last: readonly Trivium[] | undefined,
): Doc {
  const docs: Doc[] = []
  const add = (doc: Doc): void => {
    if (docs.length > 0) docs.push(separator)
    docs.push(doc)
  }
  for (const { above, doc } of entries) {
    if (above?.at(-1)?.kind === 'languageAnnotation') {
      const comments = above.slice(0, -1)
      add([commentsAbove(comments), triviumDoc(above.at(-1)!), space.hardBlank, doc])
      continue
    }
    if (above !== undefined && above.length > 0) add(commentsAbove(above))
    add(doc)
  }
  if (last !== undefined && last.length > 0) add(commentsAbove(last))
  return docs
}
