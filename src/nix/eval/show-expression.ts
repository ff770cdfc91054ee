import { showFloat } from '../float-text.ts'
import { staticName, withoutParens } from '../parse/static-names.ts'
import type { AttrKey, Expression, Formals, StringPart } from '../syntax.ts'
import { BindingTable, tableOf } from './bind/bindings.ts'
import { canonicalPath } from './paths.ts'
import { showAttributeName, showString } from './show-string.ts'
import { shownSymbol, symbolName } from './symbols.ts'

/** An expression as Nix shows it, for `--parse` and failed assertions. */
export function showExpression(expression: Expression | BindingTable, directory = ''): string {
  if (expression instanceof BindingTable) return showSet(expression, directory)
  const show = (inner: Expression): string => showExpression(inner, directory)
  const node = withoutParens(expression)
  switch (node.kind) {
    case 'identifier':
      return node.name
    case 'int':
      return String(node.value)
    case 'float':
      return showFloat(node.value)
    case 'string':
    case 'indentedString':
      return showParts(node.parts, directory)
    case 'path':
      return showPathLiteral(node.parts, directory)
    case 'searchPath':
      return `(__findFile __nixPath ${showString(node.path)})`
    case 'select':
      return `(${show(node.expression)}).${showKeys(node.path, directory)}${node.fallback ? ` or (${show(node.fallback)})` : ''}`
    case 'hasAttr':
      return `((${show(node.expression)}) ? ${showKeys(node.path, directory)})`
    case 'apply':
      return `(${showCall(node, directory)})`
    case 'lambda': {
      const { parameter } = node
      const shown = parameter.kind === 'identifier' ? parameter.name : showFormals(parameter, directory)
      return `(${shown}: ${show(node.body)})`
    }
    case 'attrSet':
      return showSet(tableOf(node.bindings, node.recursive, 0), directory)
    case 'list':
      return `[ ${node.elements.map((element) => `(${show(element)}) `).join('')}]`
    case 'let':
      return `(let ${showBindings(tableOf(node.bindings, true, 0), directory)}in ${show(node.body)})`
    case 'with':
      return `(with ${show(node.scope)}; ${show(node.body)})`
    case 'assert':
      return `assert ${show(node.condition)}; ${show(node.body)}`
    case 'if':
      return `(if ${show(node.condition)} then ${show(node.consequent)} else ${show(node.alternative)})`
    case 'unary':
      return node.operator === '!' ? `(! ${show(node.operand)})` : `(__sub 0 ${show(node.operand)})`
    case 'binary': {
      const left = show(node.left)
      const right = show(node.right)
      switch (node.operator) {
        case '-':
          return `(__sub ${left} ${right})`
        case '*':
          return `(__mul ${left} ${right})`
        case '/':
          return `(__div ${left} ${right})`
        case '<':
          return `(__lessThan ${left} ${right})`
        case '>':
          return `(__lessThan ${right} ${left})`
        case '<=':
          return `(! (__lessThan ${right} ${left}))`
        case '>=':
          return `(! (__lessThan ${left} ${right}))`
        default:
          return `(${left} ${node.operator} ${right})`
      }
    }
    case 'raw':
      return node.text
    default:
      return show(node.expression)
  }
}

function showCall(node: Extract<Expression, { kind: 'apply' }>, directory: string): string {
  const callee = withoutParens(node.callee)
  const shown = callee.kind === 'apply' ? showCall(callee, directory) : showExpression(callee, directory)
  return `${shown} ${showExpression(node.argument, directory)}`
}

function showParts(parts: readonly StringPart[], directory: string): string {
  if (parts.every(({ kind }) => kind === 'text'))
    return showString(parts.map((part) => (part.kind === 'text' ? part.text : '')).join(''))
  const shown = parts.map((part) =>
    part.kind === 'text' ? showString(part.text) : showExpression(part.expression, directory),
  )
  return `(${shown.join(' + ')})`
}

function showPathLiteral(parts: readonly StringPart[], directory: string): string {
  const absolute = (text: string): string =>
    canonicalPath(text.startsWith('/') ? text : `${directory}/${text}`)
  const [first, ...others] = parts
  const text = first?.kind === 'text' ? first.text : ''
  if (others.length === 0) return absolute(text)
  const begin = `${absolute(text)}${text.length > 1 && text.endsWith('/') ? '/' : ''}`
  const rest = others.map((part) =>
    part.kind === 'text' ? showString(part.text) : showExpression(part.expression, directory),
  )
  return `(${[begin, ...rest].join(' + ')})`
}

function showKeys(keys: readonly AttrKey[], directory: string): string {
  return keys
    .map((key) => {
      const name = staticName(key)
      return name === undefined ? showDynamic(key, directory) : showAttributeName(name)
    })
    .join('.')
}

function showDynamic(key: AttrKey, directory: string): string {
  if (key.kind === 'interpolation') return `"\${${showExpression(key.expression, directory)}}"`
  return key.kind === 'string' ? `"\${${showParts(key.parts, directory)}}"` : key.name
}

function showFormals({ formals, ellipsis, as }: Formals, directory: string): string {
  const shown = formals
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, fallback }) => (fallback ? `${name} ? ${showExpression(fallback, directory)}` : name))
  if (ellipsis) shown.push('...')
  return `{ ${shown.join(', ')} }${as ? ` @ ${as.name}` : ''}`
}

function showSet(table: BindingTable, directory: string): string {
  return `${table.recursive ? 'rec ' : ''}{ ${showBindings(table, directory)}}`
}

function showBindings(table: BindingTable, directory: string): string {
  const bound = [...table.names]
    .sort(([a], [b]) => (symbolName(a) < symbolName(b) ? -1 : 1))
    .map(([name, value]) => ({ name: shownSymbol(name), value }))
  let text = ''
  const inherited = bound.filter(({ value }) => value.kind === 'inherited').map(({ name }) => name)
  if (inherited.length > 0) text += `inherit ${inherited.join(' ')}; `
  for (const [index, source] of table.sources.entries()) {
    const names = bound
      .filter(({ value }) => value.kind === 'from' && value.source === index)
      .map(({ name }) => name)
    if (names.length > 0) text += `inherit (${showExpression(source, directory)}) ${names.join(' ')}; `
  }
  for (const { name, value } of bound)
    if (value.kind === 'value') text += `${name} = ${showExpression(value.value, directory)}; `
  for (const { key, value } of table.dynamic)
    text += `${showDynamic(key, directory)} = ${showExpression(value, directory)}; `
  return text
}
