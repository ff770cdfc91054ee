import { isIdentifier } from '../names.ts'
import { hasSeveralLines } from '../strings.ts'
import type { AttrKey, AttrSet, Bracketed, Expression, Formals, Lambda, List, Select } from '../syntax.ts'
import { beforeOf, firstAround, isBareToken } from './tokens.ts'

/** Shapes of expressions that the layout rules tell apart. None needs a stack as deep as the tree. */

/** A key without quotes. */
export function isPlain(key: AttrKey): boolean {
  return key.kind === 'name' && !isQuoted(key.quoted ?? !isIdentifier(key.name), key.source)
}

function isQuoted(quoted: boolean, source: string | undefined): boolean {
  return quoted || source !== undefined
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

export function isEmpty(node: AttrSet | List): boolean {
  return (node.kind === 'list' ? node.elements : node.bindings).length === 0
}

export function hasLast({ last }: Pick<Bracketed, 'last'>): boolean {
  return last !== undefined && last.length > 0
}

/**
 * What may begin at the end of a line and go on below without another level of indentation: sets, lists and strings
 * of several lines, in parentheses or not.
 */
export function isAbsorbable(node: Expression): boolean {
  let inner = node
  while (inner.kind === 'parens') {
    if (!isBareToken(inner, '(') || !isTerm(inner.expression)) return false
    inner = inner.expression
    if (!beforeOf(firstAround(inner)).every(({ kind }) => kind === 'languageAnnotation')) return false
  }
  switch (inner.kind) {
    case 'indentedString':
      return hasSeveralLines(inner.parts)
    case 'attrSet':
      return !isEmpty(inner) || inner.multiline === true || hasLast(inner) || !isBareToken(inner, '{')
    case 'list':
      return !isEmpty(inner) || inner.multiline === true || hasLast(inner) || !isBareToken(inner, '[')
    case 'select':
      return inner.oldLet === true && isAbsorbable(inner.expression)
    default:
      return false
  }
}

/** Whether the formals may stand on one line: two at most, without defaults and comments. */
export function isShort(formals: Formals): boolean {
  return (
    formals.multiline !== true &&
    !hasLast(formals) &&
    isBareToken(formals, '}') &&
    isBareToken(formals, '...') &&
    formals.formals.length <= 2 &&
    formals.formals.every(
      (one) => one.fallback === undefined && isBareToken(one, 'self') && isBareToken(one, ','),
    )
  )
}

/** Like {@link isAbsorbable}, and also such a term behind `with …;` or behind parameters. */
export function isAbsorbableBody(node: Expression): boolean {
  let body: Expression = node
  while (body.kind === 'lambda') {
    const { parameter, bodyBelow }: Lambda = body
    body = body.body
    if (parameter.kind === 'formals') {
      if (parameter.as !== undefined || !isShort(parameter) || !isBareToken(parameter, '{') || bodyBelow)
        return false
    } else if (!isTerm(body) && body.kind !== 'lambda') return false
  }
  return body.kind === 'with' ? isAbsorbable(body.body) : isAbsorbable(body)
}

const simple = new WeakMap<Expression, boolean>()

/**
 * Strings, names, numbers and selections, and calls with up to two of them. Such an expression is rather too long than
 * broken over several lines.
 */
export function isSimple(node: Expression): boolean {
  const known = simple.get(node)
  if (known !== undefined) return known
  const stack = [node]
  let answer = true
  for (let top = stack.pop(); answer && top !== undefined; top = stack.pop()) answer = addParts(top, stack)
  simple.set(node, answer)
  return answer
}

/** Whether the node itself may be part of something simple; adds its parts that have to be, too. */
function addParts(node: Expression, parts: Expression[]): boolean {
  switch (node.kind) {
    case 'identifier':
    case 'int':
    case 'float':
    case 'string':
    case 'indentedString':
    case 'path':
    case 'searchPath':
      return isBareToken(node, 'self')
    case 'select':
      parts.push(node.expression)
      return node.fallback === undefined && node.path.every(isPlain)
    case 'parens':
      parts.push(node.expression)
      return isBareToken(node, '(') && isBareToken(node, ')') && !hasLast(node)
    case 'apply':
      parts.push(node.callee, node.argument)
      return !(node.callee.kind === 'apply' && node.callee.callee.kind === 'apply')
    default:
      return false
  }
}

/** `a.b`; `let { … }` is none. */
export function isSelection(node: Expression): node is Select {
  return node.kind === 'select' && node.oldLet !== true
}
