import type { Annotated, Around, TokenName, Trivium } from '../syntax.ts'
import type { OpenAround } from './trivia.ts'

type Tokens = Partial<Record<TokenName, OpenAround | undefined>>

/** What a node keeps of what stands around its tokens: nothing of bare ones. */
export function kept(tokens: Tokens): Annotated | undefined {
  let around: Partial<Record<TokenName, Around>> | undefined
  for (const name in tokens) {
    const one = tokens[name as TokenName]
    if (one === undefined || isBare(one)) continue
    around ??= {}
    around[name as TokenName] = Object.freeze({
      ...(one.before.length > 0 && { before: Object.freeze(one.before) }),
      ...(one.after !== undefined && { after: one.after }),
    })
  }
  return around && { around: Object.freeze(around) }
}

function isBare({ before, after }: OpenAround): boolean {
  return before.length === 0 && after === undefined
}

/** What the node of one token keeps. */
export function keptSelf(self: OpenAround | undefined): Annotated | undefined {
  return self === undefined || isBare(self) ? undefined : kept({ self })
}

/** What stands before a closing bracket, if something does. */
export function keptLast(last: readonly Trivium[]): { readonly last?: readonly Trivium[] } {
  return last.length === 0 ? {} : { last: Object.freeze(last) }
}
