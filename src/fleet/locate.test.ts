import { describe, expect, it } from 'vitest'
import { locateValue } from './locate.ts'

/** Where `at` of the call named `call` is found, as the text that stands there. */
function found(source: string, path: readonly string[], call = 'nixos'): string {
  const offset = new RegExp(`${call}\\(`).exec(source)!.index
  const before = source.slice(0, offset)
  const place = { file: '/f.ts', line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
  const at = locateValue(source, place, path)
  const line = source.split('\n')[at.line - 1]!
  return line.slice(at.column - 1)
}

describe('locateValue', () => {
  it('finds a key in nested objects', () => {
    const source = 'nixos({\n  services: { nginx: { enable: true } },\n})'
    expect(
      locateValue(source, { file: '/f.ts', line: 1, column: 1 }, ['services', 'nginx', 'enable']),
    ).toEqual({
      file: '/f.ts',
      line: 2,
      column: 24,
    })
  })

  it('counts a byte order mark at the beginning of the file', () => {
    expect(found('\ufeffconst c: number = 1\nnixos({ a: { b: c } })', ['a', 'b'])).toBe('b: c } })')
  })

  it('finds elements of lists by index', () => {
    expect(found("nixos({ a: ['x', { b: 1 }] })", ['a', '0'])).toBe("'x', { b: 1 }] })")
    expect(found("nixos({ a: ['x', { b: 1 }] })", ['a', '1', 'b'])).toBe('b: 1 }] })')
  })

  it('does not guess which element it is from a spread on', () => {
    const source = 'const x = [1]\nnixos({ a: [0, ...x, 2] })'
    expect(found(source, ['a', '0'])).toBe('0, ...x, 2] })')
    expect(found(source, ['a', '1'])).toBe('a: [0, ...x, 2] })')
    expect(found(source, ['a', '2'])).toBe('a: [0, ...x, 2] })')
  })

  it('reads quoted, numeric and template keys', () => {
    expect(found("nixos({ 'a.b': { 1: { [`c d`]: 2 } } })", ['a.b', '1', 'c d'])).toBe('[`c d`]: 2 } } })')
  })

  it('keeps positions behind types', () => {
    const source =
      'const x: Record<string, number> = {}\nexport const d = nixos({ a: (1 as unknown) as string, b: { c: 2 } satisfies object })'
    expect(found(source, ['b', 'c'])).toBe('c: 2 } satisfies object })')
  })

  it('looks through properties', () => {
    expect(found('nixos({ a: mkIf(on, mkForce({ b: mkDefault(1) })) })', ['a', 'b'])).toBe(
      'b: mkDefault(1) })) })',
    )
    expect(found('nixos({ a: mkMerge([{ b: 1 }, mkIf(x, { c: 2 })]) })', ['a', 'c'])).toBe('c: 2 })]) })')
    expect(found('nixos(mkIf(on, { a: 1 }))', ['a'])).toBe('a: 1 }))')
  })

  it('looks through conditions, spreads and constants of the file', () => {
    expect(found('nixos({ ...(on ? { a: 1 } : { b: 2 }) })', ['b'])).toBe('b: 2 }) })')
    expect(found('nixos({ ...(on && { a: 1 }) })', ['a'])).toBe('a: 1 }) })')
    expect(found('const shared = { a: { b: 1 } }\nnixos({ ...shared, c: 2 })', ['a', 'b'])).toBe('b: 1 } }')
    expect(found('nixos({ a: 1, ...{ a: 2 } })', ['a'])).toBe('a: 2 } })')
  })

  it('takes the last of two equal keys', () => {
    expect(found('nixos({ a: 1, b: 0, a: 2 })', ['a'])).toBe('a: 2 })')
  })

  it('ends where a constant refers to itself', () => {
    expect(found('const a = true ? {} : a\nnixos({ x: a })', ['x', 'y'])).toBe('x: a })')
  })

  it('gives the deepest part that it can follow', () => {
    expect(found('nixos({ a: { b: make() } })', ['a', 'b', 'c'])).toBe('b: make() } })')
    expect(found('nixos({ a: [...others, 1] })', ['a', '1'])).toBe('a: [...others, 1] })')
  })

  it('finds methods, and the argument after a user', () => {
    expect(found('gatus.set({ a: 1 })', ['a'], 'set')).toBe('a: 1 })')
    expect(found("home('alice', { a: 1 })", ['a'], 'home')).toBe('a: 1 })')
    expect(found("home('alice', [x(), home({ a: 1 })])", ['1'], 'home')).toBe('home({ a: 1 })])')
  })

  it('takes the call at the place and not one around it', () => {
    const source = 'defineHost(name, { use: [nixos({ a: 1 }), nixos({ a: 2 })] })'
    expect(locateValue(source, { file: '/f.ts', line: 1, column: 43 }, ['a'])).toEqual({
      file: '/f.ts',
      line: 1,
      column: 51,
    })
  })

  it('gives the place back where the source says something else', () => {
    const place = { file: '/f.ts', line: 9, column: 9 }
    expect(locateValue('nixos({ a: 1 })', place, ['a'])).toEqual(place)
    expect(locateValue('enum A { B }', { ...place, line: 1, column: 1 }, ['a'])).toEqual({
      ...place,
      line: 1,
      column: 1,
    })
    expect(found('nixos()', ['a'])).toBe('nixos()')
  })
})
