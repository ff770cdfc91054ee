import { describe, expect, it } from 'vitest'
import { parseNix } from './index.ts'
import { freeVariables, isGlobal } from './variables.ts'

function free(text: string): string {
  const result = parseNix(text)
  if ('error' in result) throw new Error(result.error.message)
  const names = freeVariables(result.expression).map(({ name, inWith }) => (inWith ? `(${name})` : name))
  return names.toSorted().join(' ')
}

describe('free variables', () => {
  it.each([
    ['a.b c (d: d e)', 'a c e'],
    ['{ a, b ? a + c, ... }@d: a + d', 'c'],
    ['{ a = a; b = c; inherit d; inherit (e) f; }', 'a c d e'],
    ['rec { a = b; b = a; inherit c; inherit (b) d; }', 'c'],
    ['let a = b; b = c; inherit d; inherit (a) e; in e f', 'c d f'],
    ['let inherit a; in a', 'a'],
    ['let { body = a; a = b; }', 'b'],
    ['rec { a.b = c; c = a.b; ${d} = 1; "${e}" = 1; ${"f"} = f; }', 'd e'],
    ['{ a = rec { b = c + d; }; a.c = d; }', 'd d'],
    ['{ a.b = c; a = rec { c = b; }; a.d.e = ({ f = g; }); a.d.g = 1; }', 'b c g'],
    ['rec { a = { b = c; }; a.c = b; b = 1; }', 'c'],
    ['with a; b (let c = 1; in c d)', '(b) (d) a'],
    ['let a = 1; in with a; a b', '(b)'],
    ["\"${a}\" + ''${b}'' + ./c/${d} + <e> + f:g", 'a b d'],
    ['a ? b.${c} && a.b.${d} or e', 'a a c d e'],
    ['a or', 'a or'],
    ['if a then b else assert c; [ d ]', 'a b c d'],
    ['null + true + import', 'import null true'],
  ])('of %s: %s', (text, expected) => {
    expect(free(text)).toBe(expected)
  })

  it('are found in what is long', () => {
    expect(free(`${'a: '.repeat(50_000)}b`)).toBe('b')
    expect(free(`[${' a'.repeat(200_000)}]`).length).toBe(399_999)
  })

  it('may be bound by Nix itself', () => {
    expect(['import', 'true', '__head', 'derivation'].every(isGlobal)).toBe(true)
    expect(['lib', 'head', 'config'].some(isGlobal)).toBe(false)
  })
})
