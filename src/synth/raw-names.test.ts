import { describe, expect, it } from 'vitest'
import { parseNix } from '../nix/parse/index.ts'
import { type RawNames, readNames } from './raw-names.ts'

function read(text: string): RawNames {
  const result = parseNix(text)
  if ('error' in result) throw new Error(result.error.message)
  return readNames(result.expression)
}

describe('readNames', () => {
  it('finds variables that the text does not bind', () => {
    const names = (text: string): string =>
      read(text)
        .free.map(({ name }) => name)
        .toSorted()
        .join(' ')
    expect(names('lib.mkIf config.a.b (pkgs.c or self)')).toBe('config lib pkgs self')
    expect(names('{ lib, ... }: let config = lib.a; in config + self')).toBe('self')
    expect(names('"lib ${pkgs.a "b ${self}"} $${config}" # inputs')).toBe('pkgs self')
  })

  it('finds what a function takes', () => {
    const taken = (text: string): string => [...read(text).taken].toSorted().join(' ')
    expect(taken('{ a, b ? 1, ... }@c: [ c.d c."e" ]')).toBe('a b d e')
    expect(taken('let x = 1; in (args: args.a + x.b)')).toBe('a')
    expect(taken('[ ({ a }: a) ]')).toBe('')
  })

  it('finds inputs, and where it cannot tell which', () => {
    const inputs = (text: string): string => [...read(text).inputs].toSorted().join(' ')
    expect(inputs('[ inputs.a.b inputs."b c".d x.inputs.c (inputs . d) (inputs ? e) ]')).toBe('a b c d e')
    expect(inputs('{ inputs, ... }: { inherit (inputs) a b; c = "inputs.d"; inputs = 1; }')).toBe('a b')
    expect(inputs('f inputs')).toBe('*')
    expect(inputs('{ inherit inputs; a = inputs.${b}; }')).toBe('*')
  })

  it('finds relative paths', () => {
    const paths = (text: string): string => [...read(text).paths].toSorted().join(' ')
    expect(paths('[ ./a.nix ../b/. ./${c} /d e/f "./g" ] # ./h')).toBe('../b/. ./a.nix')
  })
})
