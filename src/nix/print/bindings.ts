import type { Assignment, AttrSet, Binary, Binding, Expression, Inherit, Let, Parens } from '../syntax.ts'
import { application, applicationDoc } from './application.ts'
import { entriesDoc, tokenDoc } from './comments.ts'
import type { Doc } from './document.ts'
import { group, join, nest, space } from './document.ts'
import { chainDoc, operandsOf } from './operators.ts'
import type { Rules } from './rules.ts'
import { isAbsorbable, isAbsorbableBody, isPlain, isTerm } from './shapes.ts'
import { keyDoc, parensDoc, pathKeysDoc } from './strings.ts'
import { absorbedDoc, absorbedParens, termDoc } from './terms.ts'
import { aroundOf, beforeOf, firstAround, isBareToken } from './tokens.ts'

/** The bindings of a set or a `let`, a line each. */
export function bindingsDoc(rules: Rules, node: AttrSet | Let): Doc {
  const entries = node.bindings.map((binding) => ({
    above: binding.before,
    doc: () => bindingDoc(rules, binding),
  }))
  return entriesDoc(space.hardLine, entries, node.last)
}

function bindingDoc(rules: Rules, node: Binding): Doc {
  return group(node.kind === 'inherit' ? inheritDoc(rules, node) : assignmentDoc(rules, node))
}

function assignmentDoc(rules: Rules, node: Assignment): Doc {
  const { path, value } = node
  const short = path.length <= 4 && path.every(isPlain)
  const assigned = assignedDoc(rules, value)
  const right = short ? assigned : [space.break, group(assigned, 'priority')]
  return [pathKeysDoc(rules, path), nest([space.hardBlank, tokenDoc(node, '='), right]), tokenDoc(node, ';')]
}

/** What stands behind `=`, or behind the `?` of a formal argument. */
export function assignedDoc(rules: Rules, value: Expression): Doc {
  if (isSingleInherit(value)) return nest([space.hardBlank, group(absorbedDoc(rules, value, false))])
  if (isAbsorbableBody(value)) return nest([space.hardBlank, group(absorbedDoc(rules, value, true))])
  switch (value.kind) {
    case 'parens':
      return nest([space.hardBlank, absorbedParens(rules, value)])
    // There is nothing to gain from a new line.
    case 'string':
    case 'indentedString':
    case 'path':
    case 'raw':
      return nest([space.hardBlank, group(rules.doc(value))])
    case 'apply':
      return nest(applicationDoc(rules, application(value), { before: space.line }))
    case 'binary':
      return assignedBinary(rules, value)
    default:
      return isTerm(value) || value.kind === 'with'
        ? nest(group([space.line, rules.doc(value)]))
        : nest([space.line, group(rules.doc(value))])
  }
}

function isSingleInherit(value: Expression): boolean {
  if (value.kind !== 'attrSet' || value.bindings.length !== 1 || value.last?.length) return false
  const [binding] = value.bindings
  return binding?.kind === 'inherit' && !binding.before?.length
}

/** `a = { … } // b` and `a = b // { … }` begin behind the `=`. */
function assignedBinary(rules: Rules, node: Binary): Doc {
  const { operator } = node
  if (operator === '//' || operator === '++' || operator === '+') {
    const operands = operandsOf(node)
    const first = operator === '+' ? operands[0]!.expression : node.left
    if (isAbsorbable(first) && beforeOf(firstAround(first)).length === 0)
      return [space.hardBlank, chainDoc(rules, node, true)]
    const two = operator !== '+' || operands.length === 2
    if (two && isAbsorbable(node.right) && isBareToken(node, 'operator')) {
      const right = group(termDoc(rules, node.right, true), 'priority')
      return nest(
        group([
          space.line,
          rules.doc(node.left),
          space.line,
          group([operator, space.hardBlank, right], 'transparent'),
        ]),
      )
    }
  }
  return nest([space.line, group(rules.doc(node))])
}

/** Up to three names stand on one line if they fit. */
function inheritDoc(rules: Rules, node: Inherit): Doc {
  const { from, names, multiline } = node
  const few = names.length < 4 && multiline !== true
  const between = few ? space.line : space.hardLine
  const listed = join(
    between,
    names.map((name) => keyDoc(rules, name)),
  )
  const end = [few ? space.break : space.hardLine, tokenDoc(node, ';')]
  const word = tokenDoc(node, 'inherit')
  if (from === undefined) return [word, between, nest([listed, end])]
  return [word, nest([group([space.line, parensDoc(rules, sourceOf(node, from))]), between, listed, end])]
}

/** `(from)` as an expression of its own. */
function sourceOf(node: Inherit, from: Expression): Parens {
  const { before, ...others } = aroundOf(node, ')')
  const around = { '(': aroundOf(node, '('), ')': others }
  return { kind: 'parens', expression: from, around, ...(before && { last: before }) }
}
