import { describe, expect, it } from 'vitest'
import { flakeOf, linux, textOf } from '../../tests/synth/fleet.ts'
import { importModule, nix, nixModule, nixos } from '../index.ts'

function printed(expression: unknown): string {
  const flake = flakeOf({ hosts: [linux('one', nixos({ a: expression } as never))] })
  expect(flake.diagnostics).toEqual([])
  return /a = ([\s\S]*?);\n/.exec(textOf(flake, 'hosts/one/default.nix'))![1]!
}

const x = nix.expr`builtins.x`

it('keeps a dollar before a value from making text of it', () => {
  expect(printed(nix.expr`"a$${x}"`)).toBe(`"a\${"$"}\${toString builtins.x}"`)
  expect(printed(nix.expr`''a$${x}''`)).toBe(`''a\${"$"}\${toString builtins.x}''`)
  expect(printed(nix.expr`"a$$${x}"`)).toBe('"a$$${toString builtins.x}"')
  expect(printed(nix.expr`''a''$${x}''`)).toBe("''a''$${toString builtins.x}''")
})

it('keeps a text inside a string from ending it', () => {
  expect(printed(nix.expr`"say ${'it'} to ${'"b"'}"`)).toBe('"say it to ${"\\"b\\""}"')
  expect(printed(nix.expr`"${'${y}'} ${'a b'}"`)).toBe('"${"\\${y}"} a b"')
})

it('complains of what is no expression', () => {
  const open = nix.expr`"a`
  const problem = `syntax error, unexpected end of file, expecting '"' at line 1, column 3\n1 | "a\n  |   ^`
  const codes = (use: Parameters<typeof linux>[1]) =>
    flakeOf({ hosts: [linux('one', use)] }).diagnostics.map(({ code, message }) => [code, message])
  expect(codes(nixos({ a: [{ b: open }] } as never))).toEqual([
    ['nix-syntax', `a.0.b: Nix refuses this: ${problem}`],
  ])
  expect(codes(importModule(open as never))).toEqual([['nix-syntax', `Nix refuses this: ${problem}`]])
})

describe('raw Nix that Nix would refuse', () => {
  const messages = (...use: readonly unknown[]): readonly string[] =>
    flakeOf({ hosts: [linux('one', use as never)] }).diagnostics.map(
      ({ code, message }) => `${code}: ${message}`,
    )
  const says = (expression: unknown) => nixos({ a: { b: expression } } as never)

  it('is shown as it was written, with a mark', () => {
    const expression = nix.expr`{
      a = ${[1, 2]};
      b = "x${{ a: 1 } as never}" c = 1;
    }`
    expect(messages(says(expression))).toEqual([
      "nix-syntax: a.b: Nix refuses this: syntax error, unexpected '=', expecting ';' at line 3, column 21\n" +
        '3 |       b = "x${…}" c = 1;\n' +
        '  |                     ^',
    ])
  })

  it('is found in modules', () => {
    expect(messages(nixModule('x', '{ pkgs, ... }:\n{ a = pkgs.b }'))).toEqual([
      "nix-syntax: Nix refuses the module x: syntax error, unexpected '}', expecting ';' at line 2, column 14\n" +
        '2 | { a = pkgs.b }\n' +
        '  |              ^',
    ])
    expect(messages(nixModule('x', '{ lib, ... }: { a = pkgs.b; }'))).toEqual([
      "nix-syntax: Nix refuses the module x: undefined variable 'pkgs' at line 1, column 21\n" +
        '1 | { lib, ... }: { a = pkgs.b; }\n' +
        '  |                     ^',
    ])
    expect(messages(nixModule('x', '{ lib, ... }: with lib; { a = b; }'))).toEqual([])
  })

  it('may bind what the values in it name', () => {
    const inner = nix.expr`x + 1`
    expect(messages(says(nix.expr`map (x: ${inner}) [ ]`))).toEqual([])
    expect(messages(says(inner))).toEqual([
      "nix-syntax: a.b: Nix refuses this: undefined variable 'x' at line 1, column 1\n1 | x + 1\n  | ^",
    ])
  })
})
