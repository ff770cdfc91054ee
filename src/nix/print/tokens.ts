import type {
  Annotated,
  Around,
  AttrKey,
  Expression,
  Formals,
  Identifier,
  TokenName,
  Trivium,
} from '../syntax.ts'

/** Nothing stands around it. */
const bare: Around = Object.freeze({})
const nothing: readonly Trivium[] = Object.freeze([])

/** What stands around a token of the node. */
export function aroundOf(node: Annotated, token: TokenName): Around {
  return node.around?.[token] ?? bare
}

export function isBareToken(node: Annotated, token: TokenName): boolean {
  return node.around === undefined || isBare(aroundOf(node, token))
}

export function isBare({ before, after }: Around): boolean {
  return (before === undefined || before.length === 0) && after === undefined
}

export function beforeOf({ before }: Around): readonly Trivium[] {
  return before ?? nothing
}

/** The node with something else around one of its tokens. */
export function withAround<N extends Annotated>(node: N, token: TokenName, around: Around): N {
  const { [token]: _, ...others } = node.around ?? {}
  return Object.freeze<N>({ ...node, around: { ...others, ...(!isBare(around) && { [token]: around }) } })
}

/** The comment behind a token stands above it instead. */
export function commentMovedUp(around: Around): Around {
  if (around.after === undefined) return around
  return { before: [...beforeOf(around), { kind: 'comment', text: ` ${around.after}` }] }
}

type Node = Expression | AttrKey | Formals

/** The child that a node begins with. */
function firstChild(node: Node): Node | undefined {
  switch (node.kind) {
    case 'apply':
      return node.callee
    case 'select':
    case 'hasAttr':
      return node.expression
    case 'binary':
      return node.left
    case 'lambda':
      return node.parameter
    default:
      return undefined
  }
}

/** The token that a node begins with, where that is no child. */
function firstToken(node: Node): TokenName {
  switch (node.kind) {
    case 'unary':
      return 'operator'
    case 'attrSet':
      return node.recursive ? 'rec' : '{'
    case 'formals':
      return node.as?.side === 'before' ? 'as' : '{'
    case 'list':
      return '['
    case 'parens':
      return '('
    case 'let':
    case 'with':
    case 'assert':
    case 'if':
      return node.kind
    default:
      return 'self'
  }
}

/** The child that a node ends with. */
function lastChild(node: Node): Node | undefined {
  switch (node.kind) {
    case 'apply':
      return node.argument
    case 'select':
      return node.fallback ?? (node.oldLet ? node.expression : node.path.at(-1))
    case 'hasAttr':
      return node.path.at(-1)
    case 'binary':
      return node.right
    case 'unary':
      return node.operand
    case 'lambda':
    case 'let':
    case 'with':
    case 'assert':
      return node.body
    case 'if':
      return node.alternative
    default:
      return undefined
  }
}

/** The token that a node ends with, where that is no child. */
function lastToken(node: Node): TokenName {
  switch (node.kind) {
    case 'attrSet':
    case 'formals':
      return '}'
    case 'list':
      return ']'
    case 'parens':
      return ')'
    default:
      return 'self'
  }
}

type Change = (around: Around) => Around

/** The tree with something else around the token at one of its ends. */
function changeEnd(
  root: Node,
  childOf: (node: Node) => Node | undefined,
  tokenOf: (node: Node) => TokenName,
  change: Change,
): Node {
  const spine: Node[] = []
  let node = root
  for (let child = childOf(node); child !== undefined; child = childOf(node)) {
    spine.push(node)
    node = child
  }
  const token = tokenOf(node)
  const around = aroundOf(node, token)
  const changed = change(around)
  if (changed === around) return root
  let made: Node = withAround(node, token, changed)
  for (const parent of spine.reverse()) made = withChild(parent, childOf(parent)!, made)
  return made
}

function withChild(parent: Node, child: Node, made: Node): Node {
  const entries = Object.entries(parent).map(([key, value]) => {
    if (value === child) return [key, made]
    return [key, Array.isArray(value) && value.at(-1) === child ? [...value.slice(0, -1), made] : value]
  })
  return Object.freeze(Object.fromEntries(entries)) as Node
}

/** The expression with something else around its first token. */
export function changeFirst<N extends Expression | Formals | Identifier>(node: N, change: Change): N {
  return changeEnd(node, firstChild, firstToken, change) as N
}

/** The expression with something else around its last token. */
export function changeLast<N extends Expression>(node: N, change: Change): N {
  return changeEnd(node, lastChild, lastToken, change) as N
}

/** What stands around the first token of an expression. */
export function firstAround(root: Expression): Around {
  let node: Node = root
  for (let child = firstChild(node); child !== undefined; child = firstChild(node)) node = child
  return aroundOf(node, firstToken(node))
}
