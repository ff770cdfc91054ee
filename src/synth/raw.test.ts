import { expect, it } from 'vitest'
import { flakeOf, linux, textOf } from '../../tests/synth/fleet.ts'
import { importModule, nix, nixos } from '../index.ts'

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
  const codes = (use: Parameters<typeof linux>[1]) =>
    flakeOf({ hosts: [linux('one', use)] }).diagnostics.map(({ code, message }) => [code, message])
  expect(codes(nixos({ a: [{ b: open }] } as never))).toEqual([
    ['unsayable-value', 'a.0.b: raw Nix leaves " open: "\\"a".'],
  ])
  expect(codes(importModule(open as never))).toEqual([['unsayable-value', 'Raw Nix leaves " open: "\\"a".']])
})
