import type { Doc } from './document.ts'
import { offset, space, text } from './document.ts'
import type { Annotated, Trivium } from './syntax.ts'

/** Comments above something, each on a line of its own. */
export function commentsAbove(trivia: readonly Trivium[] | undefined): Doc {
  if (trivia === undefined || trivia.length === 0) return []
  const [first] = trivia
  if (trivia.length === 1 && first?.kind === 'languageAnnotation') return trivium(first)
  return [space.hardLine, trivia.map(trivium)]
}

function trivium(one: Trivium): Doc {
  switch (one.kind) {
    case 'blankLine':
      return space.blankLine
    case 'comment':
      return [text('comment', one.text === '' ? '#' : `# ${one.text}`), space.hardLine]
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
  }
}

/** The comment at the end of a line. */
export function commentBehind(comment: string | undefined): Doc {
  return comment === undefined
    ? []
    : [space.hardBlank, text('trailingComment', `# ${comment}`), space.hardLine]
}

/** A document with the comments of its node around it. */
export function withComments(node: Annotated, doc: Doc): Doc {
  return node.before === undefined && node.after === undefined
    ? doc
    : [commentsAbove(node.before), doc, commentBehind(node.after)]
}

/** Entries a line each (or as the separator says), comments above them standing between. */
export function entries(separator: Doc, docs: readonly Doc[], last: readonly Trivium[] | undefined): Doc {
  const all = last === undefined || last.length === 0 ? docs : [...docs, commentsAbove(last)]
  return all.flatMap((doc, index) => (index === 0 ? [doc] : [separator, doc]))
}
