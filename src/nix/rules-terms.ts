import type { Doc } from './document.ts'
import { group, nest, space } from './document.ts'
import type { Parts } from './rules.ts'
import { commentsAbove, entries, withComments } from './rules-trivia.ts'
import { isAbsorbable, isEmpty } from './shapes.ts'
import type { AttrSet, Expression, Let, List } from './syntax.ts'

/**
 * `{ }` and `{ a = 1; }` may stand on one line, two bindings never do. `wide`: not even one.
 */
export function attrSetDoc(parts: Parts, node: AttrSet, wide: boolean): Doc {
  const open = node.recursive ? ['rec', space.hardBlank, '{'] : '{'
  if (isEmpty(node) && !node.last?.length)
    return [open, node.multiline ? space.hardLine : space.hardBlank, '}']
  const around = wide || node.multiline ? space.hardLine : space.line
  return [open, around, nest(parts.bindings(node)), around, '}']
}

/** The bindings of a set or a let. */
export function bindingsDoc(node: AttrSet | Let, docs: readonly Doc[]): Doc {
  const items = node.bindings.map((binding, index) => [commentsAbove(binding.before), docs[index]!])
  return entries(space.hardLine, items, node.last)
}

/** `[ ]` and `[ a ]` may stand on one line, two elements do only where `separator` lets them. */
export function listDoc(parts: Parts, node: List, separator: Doc = space.hardLine): Doc {
  if (isEmpty(node) && !node.last?.length)
    return ['[', node.multiline ? space.hardLine : space.hardBlank, ']']
  const around = isEmpty(node) || node.multiline ? space.hardLine : space.line
  const items = node.elements.map((element) => group(parts.doc(element)))
  return ['[', around, nest(entries(separator, items, node.last)), around, ']']
}

/** The document of a term without a group around it, so that it breaks with what is around. */
export function termDoc(parts: Parts, node: Expression, wide = false): Doc {
  if (node.kind === 'attrSet') return withComments(node, attrSetDoc(parts, node, wide))
  if (node.kind === 'list') return withComments(node, listDoc(parts, node))
  return parts.doc(node)
}

/** What can begin on the line of what it belongs to: a set that does is expanded if `wide`. */
export function absorbedDoc(parts: Parts, node: Expression, wide: boolean): Doc {
  if (isAbsorbable(node)) return termDoc(parts, node, wide)
  if (node.kind === 'with' && isAbsorbable(node.body))
    return withComments(
      node,
      group([
        space.break,
        'with',
        space.hardBlank,
        nest(group(parts.doc(node.scope))),
        ';',
        space.hardBlank,
        group(termDoc(parts, node.body, true), 'priority'),
      ]),
    )
  return parts.doc(node)
}

/** Parentheses at the end of a line, with what they hold indented below. */
export function absorbedParens(parts: Parts, inner: Expression, last: Doc): Doc {
  return group(nest(['(', space.break, group(nest([parts.doc(inner), last])), space.break, ')']), 'priority')
}
