const repeated = '«repeated»'
const token = /"(?:[^"\\]|\\.)*"|[^\s"]+/gs

/**
 * Whether two printed values are equal where neither is printed as repeated: Nix 2.8 tells lists that were printed
 * before by where their elements are in memory, a current Nix by where the list is.
 */
export function equalButRepeated(one: string, other: string): boolean {
  const left = one.match(token) ?? []
  const right = other.match(token) ?? []
  let at = 0
  let beside = 0
  while (at < left.length && beside < right.length) {
    if (left[at] === right[beside]) {
      at++
      beside++
    } else if (bare(left[at]) === repeated) {
      at++
      beside = behindValue(right, beside)
    } else if (bare(right[beside]) === repeated) {
      beside++
      at = behindValue(left, at)
    } else return false
  }
  return at === left.length && beside === right.length
}

function bare(word: string | undefined): string | undefined {
  return word?.replace(/;$/, '')
}

/** Where the value that begins at a token has ended. */
function behindValue(tokens: readonly string[], from: number): number {
  let depth = 0
  let at = from
  do {
    if (tokens[at] === '{' || tokens[at] === '[') depth++
    else if (/^[}\]]/.test(tokens[at] ?? '')) depth--
    at++
  } while (depth > 0 && at < tokens.length)
  return at
}
