import type { Doc } from './document.ts'
import { compact, group, nest, space } from './document.ts'
import type { Parts } from './rules.ts'
import { absorbedParens, listDoc, termDoc } from './rules-terms.ts'
import { commentsAbove, withComments } from './rules-trivia.ts'
import { isAbsorbable, isBare, isOneLine, isSimple } from './shapes.ts'
import type { Apply, Expression, List } from './syntax.ts'

interface Application {
  /** What is called, or a keyword that is laid out like one. */
  readonly head: Expression | string
  readonly args: readonly Expression[]
}

interface ApplicationOptions {
  /** What stands before the head, inside its group: a line to start on if the call has to be broken up. */
  readonly before?: Doc
  /** The head may start on a line of its own. */
  readonly indentHead?: boolean
  /** The call may end in a line of its own. */
  readonly breakBehind?: boolean
}

/** `f a b c` as its head and arguments. */
export function application(node: Apply): {
  readonly head: Expression
  readonly args: readonly Expression[]
} {
  const args: Expression[] = []
  let head: Expression = node
  while (head.kind === 'apply' && (head === node || isBare(head))) {
    args.push(head.argument)
    head = head.callee
  }
  return { head, args: args.reverse() }
}

/**
 * As many arguments as fit on the first line; the last one, or else one before it, may be broken on its own if it is a
 * set, a list, a string or in parentheses. Otherwise every argument gets its own line.
 */
export function applicationDoc(
  parts: Parts,
  { head, args }: Application,
  options: ApplicationOptions = {},
): Doc {
  const { before = [], indentHead = false, breakBehind = false } = options
  const above = typeof head === 'string' ? undefined : head.before
  const hoisted = commentsAbove(above)
  const commented = above !== undefined && above.length > 0
  const bareHead = typeof head === 'string' ? head : parts.bare(head)
  const first: Doc = indentHead && !commented ? nest(group([space.break, bareHead])) : bareHead
  const last = args.at(-1)!
  const previous = args.at(-2)
  const behind: Doc = breakBehind ? space.break : []
  const end: Doc = breakBehind && commented ? space.hardLine : []
  if (previous?.kind === 'list' && last.kind === 'list') {
    const start = group(innerArguments(parts, first, args.slice(0, -2)), 'transparent')
    const two = [previous, last].map((list) => [space.line, nest(group(innerArgument(parts, list)))])
    return [hoisted, group([before, start, two, behind]), end]
  }
  const start = [before, group(innerArguments(parts, first, args.slice(0, -1)), 'transparent')]
  if (isSimpleCall(head, args))
    return [hoisted, group([compact(start), space.hardBlank, lastArgument(parts, last)]), end]
  return [hoisted, group([start, space.line, lastArgument(parts, last), behind]), end]
}

function isSimpleCall(head: Expression | string, args: readonly Expression[]): boolean {
  if (typeof head === 'string' || args.length > 2 || !isSimple(head) || !args.every(isSimple)) return false
  return [head, ...args.slice(0, -1)].every(isOneLine)
}

/** The head with all arguments but the last. Two lists in a row, counted from the last one, are broken together. */
function innerArguments(parts: Parts, head: Doc, args: readonly Expression[]): Doc {
  let doc = head
  for (const [argument, second] of pairLists(args)) {
    if (second) {
      const two = [argument, second].map((list) => [space.line, group(innerArgument(parts, list))])
      doc = [group(doc, 'transparent'), nest(group(two))]
    } else {
      // Breaking a selection first would leave its end alone on a line.
      const mode = argument.kind === 'select' ? 'regular' : 'priority'
      doc = [group(doc, 'transparent'), space.line, nest(group(innerArgument(parts, argument), mode))]
    }
  }
  return doc
}

function pairLists(
  args: readonly Expression[],
): readonly (readonly [first: Expression, second?: Expression])[] {
  const pairs: (readonly [Expression, Expression?])[] = []
  for (let at = args.length - 1; at >= 0; at--) {
    const [first, second] = [args[at - 1], args[at]!]
    if (first?.kind === 'list' && second.kind === 'list') {
      pairs.push([first, second])
      at--
    } else pairs.push([second])
  }
  return pairs.reverse()
}

/** Short lists of simple elements are kept on one line where they fit. */
function innerArgument(parts: Parts, argument: Expression): Doc {
  if (argument.kind === 'list' && isShortList(argument))
    return withComments(argument, listDoc(parts, argument, space.line))
  return parts.doc(argument)
}

function isShortList(list: List): boolean {
  return list.elements.length <= 6 && list.elements.every((element) => isSimple(element))
}

function lastArgument(parts: Parts, argument: Expression): Doc {
  if (isAbsorbable(argument)) return group(nest(termDoc(parts, argument)), 'priority')
  if (argument.kind !== 'parens' || !isBare(argument)) return group(nest(parts.doc(argument)))
  const inner = argument.expression
  const body = inner.kind === 'lambda' ? inner.body : inner.kind === 'apply' ? inner.argument : undefined
  const lead = inner.kind === 'lambda' ? inner.parameter : inner.kind === 'apply' ? inner.callee : undefined
  if (body && lead?.kind === 'identifier' && isBare(lead) && isBare(inner) && isAbsorbable(body)) {
    const colon = inner.kind === 'lambda' ? ':' : ''
    const held = ['(', `${lead.name}${colon}`, space.hardBlank, termDoc(parts, body, true), ')']
    return group(nest(held), 'priority')
  }
  return absorbedParens(parts, inner, commentsAbove(argument.last))
}
