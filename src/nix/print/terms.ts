import type { AttrSet, Expression, List, Parens, With } from '../syntax.ts'
import { commentBehind, commentsAbove, entriesDoc, tokenDoc } from './comments.ts'
import type { Doc } from './document.ts'
import { group, nest, space } from './document.ts'
import type { Rules } from './rules.ts'
import { hasLast, isAbsorbable, isEmpty } from './shapes.ts'
import { aroundOf, beforeOf, changeFirst, isBareToken } from './tokens.ts'

/**
 * `{ }` and `{ a = 1; }` may stand on one line, two bindings never do. `wide`: not even one. `word` is what it begins
 * with, if with any.
 */
export function attrSetDoc(rules: Rules, node: AttrSet, wide: boolean, word: 'rec' | 'let' = 'rec'): Doc {
  const rec = node.recursive ? [tokenDoc(node, 'rec', word), space.hardBlank] : []
  const close = tokenDoc(node, '}')
  if (isEmpty(node) && !hasLast(node) && isBareToken(node, '{'))
    return [rec, '{', node.multiline ? space.hardLine : space.hardBlank, close]
  const { before, after } = aroundOf(node, '{')
  const hasEntries = !isEmpty(node) || hasLast(node)
  const gap = (wide && hasEntries) || node.multiline ? space.hardLine : space.line
  const inside = [commentBehind(after), rules.bindings(node)]
  return [rec, commentsAbove(before), '{', gap, nest(inside), gap, close]
}

/** `[ ]` and `[ a ]` may stand on one line, two elements do only where `separator` lets them. */
export function listDoc(rules: Rules, node: List, separator: Doc = space.hardLine): Doc {
  const { before, after } = aroundOf(node, '[')
  const open = [commentsAbove(before), '[']
  const close = tokenDoc(node, ']')
  const empty = isEmpty(node) && !hasLast(node)
  // Between other arguments, an empty list with comments above it is broken.
  const isBroken = node.multiline || (separator !== space.hardLine && before !== undefined)
  if (empty && after === undefined) return [open, isBroken ? space.hardLine : space.hardBlank, close]
  const gap = isEmpty(node) || node.multiline ? space.hardLine : space.line
  const entries = node.elements.map((element, index) => ({
    above: node.above?.[index],
    doc: group(rules.doc(element)),
  }))
  return [open, gap, nest([commentBehind(after), entriesDoc(separator, entries, node.last)]), gap, close]
}

/** The document of a term without a group around it, so that it breaks with what is around. */
export function termDoc(rules: Rules, node: Expression, wide = false): Doc {
  if (node.kind === 'attrSet') return attrSetDoc(rules, node, wide)
  if (node.kind === 'list') return listDoc(rules, node)
  if (node.kind === 'select' && node.oldLet) return oldLetDoc(rules, node.expression, wide)
  return rules.doc(node)
}

/** `let { … }` */
export function oldLetDoc(rules: Rules, set: Expression, wide: boolean): Doc {
  return set.kind === 'attrSet' ? attrSetDoc(rules, set, wide, 'let') : rules.doc(set)
}

/** What can begin on the line of what it belongs to: a set that does is expanded if `wide`. */
export function absorbedDoc(rules: Rules, node: Expression, wide: boolean): Doc {
  if (isAbsorbable(node)) return termDoc(rules, node, wide)
  if (node.kind === 'with' && isAbsorbable(node.body)) return absorbedWithDoc(rules, node)
  return rules.doc(node)
}

function absorbedWithDoc(rules: Rules, node: With): Doc {
  return group([
    space.break,
    withScopeDoc(rules, node),
    space.hardBlank,
    group(termDoc(rules, node.body, true), 'priority'),
  ])
}

/** `with a;` */
export function withScopeDoc(rules: Rules, node: With): Doc {
  return [tokenDoc(node, 'with'), space.hardBlank, nest(group(rules.doc(node.scope))), tokenDoc(node, ';')]
}

/**
 * Parentheses at the end of a line, with what they hold indented below. Comments behind the opening one go along.
 */
export function absorbedParens(rules: Rules, node: Parens): Doc {
  const { before, after } = aroundOf(node, '(')
  const inner =
    after === undefined
      ? node.expression
      : changeFirst(node.expression, (around) => ({
          ...around,
          before: [{ kind: 'comment', text: ` ${after}` }, ...beforeOf(around)],
        }))
  const open = [commentsAbove(before), '(']
  const held = group(nest([rules.doc(inner), commentsAbove(node.last)]))
  return group(nest([open, space.break, held, space.break, tokenDoc(node, ')')]), 'priority')
}
