import type { Annotated, Apply, Around, Expression, List, Parens, TokenName, Trivium } from '../syntax.ts'
import { commentsAbove, surrounded, tokenDoc } from './comments.ts'
import type { Doc } from './document.ts'
import { choice, compact, group, nest, space } from './document.ts'
import type { Rules } from './rules.ts'
import { hasLast, isAbsorbable, isSelection, isSimple } from './shapes.ts'
import { absorbedParens, listDoc, termDoc } from './terms.ts'
import { aroundOf, beforeOf, changeFirst, commentMovedUp, firstAround, isBareToken } from './tokens.ts'

/** A keyword that is laid out as if it were a function. */
interface Keyword {
  readonly node: Annotated
  readonly token: TokenName
}

interface Application {
  readonly head: Expression | Keyword
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
  while (head.kind === 'apply') {
    // A variable of the name `or` belongs to the argument before it, without parentheses.
    if (head.argument.kind === 'apply') args.push(head.argument.argument, head.argument.callee)
    else args.push(head.argument)
    head = head.callee
  }
  return { head, args: args.reverse() }
}

/**
 * As many arguments as fit on the first line; the last one, or else one before it, may be broken on its own if it is a
 * set, a list, a string or in parentheses. Otherwise every argument gets its own line.
 */
export function applicationDoc(
  rules: Rules,
  { head, args }: Application,
  options: ApplicationOptions = {},
): Doc {
  const { before = [], indentHead = false, breakBehind = false } = options
  const { above, doc } = headDoc(rules, head)
  const first: Doc = indentHead && above.length === 0 ? nest(group([space.break, doc])) : doc
  const last = args.at(-1)!
  const previous = args.at(-2)
  const behind: Doc = breakBehind ? space.break : []
  const end: Doc = breakBehind && above.length > 0 ? space.hardLine : []
  const hoisted = commentsAbove(above)
  if (previous?.kind === 'list' && last.kind === 'list') {
    const start = group(innerArguments(rules, first, args.slice(0, -2)), 'transparent')
    const two = [previous, last].map((list) => [space.line, nest(group(innerArgument(rules, list)))])
    return [hoisted, group([before, start, two, behind]), end]
  }
  const start = [before, group(innerArguments(rules, first, args.slice(0, -1)), 'transparent')]
  const lastDoc = lastArgument(rules, last)
  const call = group([start, space.line, lastDoc, behind])
  if (!isSimpleCall(head, args)) return [hoisted, call, end]
  const unbroken = group([compact(start), space.hardBlank, lastDoc])
  return [hoisted, choice(start, Number.POSITIVE_INFINITY, unbroken, call), end]
}

/** The head, and the comments that are moved out of it, so that they do not break the call. */
function headDoc(
  rules: Rules,
  head: Expression | Keyword,
): { readonly above: readonly Trivium[]; readonly doc: Doc } {
  const first = 'kind' in head ? firstAround(head) : aroundOf(head.node, head.token)
  const trivia = beforeOf(commentMovedUp(first))
  const above = trivia.filter(({ kind }) => kind !== 'languageAnnotation')
  const left: Around = { before: trivia.filter(({ kind }) => kind === 'languageAnnotation') }
  if ('kind' in head)
    return { above, doc: rules.doc(above.length === 0 ? head : changeFirst(head, () => left)) }
  return { above, doc: surrounded(left, head.token) }
}

function isSimpleCall(head: Expression | Keyword, args: readonly Expression[]): boolean {
  return 'kind' in head && args.length <= 2 && isSimple(head) && args.every(isSimple)
}

/** The head with all arguments but the last. Two lists in a row, counted from the last one, are broken together. */
function innerArguments(rules: Rules, head: Doc, args: readonly Expression[]): Doc {
  let doc = head
  for (const [argument, second] of pairLists(args)) {
    if (second) {
      const two = [argument, second].map((list) => [space.line, group(innerArgument(rules, list))])
      doc = [group(doc, 'transparent'), nest(group(two))]
    } else {
      // Breaking a selection first would leave its end alone on a line.
      const mode = isSelection(argument) ? 'regular' : 'priority'
      doc = [group(doc, 'transparent'), space.line, nest(group(innerArgument(rules, argument), mode))]
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
function innerArgument(rules: Rules, argument: Expression): Doc {
  return argument.kind === 'list' && isShortList(argument)
    ? listDoc(rules, argument, space.line)
    : rules.doc(argument)
}

function isShortList({ elements, above = [], last = [] }: List): boolean {
  const comments = [...above, last].filter((trivia) => trivia.length > 0).length
  return elements.length + comments <= 6 && elements.every((element) => isSimple(element))
}

function lastArgument(rules: Rules, argument: Expression): Doc {
  if (isAbsorbable(argument)) return group(nest(termDoc(rules, argument)), 'priority')
  if (argument.kind !== 'parens') return group(nest(rules.doc(argument)))
  const held = heldInParens(rules, argument)
  return held === undefined ? absorbedParens(rules, argument) : group(nest(held), 'priority')
}

/** `(a: { … })` or `(a { … })`, of which all but the last stays on the line of its parenthesis. */
function heldInParens(rules: Rules, parens: Parens): Doc | undefined {
  const inner = parens.expression
  if (!isBareToken(parens, '(')) return undefined
  if (inner.kind === 'lambda') {
    const { parameter, body } = inner
    if (parameter.kind !== 'identifier' || !isBareToken(parameter, 'self')) return undefined
    if (!isBareToken(inner, ':') || !isAbsorbable(body)) return undefined
    const close = [commentsAbove(parens.last), tokenDoc(parens, ')')]
    return ['(', parameter.name, ':', space.hardBlank, termDoc(rules, body, true), close]
  }
  if (inner.kind !== 'apply' || !isBareToken(parens, ')') || hasLast(parens)) return undefined
  const { callee, argument } = inner
  if (callee.kind !== 'identifier' || !isBareToken(callee, 'self') || !isAbsorbable(argument))
    return undefined
  return ['(', callee.name, space.hardBlank, termDoc(rules, argument, true), ')']
}
