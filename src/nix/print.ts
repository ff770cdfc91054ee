import type { Doc } from './document.ts'
import { group, join, nest, space, text } from './document.ts'
import { NixSyntaxError } from './error.ts'
import { layout, lineWidth } from './layout.ts'
import { floatLiteral } from './numbers.ts'
import { parenthesize } from './precedence.ts'
import { endsInComment } from './raw.ts'
import type { Parts } from './rules.ts'
import { application, applicationDoc } from './rules-application.ts'
import { bindingDoc } from './rules-bindings.ts'
import { isCurried, lambdaDoc } from './rules-functions.ts'
import { binaryDoc, isChained } from './rules-operators.ts'
import { assertDoc, ifDoc, letDoc, withDoc } from './rules-statements.ts'
import { indentedStringDoc, keyDoc, parensDoc, pathDoc, selectorsDoc, stringDoc } from './rules-strings.ts'
import { attrSetDoc, bindingsDoc, listDoc } from './rules-terms.ts'
import { commentBehind, commentsAbove } from './rules-trivia.ts'
import { isBare, isSimple } from './shapes.ts'
import type { AttrSet, Expression, Float, Int, Let, Raw, Select, SourceFile } from './syntax.ts'
import { mapChildren, visitChildrenFirst } from './traverse.ts'

export interface PrintOptions {
  /** Columns of a line, its indentation not counted. 100 unless said otherwise. */
  readonly width?: number
}

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
export function print(node: Expression | SourceFile, options: PrintOptions = {}): string {
  const file: SourceFile = node.kind === 'file' ? node : { kind: 'file', expression: node }
  const expression = parenthesize(file.expression)
  const doc = [commentsAbove(file.before), documentOf(expression), commentsAbove(file.last)]
  return layout(doc, options.width ?? lineWidth)
}

/** The document of a tree, made from the leaves upwards so that a deep tree needs no deep stack. */
function documentOf(root: Expression): Doc {
  const bare = new Map<Expression, Doc>()
  const bindings = new Map<AttrSet | Let, Doc>()
  const parts: Parts = {
    bare: (node) => [bare.get(node)!, commentBehind(node.after)],
    doc: (node) =>
      node.before || node.after !== undefined
        ? [commentsAbove(node.before), parts.bare(node)]
        : bare.get(node)!,
    bindings: (node) => bindings.get(node)!,
  }
  const whole = wholeNodes(root)
  visitChildrenFirst(root, (node) => {
    isSimple(node)
    if (!whole.has(node)) return
    if (node.kind === 'attrSet' || node.kind === 'let') {
      const docs = node.bindings.map((binding) => bindingDoc(parts, binding))
      bindings.set(node, bindingsDoc(node, docs))
    }
    bare.set(node, expressionDoc(parts, node))
  })
  return parts.doc(root)
}

/**
 * The nodes that need a document of their own. The links of a chain (calls, conditions, functions, operators) do not:
 * the rule of the chain walks over them, and would do so again for each of them.
 */
function wholeNodes(root: Expression): ReadonlySet<Expression> {
  const whole = new Set([root])
  visitChildrenFirst(root, (node) => {
    let index = 0
    mapChildren(node, (child) => {
      if (!isLink(node, child, index++)) whole.add(child)
      return child
    })
  })
  return whole
}

function isLink(node: Expression, child: Expression, index: number): boolean {
  if (node.kind !== child.kind || !isBare(child)) return false
  switch (node.kind) {
    case 'apply':
      return index === 0
    case 'if':
      return index === 2
    case 'lambda':
      return node.parameter.kind === 'identifier' && isCurried(child)
    case 'binary':
      return isChained(node, child)
    default:
      return false
  }
}

function expressionDoc(parts: Parts, node: Expression): Doc {
  switch (node.kind) {
    case 'identifier':
      return node.name
    case 'int':
      return intText(node)
    case 'float':
      return floatText(node)
    case 'string':
      return stringDoc(parts, node)
    case 'indentedString':
      return indentedStringDoc(parts, node)
    case 'path':
      return pathDoc(parts, node)
    case 'searchPath':
      return `<${node.path}>`
    case 'select':
      return selectDoc(parts, node)
    case 'hasAttr': {
      const keys = node.path.map((key) => keyDoc(parts, key))
      return [parts.doc(node.expression), space.softLine, '?', space.hardBlank, join('.', keys)]
    }
    case 'apply':
      return applicationDoc(parts, application(node))
    case 'lambda':
      return lambdaDoc(parts, node)
    case 'attrSet':
      return attrSetDoc(parts, node, false)
    case 'list':
      return group(listDoc(parts, node))
    case 'let':
      return letDoc(parts, node)
    case 'with':
      return withDoc(parts, node)
    case 'assert':
      return assertDoc(parts, node)
    case 'if':
      return ifDoc(parts, node)
    case 'unary':
      return [node.operator, parts.doc(node.operand)]
    case 'binary':
      return binaryDoc(parts, node)
    case 'parens':
      return parensDoc(parts, node)
    case 'raw':
      return rawDoc(node)
  }
}

function intText({ value, source }: Int): string {
  if (value < 0n || value >= 2n ** 63n) throw new NixSyntaxError(`${value} is no integer literal in Nix`)
  return source ?? String(value)
}

function floatText({ value, source }: Float): string {
  if (!Number.isFinite(value) || value < 0 || Object.is(value, -0))
    throw new NixSyntaxError(`${value} is no floating-point literal in Nix`)
  return source ?? floatLiteral(value)
}

function selectDoc(parts: Parts, { expression, path, fallback }: Select): Doc {
  const base = parts.doc(expression)
  const selectors = selectorsDoc(parts, path)
  const otherwise: Doc = fallback ? [space.softLine, nest(['or', space.hardBlank, parts.doc(fallback)])] : []
  switch (expression.kind) {
    case 'identifier':
    case 'searchPath':
    case 'raw':
      return [base, selectors, otherwise]
    // `1.a` is read as a float.
    case 'int':
    case 'float':
      return [base, space.hardBlank, selectors, otherwise]
    case 'parens':
      return [base, space.softBreak, selectors, otherwise]
    default:
      return [base, space.break, selectors, otherwise]
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
