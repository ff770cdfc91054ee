import { NixSyntaxError } from './error.ts'
import { floatLiteral } from './numbers.ts'
import { parenthesize } from './precedence.ts'
import { application, applicationDoc } from './print/application.ts'
import { bindingsDoc } from './print/bindings.ts'
import { commentsAbove, tokenDoc } from './print/comments.ts'
import type { Doc } from './print/document.ts'
import { group, nest, space, text } from './print/document.ts'
import { lambdaDoc } from './print/functions.ts'
import { type LayoutOptions, layout } from './print/layout.ts'
import { binaryDoc } from './print/operators.ts'
import type { Rules } from './print/rules.ts'
import { assertDoc, ifDoc, letDoc, withDoc } from './print/statements.ts'
import {
  indentedStringDoc,
  parensDoc,
  pathDoc,
  pathKeysDoc,
  selectorDoc,
  stringDoc,
} from './print/strings.ts'
import { attrSetDoc, listDoc, oldLetDoc } from './print/terms.ts'
import { endsInComment } from './raw.ts'
import type { Expression, Float, Int, Raw, Select, SourceFile, Unary } from './syntax.ts'

/**
 * The text of an expression in the layout of the official formatter (RFC 166), with a line break at its end.
 * Equal trees give equal text, in time proportional to their size, however deep they are.
 *
 * `print(attrs({ services: attrs({ openssh: attrs({ enable: bool(true) }) }) }))` yields
 * ```nix
 * {
 *   services = {
 *     openssh = {
 *       enable = true;
 *     };
 *   };
 * }
 * ```
 */
export function print(node: Expression | SourceFile, options: LayoutOptions = {}): string {
  const file: SourceFile = node.kind === 'file' ? node : { kind: 'file', expression: node }
  return printRead({ ...file, expression: parenthesize(file.expression) }, options)
}

/** The text of a file that was read, so that every expression has the parentheses that it needs. */
export function printRead(file: SourceFile, options: LayoutOptions = {}): string {
  return layout(documentOf(file), options)
}

function documentOf({ head, expression, last }: SourceFile): Doc {
  const doc = [rules.doc(expression), commentsAbove(last)]
  return head ? [commentsAbove(head), doc] : group(doc)
}

const rules: Rules = {
  doc: (node) => () => expressionDoc(node),
  bindings: (node) => bindingsDoc(rules, node),
}

function expressionDoc(node: Expression): Doc {
  switch (node.kind) {
    case 'identifier':
      return tokenDoc(node, 'self', node.name)
    case 'int':
      return tokenDoc(node, 'self', intText(node))
    case 'float':
      return tokenDoc(node, 'self', floatText(node))
    case 'string':
      return stringDoc(rules, node)
    case 'indentedString':
      return indentedStringDoc(rules, node)
    case 'path':
      return pathDoc(rules, node)
    case 'searchPath':
      return tokenDoc(node, 'self', `<${node.path}>`)
    case 'select':
      return node.oldLet ? oldLetDoc(rules, node.expression, false) : selectDoc(node)
    case 'hasAttr': {
      const question = tokenDoc(node, '?')
      return [
        rules.doc(node.expression),
        space.softLine,
        question,
        space.hardBlank,
        pathKeysDoc(rules, node.path),
      ]
    }
    case 'apply':
      return applicationDoc(rules, application(node))
    case 'lambda':
      return lambdaDoc(rules, node)
    case 'attrSet':
      return attrSetDoc(rules, node, false)
    case 'list':
      return group(listDoc(rules, node))
    case 'let':
      return letDoc(rules, node)
    case 'with':
      return withDoc(rules, node)
    case 'assert':
      return assertDoc(rules, node)
    case 'if':
      return ifDoc(rules, node)
    case 'unary':
      return [tokenDoc(node, 'operator', node.operator), gapBehind(node), rules.doc(node.operand)]
    case 'binary':
      return binaryDoc(rules, node)
    case 'parens':
      return parensDoc(rules, node)
    case 'raw':
      return tokenDoc(node, 'self', rawDoc(node))
  }
}

function intText({ value, source }: Int): string {
  if (source !== undefined) return source
  if (value < 0n || value >= 2n ** 63n) throw new NixSyntaxError(`${value} is no integer literal in Nix`)
  return String(value)
}

function floatText({ value, source }: Float): string {
  if (source !== undefined) return source
  if (!Number.isFinite(value) || value < 0 || Object.is(value, -0))
    throw new NixSyntaxError(`${value} is no floating-point literal in Nix`)
  return floatLiteral(value)
}

/** `-./a` is read as a path. */
function gapBehind({ operator, operand }: Unary): Doc {
  if (operator !== '-') return []
  let first = operand
  while (first.kind === 'apply' || first.kind === 'select' || first.kind === 'hasAttr')
    first = first.kind === 'apply' ? first.callee : first.expression
  return first.kind === 'path' ? space.hardBlank : []
}

function selectDoc(node: Select): Doc {
  const { expression, path, fallback } = node
  const base = rules.doc(expression)
  const selectors = path.map((key) => selectorDoc(rules, key))
  const otherwise: Doc = fallback
    ? [space.softLine, nest([tokenDoc(node, 'or'), space.hardBlank, rules.doc(fallback)])]
    : []
  return [base, gapBeforeDot(expression), selectors, otherwise]
}

function gapBeforeDot(expression: Expression): Doc {
  switch (expression.kind) {
    case 'identifier':
    case 'searchPath':
    case 'raw':
      return []
    // `1.a` is read as a float, `./a.b` as a path.
    case 'int':
    case 'float':
    case 'path':
      return space.hardBlank
    case 'parens':
      return space.softBreak
    default:
      return space.break
  }
}

/** Verbatim: only the first line is indented. */
function rawDoc({ text: content }: Raw): Doc {
  const [first = '', ...others] = content.trim().split('\n')
  return [
    first,
    others.map((line) => [space.newlines + 1, text('verbatim', line)]),
    endsInComment(content) ? space.hardLine : [],
  ]
}
