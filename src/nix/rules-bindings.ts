import type { Doc } from './document.ts'
import { group, join, nest, space } from './document.ts'
import type { Parts } from './rules.ts'
import { application, applicationDoc } from './rules-application.ts'
import { chainDoc, operandsOf } from './rules-operators.ts'
import { keyDoc, parensDoc } from './rules-strings.ts'
import { absorbedDoc, absorbedParens, termDoc } from './rules-terms.ts'
import { commentBehind, commentsAbove, withComments } from './rules-trivia.ts'
import { isAbsorbable, isAbsorbableBody, isBare, isPlain, isTerm } from './shapes.ts'
import type { Assignment, Binary, Binding, Expression, Inherit } from './syntax.ts'

/** A binding without the comments above it. */
export function bindingDoc(parts: Parts, node: Binding): Doc {
  return group([
    node.kind === 'inherit' ? inheritDoc(parts, node) : assignmentDoc(parts, node),
    commentBehind(node.after),
  ])
}

function assignmentDoc(parts: Parts, { path, value }: Assignment): Doc {
  const short = path.length <= 4 && path.every(isPlain)
  const assigned = assignedDoc(parts, value)
  const right = short ? assigned : [space.break, group(assigned, 'priority')]
  return [
    join(
      '.',
      path.map((key) => keyDoc(parts, key)),
    ),
    nest([space.hardBlank, '=', right]),
    ';',
  ]
}

/** What stands behind `=`, or behind the `?` of a formal argument. */
export function assignedDoc(parts: Parts, value: Expression): Doc {
  if (value.kind === 'attrSet' && value.bindings.length === 1 && value.bindings[0]!.kind === 'inherit')
    return nest([space.hardBlank, group(absorbedDoc(parts, value, false))])
  if (isAbsorbableBody(value)) return nest([space.hardBlank, group(absorbedDoc(parts, value, true))])
  switch (value.kind) {
    case 'parens':
      return nest([
        space.hardBlank,
        withComments(value, absorbedParens(parts, value.expression, commentsAbove(value.last))),
      ])
    // There is nothing to gain from a new line.
    case 'string':
    case 'indentedString':
    case 'path':
    case 'raw':
      return nest([space.hardBlank, group(parts.doc(value))])
    case 'apply':
      return isBare(value)
        ? nest(applicationDoc(parts, application(value), { before: space.line }))
        : nest(group([space.line, parts.doc(value)]))
    case 'binary':
      return assignedBinary(parts, value)
    default:
      return isTerm(value) || value.kind === 'with'
        ? nest(group([space.line, parts.doc(value)]))
        : nest([space.line, group(parts.doc(value))])
  }
}

/** `a = { … } // b` and `a = b // { … }` begin behind the `=`. */
function assignedBinary(parts: Parts, node: Binary): Doc {
  const { operator } = node
  if (isBare(node) && (operator === '//' || operator === '++' || operator === '+')) {
    const [first, second, ...others] = operandsOf(node)
    const leading = operator === '+' ? first : node.left
    if (isAbsorbable(leading) && leading.before === undefined)
      return [space.hardBlank, chainDoc(parts, node, true)]
    const two = operator === '+' ? second !== undefined && others.length === 0 : true
    if (two && isAbsorbable(node.right))
      return nest(
        group([
          space.line,
          parts.doc(node.left),
          space.line,
          group(
            [operator, space.hardBlank, group(termDoc(parts, node.right, true), 'priority')],
            'transparent',
          ),
        ]),
      )
  }
  return nest([space.line, group(parts.doc(node))])
}

/** Up to three names stand on one line if they fit. */
function inheritDoc(parts: Parts, { from, names, multiline }: Inherit): Doc {
  const few = names.length < 4 && multiline !== true
  const between = few ? space.line : space.hardLine
  const listed = join(
    between,
    names.map((name) => keyDoc(parts, name)),
  )
  const end = few ? space.break : space.hardLine
  if (from === undefined) return ['inherit', between, nest([listed, end, ';'])]
  return [
    'inherit',
    nest([
      group([space.line, parensDoc(parts, { kind: 'parens', expression: from })]),
      between,
      listed,
      end,
      ';',
    ]),
  ]
}
