import { describe, expect, it } from 'vitest'
import { readNames } from './raw-names.ts'

describe('readNames', () => {
  const names = (text: string): string => [...readNames(text).names].join(' ')
  const inputs = (text: string): string => [...readNames(text).inputs].join(' ')

  it('finds words that stand for themselves', () => {
    expect(names('lib.mkIf config.a.b (pkgs.c or self)')).toBe('lib config pkgs or self')
  })

  it('looks into interpolations, and not into strings, comments and paths', () => {
    expect(names('"lib ${pkgs.a "b ${self}"} $${config}" # inputs')).toBe('pkgs self')
    expect(
      names("''lib ''${pkgs} ${config} ''' $${self}'' /* inputs */ + ./lib/self.nix + <nixpkgs/lib>"),
    ).toBe('config')
    expect(names('{ a = "}"; ${lib.b} = x; }')).toBe('a lib x')
  })

  it('finds inputs', () => {
    expect(inputs('inputs.a.b ++ inputs."b c".d ++ x.inputs.c ++ inputs . d')).toBe('a b c d')
  })

  it('knows whether the text ends inside a string', () => {
    expect(readNames('"a').open).toBe(true)
    expect(readNames('"a ${').open).toBe(false)
    expect(readNames("''a ${b} ").open).toBe(true)
    expect(readNames('"a" + ').open).toBe(false)
  })
})
