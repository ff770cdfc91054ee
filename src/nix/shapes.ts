import { isIdentifier } from './names.ts'
import { indentedLines } from './strings.ts'
import type {
  Annotated,
  AttrKey,
  AttrSet,
  Bracketed,
  Expression,
  Formals,
  IndentedString,
  Lambda,
  List,
} from './syntax.ts'

/** Shapes of expressions that the layout rules tell apart. None needs a stack as deep as the tree. */

export function isBare(node: Annotated): boolean {
  return (node.before === undefined || node.before.length === 0) && node.after === undefined
}

/** A key without quotes. */
export function isPlain(key: AttrKey): boolean {
  return key.kind === 'name' && !(key.quoted ?? !isIdentifier(key.name))
}

/** Closed in itself: can be an element of a list. */
export function isTerm(node: Expression): boolean {
  switch (node.kind) {
    case 'lambda':
    case 'let':
    case 'with':
    case 'assert':
    case 'if':
    case 'apply':
    case 'unary':
    case 'binary':
    case 'hasAttr':
      return false
    default:
      return true
  }
}

const severalLines = new WeakMap<IndentedString, boolean>()

function hasSeveralLines(node: IndentedString): boolean {
  const known = severalLines.get(node) ?? indentedLines(node.parts).length > 1
  severalLines.set(node, known)
  return known
}

export function isEmpty(node: AttrSet | List): boolean {
  return (node.kind === 'list' ? node.elements : node.bindings).length === 0
}

function hasComments(brackets: Bracketed): boolean {
  return brackets.last !== undefined && brackets.last.length > 0
}

/**
 * What may begin at the end of a line and go on below without another level of indentation: sets, lists and strings
 * of several lines, in parentheses or not.
 */
export function isAbsorbable(node: Expression): boolean {
  let inner = node
  while (inner.kind === 'parens' && !hasComments(inner) && isBare(inner.expression)) inner = inner.expression
  switch (inner.kind) {
    case 'indentedString':
      return hasSeveralLines(inner)
    case 'attrSet':
    case 'list':
      return !isEmpty(inner) || inner.multiline === true || hasComments(inner)
    default:
      return false
  }
}

/** Whether the formals may stand on one line: two at most, without defaults and comments. */
export function isShort(formals: Formals): boolean {
  return (
    formals.multiline !== true &&
    !hasComments(formals) &&
    formals.formals.length <= 2 &&
    formals.formals.every((formal) => formal.fallback === undefined && isBare(formal))
  )
}

/** Like {@link isAbsorbable}, and also such a term behind `with …;` or behind parameters. */
export function isAbsorbableBody(node: Expression): boolean {
  let body: Expression = node
  while (body.kind === 'lambda') {
    const { parameter, bodyBelow }: Lambda = body
    body = body.body
    if (parameter.kind === 'formals') {
      if (parameter.as !== undefined || !isShort(parameter) || !isBare(parameter) || bodyBelow) return false
    } else if (!isTerm(body) && body.kind !== 'lambda') return false
  }
  return body.kind === 'with' ? isAbsorbable(body.body) : isAbsorbable(body)
}

const simple = new WeakMap<Expression, boolean>()

/**
 * Strings, names, numbers and selections, and calls with up to two of them. Such an expression is rather too long than
 * broken over several lines. Asked of the children first, it looks one level deep.
 */
export function isSimple(node: Expression): boolean {
  const known = simple.get(node)
  if (known !== undefined) return known
  const answer = computeSimple(node)
  simple.set(node, answer)
  return answer
}

function computeSimple(node: Expression): boolean {
  switch (node.kind) {
    case 'identifier':
    case 'int':
    case 'float':
    case 'string':
    case 'indentedString':
    case 'path':
    case 'searchPath':
      return isBare(node)
    case 'select':
      return node.fallback === undefined && node.path.every(isPlain) && isSimple(node.expression)
    case 'parens':
      return isBare(node) && !hasComments(node) && isSimple(node.expression)
    case 'apply':
      return (
        !(node.callee.kind === 'apply' && node.callee.callee.kind === 'apply') &&
        isSimple(node.callee) &&
        isSimple(node.argument)
      )
    default:
      return false
  }
}

/** Whether a {@link isSimple simple} expression can do without line breaks. */
export function isOneLine(node: Expression): boolean {
  const stack = [node]
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    if (top.kind === 'indentedString') {
      if (hasSeveralLines(top)) return false
    } else if (top.kind === 'parens' || top.kind === 'select') stack.push(top.expression)
    else if (top.kind === 'apply') stack.push(top.callee, top.argument)
  }
  return true
}
