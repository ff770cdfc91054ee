import type { Annotated, Around, TokenName, Trivium } from '../syntax.ts'
import { nothing, type OpenAround } from './trivia.ts'

type Tokens = Partial<Record<TokenName, OpenAround | undefined>>

/** What a node keeps of the comments around its tokens: nothing of bare ones. */
export function kept(tokens: Tokens): Annotated {
  let around: Partial<Record<TokenName, Around>> | undefined
  for (const name in tokens) {
    const one = tokens[name as TokenName]
    if (one === undefined || (one.before === nothing && one.after === undefined)) continue
    around ??= {}
    around[name as TokenName] = Object.freeze({
      ...(one.before.length > 0 && { before: Object.freeze(one.before) }),
      ...(one.after !== undefined && { after: one.after }),
    })
  }
  return around === undefined ? noAround : { around: Object.freeze(around) }
}

const noAround: Annotated = Object.freeze({})

/** What the node of one token keeps. */
export function keptSelf(self: OpenAround | undefined): Annotated | undefined {
  return self && kept({ self })
}

/** What stands before a closing bracket, if something does. */
export function keptLast(last: readonly Trivium[]): { readonly last?: readonly Trivium[] } {
  return last.length === 0 ? {} : { last: Object.freeze(last) }
}
