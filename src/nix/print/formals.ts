import type { Around, Expression, Formal, Formals, Trivium } from '../syntax.ts'
import { aroundOf, beforeOf, changeLast, isBareToken, withAround } from './tokens.ts'

/** Formals with the comments where a comma at the end of each line leaves them, and what stands around the ellipsis. */
export interface SettledFormals {
  readonly formals: readonly Formal[]
  readonly ellipsis: Around
}

/**
 * Moves the comments of formals that were written with their commas at the beginning of the lines: what stands above a
 * comma goes with the formal that follows it, and what stands behind a formal behind its comma.
 */
export function settleFormals(node: Formals): SettledFormals {
  const formals: Formal[] = []
  let carried: readonly Trivium[] = []
  node.formals.forEach((given, index) => {
    let formal = withAbove(given, carried)
    carried = []
    const followed = index + 1 < node.formals.length || node.ellipsis
    const comma = aroundOf(formal, ',')
    const above = beforeOf(comma)
    if (followed && comma.after === undefined && above.length > 0 && !above.some(isDirective)) {
      carried = above
      formal = withAround(formal, ',', {})
    }
    formals.push(isBareToken(formal, ',') ? withCommentBehindComma(formal) : formal)
  })
  const ellipsis = aroundOf(node, '...')
  return {
    formals,
    ellipsis: carried.length === 0 ? ellipsis : { ...ellipsis, before: [...carried, ...beforeOf(ellipsis)] },
  }
}

function isDirective({ kind }: Trivium): boolean {
  return kind === 'disable' || kind === 'enable' || kind === 'disabledToEnd'
}

function withAbove(formal: Formal, above: readonly Trivium[]): Formal {
  if (above.length === 0) return formal
  const around = aroundOf(formal, 'self')
  return withAround(formal, 'self', { ...around, before: [...above, ...beforeOf(around)] })
}

function withCommentBehindComma(formal: Formal): Formal {
  const { fallback } = formal
  let after: string | undefined
  const take = ({ after: comment, ...others }: Around): Around => {
    after = comment
    return others
  }
  if (fallback === undefined) {
    const self = take(aroundOf(formal, 'self'))
    return after === undefined ? formal : withAround(withAround(formal, 'self', self), ',', { after })
  }
  const value: Expression = changeLast(fallback, take)
  return after === undefined ? formal : withAround({ ...formal, fallback: value }, ',', { after })
}
