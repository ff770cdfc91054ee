import { describe, expect, it } from 'vitest'
import { complaints, profileText } from '../../tests/synth/fleet.ts'
import {
  mkAfter,
  mkAssert,
  mkBefore,
  mkDefault,
  mkForce,
  mkIf,
  mkMerge,
  mkOptionDefault,
  mkOrder,
  mkOverride,
  nix,
  nixos,
} from '../index.ts'

/** What `nixos({ a: value })` becomes. */
const text = (value: unknown): string => profileText(nixos({ a: value } as never))

describe('values', () => {
  it('prints data as Nix writes it', () => {
    const value = {
      n: null,
      t: true,
      i: 3,
      neg: -4,
      f: 1.5,
      zero: -0,
      big: 9007199254740993n,
      s: 'a "b" ${c}',
      l: [],
      l2: [1, -2, 'a'],
      set: {},
    }
    expect(text(value)).toBe(`{
  a = {
    n = null;
    t = true;
    i = 3;
    neg = -4;
    f = 1.5;
    zero = 0;
    big = 9007199254740993;
    s = "a \\"b\\" \\\${c}";
    l = [ ];
    l2 = [
      1
      (-2)
      "a"
    ];
    set = { };
  };
}
`)
  })

  it('prints text of several lines as Nix does', () => {
    expect(text('echo a\necho ${b}\n')).toBe(`{
  a = ''
    echo a
    echo ''\${b}
  '';
}
`)
  })

  it('folds chains of sets with one name, and nests the others in the order of the user', () => {
    expect(text({ z: { y: { x: 1 } }, 'b.c': { d: 1 }, 'odd key': { e: 1, f: { g: 2 } } })).toBe(`{
  a = {
    z.y.x = 1;
    "b.c".d = 1;
    "odd key" = {
      e = 1;
      f.g = 2;
    };
  };
}
`)
  })

  it('prints a whole number as a float where the option is one', () => {
    const knowledge = (path: readonly string[]) => (path.join('.') === 'a.b' ? ('float' as const) : undefined)
    expect(profileText(nixos({ a: { b: 1, c: 1 } } as never), {}, { knowledge })).toBe(
      '{\n  a = {\n    b = 1.0;\n    c = 1;\n  };\n}\n',
    )
  })

  it('complains about what Nix cannot say, with its path', () => {
    expect(complaints(nixos({ a: { b: [2 ** 60] } } as never))).toMatchInlineSnapshot(`
      [
        "unsayable-value at a line: a.b.0: 1152921504606847000 is beyond what a number holds exactly; write it as a bigint, 1152921504606846976n.",
      ]
    `)
    expect(complaints(nixos({ a: 'x\0' } as never))).toMatchInlineSnapshot(`
      [
        "unsayable-value at a line: a: a Nix string cannot hold the character NUL.",
      ]
    `)
  })
})

describe('properties', () => {
  it('prints priorities and orders by the name they have', () => {
    const value = {
      b: mkForce(1),
      c: mkDefault([1]),
      d: mkOptionDefault('x'),
      e: mkOverride(42, true),
      f: mkBefore([1]),
      g: mkAfter([1]),
      h: mkOrder(7, ['x']),
    }
    expect(text(value)).toBe(`{ lib, ... }:
{
  a = {
    b = lib.mkForce 1;
    c = lib.mkDefault [ 1 ];
    d = lib.mkOptionDefault "x";
    e = lib.mkOverride 42 true;
    f = lib.mkBefore [ 1 ];
    g = lib.mkAfter [ 1 ];
    h = lib.mkOrder 7 [ "x" ];
  };
}
`)
  })

  it('decides what is known', () => {
    const value = {
      i: mkIf(true, 3),
      j: mkIf(false, 3),
      k: mkMerge([[1], mkIf(false, [2]), mkMerge([[3], [4]])]),
      l: mkMerge([1]),
      m: mkMerge([]),
      n: [1, mkIf(false, 2), mkIf(true, 3)],
      o: mkForce(mkIf(false, 1)),
      p: mkAssert(true, 'm', 1),
      q: mkAssert(false, 'm', 1),
      r: { s: mkIf(false, 1) },
    }
    expect(text(value)).toBe(`{ lib, ... }:
{
  a = {
    i = 3;
    k = lib.mkMerge [
      [ 1 ]
      [ 3 ]
      [ 4 ]
    ];
    l = 1;
    n = [
      1
      3
    ];
    p = 1;
    q = lib.mkAssert false "m" 1;
    r = { };
  };
}
`)
  })

  it('leaves to NixOS what only NixOS knows', () => {
    const use = ({ host }: { host: { config: any } }) =>
      nixos({
        a: {
          b: mkIf(host.config.services.nginx.enable, mkForce({ c: 1 })),
          d: [mkIf(nix.not(host.config.services.nginx.enable), 1)],
        },
      } as never)
    expect(profileText(use as never)).toBe(`{ config, lib, ... }:
{
  a = {
    b = lib.mkIf config.services.nginx.enable (lib.mkForce { c = 1; });
    d = [ (lib.mkIf (!config.services.nginx.enable) 1) ];
  };
}
`)
  })
})
