import { describe, expect, it } from 'vitest'
import * as b from './build.ts'
import { print } from './print.ts'
import type { Expression } from './syntax.ts'

const [x, y, z] = [b.ident('x'), b.ident('y'), b.ident('z')]
const lib = (name: string): Expression => b.select('lib', name)
const one = b.int(1)
const two = b.int(2)
const long = (length: number): Expression => b.ident('v'.repeat(length))

/** The text without the indentation of this file and its last line break. */
function nix([text = '']: TemplateStringsArray): string {
  const lines = text.split('\n').slice(1, -1)
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)))
  return lines.map((line) => line.slice(indent)).join('\n')
}

function yields(tree: Expression, text: string): void {
  expect(print(tree)).toBe(`${text}\n`)
}

function allYield(rows: readonly (readonly [Expression, string])[]): void {
  it.each(rows.map(([tree, text]) => [text, tree] as const))('yield %s', (text, tree) => yields(tree, text))
}

describe('atoms', () => {
  allYield([
    [b.nil, 'null'],
    [b.bool(true), 'true'],
    [b.int(0), '0'],
    [b.int(-1), '-1'],
    [b.int(2n ** 63n - 1n), '9223372036854775807'],
    [b.int(-(2n ** 63n)), '-9223372036854775807 - 1'],
    [b.float(1), '1.0'],
    [b.float(0), '0.0'],
    [b.float(-0.5), '-0.5'],
    [b.float(1e21), '1.0e21'],
    [b.float(1.5e-7), '1.5e-7'],
    [b.float(5e-324), 'builtins.fromJSON "5e-324"'],
    [x, 'x'],
    [b.ident("foldl'"), "foldl'"],
    [b.path('./a/b.nix'), './a/b.nix'],
    [b.searchPath('nixpkgs/lib'), '<nixpkgs/lib>'],
    [b.raw('a.b'), 'a.b'],
    [b.list([b.raw('f x'), b.raw('"a"'), b.raw('{ a = 1; }')]), '[\n  (f x)\n  "a"\n  { a = 1; }\n]'],
    [b.call('f', b.raw('x # y')), 'f (\n  x # y\n)'],
  ])
})

describe('strings', () => {
  it.each<[string, string]>([
    ['', '""'],
    ['a "b" \\ \t \r', String.raw`"a \"b\" \\ \t \r"`],
    ['${a} $b $${c} $', String.raw`"\${a} $b $\${c} $"`],
    ["''", `"''"`],
    ['\n', String.raw`"\n"`],
  ])('%j is %s', (text, expected) => {
    yields(b.str(text), expected)
  })

  it.each<[string, string]>([
    ['a\n', "''\n  a\n''"],
    ['a\nb', "''\n  a\n  b''"],
    ['a\n\n b\n', "''\n  a\n\n   b\n''"],
    [' a\n b\n', "''\n  ''\\ a\n   b\n''"],
    ['a\n  ', "''\n  a\n  ''\\  ''"],
    ['\n\n a', "''\n\n\n  ''\\ a''"],
    ["a ''b'' '${c} $$ $d\n", "''\n  a '''b''' ''\\'''${c} $$ $d\n''"],
    ["a\n'", "''\n  a\n  ''\\'''"],
    ['\ta\r\n', "''\n  \ta''\\r\n''"],
    ['  \n', "''\n  ''\\  \n''"],
  ])('in two quotes, %j is %s', (text, expected) => {
    yields(b.multiline(text), expected)
  })

  it('takes interpolations, and keeps dollars away from them', () => {
    yields(b.str('$', x, '{', b.call('f', y), '"'), '"\\$${x}{${f y}\\""')
    yields(b.str('cd $', x, '\n'), "''\n  cd ''$${x}\n''")
    yields(b.str('a = ', b.str('b', x), ';'), '"a = ${"b${x}"};"')
  })

  it('breaks an interpolation, never the text', () => {
    yields(
      b.attrs({ a: b.str('t'.repeat(90), b.call(lib('concatStringsSep'), b.str(', '), long(30))) }),
      `{\n  a = "${'t'.repeat(90)}\${lib.concatStringsSep ", " ${'v'.repeat(30)}}";\n}`,
    )
    yields(
      b.attrs({ a: b.str('t'.repeat(90), b.binary('+', long(30), long(30))) }),
      `{\n  a = "${'t'.repeat(90)}\${\n    ${'v'.repeat(30)} + ${'v'.repeat(30)}\n  }";\n}`,
    )
  })
})

describe('attribute sets', () => {
  it('stand on one line with one binding at most, and never as a value', () => {
    yields(b.attrs({}), '{ }')
    yields(b.attrs({ a: one }), '{ a = 1; }')
    yields(b.recAttrs({ a: one }), 'rec { a = 1; }')
    yields(
      b.attrs({ a: one, b: b.attrs({ c: two }), d: b.attrs({}) }),
      nix`
      {
        a = 1;
        b = {
          c = 2;
        };
        d = { };
      }
      `,
    )
  })

  it('quote the keys that are no identifiers', () => {
    const keys = ['a', "a'", 'a-b', '_', 'null', 'or', 'if', '', '1a', '-a', 'a.b', 'ä', '${a}', 'a"b']
    const quoted = ['a', "a'", 'a-b', '_', 'null', '"or"', '"if"', '""', '"1a"', '"-a"', '"a.b"', '"ä"']
    const expected = [...quoted, '"\\${a}"', '"a\\"b"'].map((key) => `  ${key} = 1;\n`).join('')
    yields(b.attrs(keys.map((key) => b.assign(key, one))), `{\n${expected}}`)
  })

  it('keep attribute paths as they are given', () => {
    yields(
      b.attrs([
        b.assign(['services', 'nginx', 'enable'], b.bool(true)),
        b.assign(['users', b.interpolation(x), b.quoted('a', y)], one),
      ]),
      nix`
      {
        services.nginx.enable = true;
        users.\${x}."a\${y}" = 1;
      }
      `,
    )
  })

  it('inherit up to three names on a line', () => {
    yields(
      b.attrs([
        b.inherit('a', 'b', 'c d'),
        b.inherit('a', 'b', 'c', 'd'),
        b.inheritFrom(lib('x'), 'e', 'f'),
        b.inheritFrom(b.call('f', x), 'g', 'h', 'i', 'j'),
        b.assign('s', b.attrs([b.inherit('a')])),
      ]),
      nix`
      {
        inherit a b "c d";
        inherit
          a
          b
          c
          d
          ;
        inherit (lib.x) e f;
        inherit (f x)
          g
          h
          i
          j
          ;
        s = { inherit a; };
      }
      `,
    )
  })
})

describe('lists', () => {
  it('stand on one line with one element at most', () => {
    yields(b.list([]), '[ ]')
    yields(b.list([one]), '[ 1 ]')
    yields(b.list([b.list([b.attrs({ a: one })])]), '[ [ { a = 1; } ] ]')
    yields(
      b.list([one, b.int(-1), b.call('f', x), b.select('a', 'b'), b.lambda('x', x)]),
      nix`
      [
        1
        (-1)
        (f x)
        a.b
        (x: x)
      ]
      `,
    )
  })

  it('stay on one line inside a call if they are short and simple', () => {
    yields(b.call('f', b.list([x, y, one]), z), 'f [ x y 1 ] z')
    yields(b.attrs({ a: b.call('f', b.list([x, y])) }), '{\n  a = f [\n    x\n    y\n  ];\n}')
  })
})

describe('functions', () => {
  const body = b.attrs({ a: one })

  it('take names', () => {
    yields(b.lambda('x', x), 'x: x')
    yields(b.lambda('x', b.lambda('y', body)), 'x: y: { a = 1; }')
    yields(b.attrs({ f: b.lambda('x', body) }), '{ f = x: { a = 1; }; }')
  })

  it('take sets, on one line if they have at most two names without defaults', () => {
    yields(b.lambda(b.formals([]), x), '{ }: x')
    yields(b.lambda(b.formals(['a', 'b'], { ellipsis: true }), body), '{ a, b, ... }: { a = 1; }')
    yields(b.lambda(b.formals(['a'], { as: 'args' }), x), '{ a }@args: x')
    yields(
      b.lambda(
        b.formals(['config', b.formal('lib', b.attrs({})), b.formal('f', b.lambda('x', x))], {
          ellipsis: true,
        }),
        body,
      ),
      nix`
      {
        config,
        lib ? { },
        f ? x: x,
        ...
      }:
      {
        a = 1;
      }
      `,
    )
    yields(
      b.lambda(b.formals([b.formal('a', one)]), x),
      nix`
      {
        a ? 1,
      }:
      x
      `,
    )
  })

  it('can put their body below', () => {
    yields({ ...b.lambda(b.formals(['a']), body), bodyBelow: true }, '{ a }:\n{\n  a = 1;\n}')
  })
})

describe('calls', () => {
  it('put arguments in parentheses where they need them', () => {
    yields(b.call('f', b.call('g', x), b.int(-1), b.selectOr('a', ['b'], x)), 'f (g x) (-1) a.b or x')
    yields(b.call(b.lambda('x', x), y), '(x: x) y')
    yields(b.call(b.select(b.call('f', x), 'y'), z), '(f x).y z')
  })

  it('open the last argument first', () => {
    yields(
      b.attrs({
        a: b.call(lib('mkIf'), b.select('config', 'x', 'enable'), b.attrs({ b: one, c: two })),
        b: b.call('map', b.lambda('x', b.attrs({ n: x, m: y })), z),
        c: b.call('f', b.call('g', b.str('a\n')), x),
        d: b.call('f', b.lambda(b.formals(['a', 'b', 'c']), x)),
      }),
      nix`
      {
        a = lib.mkIf config.x.enable {
          b = 1;
          c = 2;
        };
        b = map (x: {
          n = x;
          m = y;
        }) z;
        c = f (g ''
          a
        '') x;
        d = f (
          {
            a,
            b,
            c,
          }:
          x
        );
      }
      `,
    )
  })

  it('put every argument on its own line if that is not enough', () => {
    yields(
      b.attrs({ a: b.call('f', b.attrs({ a: one, b: two }), b.list([]), b.attrs({ c: one, d: two })) }),
      nix`
      {
        a =
          f
            {
              a = 1;
              b = 2;
            }
            [ ]
            {
              c = 1;
              d = 2;
            };
      }
      `,
    )
  })
})

describe('operators', () => {
  allYield([
    [b.binary('*', b.binary('+', x, y), z), '(x + y) * z'],
    [b.binary('+', b.binary('*', x, y), z), 'x * y + z'],
    [b.binary('-', x, b.binary('-', y, z)), 'x - (y - z)'],
    [b.binary('-', b.binary('-', x, y), z), 'x - y - z'],
    [b.binary('++', x, b.binary('++', y, z)), 'x ++ y ++ z'],
    [b.binary('++', b.binary('++', x, y), z), '(x ++ y) ++ z'],
    [b.binary('//', x, b.binary('//', y, z)), 'x // y // z'],
    [b.binary('==', b.binary('==', x, y), z), '(x == y) == z'],
    [b.binary('->', b.binary('->', x, y), z), '(x -> y) -> z'],
    [b.binary('||', b.binary('&&', x, y), b.not(z)), 'x && y || !z'],
    [b.binary('&&', b.binary('||', x, y), b.hasAttr(z, 'a', 'b')), '(x || y) && z ? a.b'],
    [b.not(b.binary('==', x, y)), '!(x == y)'],
    [b.not(b.call('f', x)), '!f x'],
    [b.negate(b.path('./a')), '-(./a)'],
    [b.binary('+', x, b.lambda('y', y)), 'x + (y: y)'],
    [b.select(b.select('a', 'b'), 'c'), 'a.b.c'],
    [b.selectOr(b.select('a', 'b'), ['c'], x), '(a.b).c or x'],
    [b.select(b.selectOr('a', ['b'], x), 'c'), '(a.b or x).c'],
    [b.selectOr('a', ['b'], b.call('f', x)), 'a.b or (f x)'],
    [b.select(b.path('./a'), 'b'), '(./a).b'],
    [b.select(one, 'b'), '1 .b'],
    [b.hasAttr(b.hasAttr(x, 'a'), 'b'), '(x ? a) ? b'],
  ])

  it('break before each operator of a chain', () => {
    yields(
      b.attrs({
        a: b.binary('&&', b.binary('&&', long(40), long(40)), b.binary('||', long(40), long(40))),
        b: b.binary('//', x, b.attrs({ c: one })),
        c: b.binary('++', b.list([one, two]), b.call(lib('optionals'), x, b.list([one, two]))),
      }),
      nix`
      {
        a =
          vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv
          && vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv
          && (vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv || vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv);
        b = x // {
          c = 1;
        };
        c = [
          1
          2
        ]
        ++ lib.optionals x [
          1
          2
        ];
      }
      `,
    )
  })
})

describe('statements', () => {
  it('break if and else together', () => {
    yields(b.ifElse(x, one, two), 'if x then 1 else 2')
    yields(
      b.attrs({ a: b.ifElse(x, one, b.ifElse(y, two, b.list([one, two]))) }),
      nix`
      {
        a =
          if x then
            1
          else if y then
            2
          else
            [
              1
              2
            ];
      }
      `,
    )
  })

  it('give let its lines', () => {
    yields(
      b.attrs({ a: b.letIn([b.assign('x', one), b.inheritFrom(b.ident('lib'), 'y')], b.call('f', x)) }),
      nix`
      {
        a =
          let
            x = 1;
            inherit (lib) y;
          in
          f x;
      }
      `,
    )
  })

  it('absorb the body of with only where it is a set or a list', () => {
    yields(
      b.attrs({ a: b.withIn(x, b.list([y, z])), b: b.withIn(x, b.ifElse(y, one, two)) }),
      nix`
      {
        a = with x; [
          y
          z
        ];
        b = with x; if y then 1 else 2;
      }
      `,
    )
  })

  it('put what follows assert below', () => {
    yields(b.assertIn(b.binary('==', x, y), b.list([one])), 'assert x == y;\n[ 1 ]')
  })
})

describe('comments', () => {
  it('stand above or behind bindings, elements and formals, and at the head of a file', () => {
    const say = b.commented
    const tree = b.lambda(
      b.formals([say(b.formal('a'), { before: ['the first'] }), say(b.formal('b'), { after: 'the last' })]),
      b.attrs([
        say(b.assign('c', one), { before: ['above', '', 'and below a gap'], after: 'behind' }),
        b.assign('d', b.list([say(x, { before: [''] }), say(y, { before: ['', 'here'], after: 'there' })])),
      ]),
    )
    expect(print(b.file(tree, ['Head', '']))).toBe(
      `${nix`
      # Head

      {
        # the first
        a,
        b, # the last
      }:
      {
        # above

        # and below a gap
        c = 1; # behind
        d = [

          x

          # here
          y # there
        ];
      }
      `}\n`,
    )
  })

  it('are one line', () => {
    expect(() => b.commented(x, { before: ['a\nb'] })).toThrow('a comment is one line: "a\\nb"')
  })
})

describe('constructors', () => {
  it.each<[() => unknown, string]>([
    [() => b.ident('a b'), '"a b" cannot be a variable in Nix'],
    [() => b.float(Number.NaN), 'Nix has no number NaN'],
    [() => b.float(Number.POSITIVE_INFINITY), 'Nix has no number Infinity'],
    [() => b.float(-0), 'Nix has no number -0; write 0'],
    [() => b.int(1e21), '1000000000000000000000 does not fit the 64 bits of a Nix integer'],
    [() => b.int(2n ** 63n), '9223372036854775808 does not fit the 64 bits of a Nix integer'],
    [() => b.str('a\0'), 'a Nix string cannot hold the character NUL'],
    [() => b.assign('\ud800', one), 'a Nix string cannot hold half of a surrogate pair'],
    [() => b.ident('or'), '"or" cannot be a variable in Nix'],
    [() => b.int(0.5), '0.5 is not an integer'],
    [() => b.path('a/b'), '"a/b" is no path literal in Nix: it must begin with ./ ../ / or ~/'],
    [() => b.path('./a/'), '"./a/" is no path literal in Nix: write ./a/. for the directory itself'],
    [() => b.path('./a b'), '"./a b" is no path literal in Nix: a segment may hold'],
    [() => b.searchPath('a b'), '"a b" cannot stand in <…>'],
    [() => b.raw(' '), 'raw Nix is empty'],
    [() => b.raw('{ a = "}"; '), "unexpected end of file, expecting 'inherit' at line 1, column 12"],
    [() => b.raw('a)'), "unexpected ')', expecting end of file at line 1, column 2\n1 | a)\n  |  ^"],
    [() => b.raw("''a"), 'unexpected end of file, expecting end of an indented string'],
    [() => b.raw('a\n\t/* b'), 'is not closed at line 2, column 2\n2 | \t/* b\n  | \t^'],
    [() => b.formals(['a', 'a']), 'the argument a is named twice'],
    [() => b.select('a'), 'an attribute path needs at least one key'],
  ])('%#: refuse what Nix cannot read', (make, message) => {
    expect(make).toThrow(message)
  })

  it.each([
    "''a ''${ \" ''' ''",
    '"${"}"} \\" \\${"',
    "foldl'' x",
    "http://a/b'?c",
    '[ 1 # ]\n]',
    '/* ) */ x',
  ])('take %s for complete', (text) => {
    expect(b.raw(text).text).toBe(text)
  })

  it('freeze what they make', () => {
    const tree = b.attrs({ a: b.list([b.str('x', y)]) })
    const open: unknown[] = [tree]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (typeof next !== 'object' || next === null) continue
      expect(Object.isFrozen(next)).toBe(true)
      open.push(...Object.values(next))
    }
  })
})

describe('size', () => {
  const nested = (depth: number, wrap: (inner: Expression) => Expression): Expression => {
    let tree: Expression = x
    for (let at = 0; at < depth; at++) tree = wrap(tree)
    return tree
  }

  it.each<[string, (inner: Expression) => Expression]>([
    ['sets', (inner) => b.attrs({ a: inner })],
    ['lists', (inner) => b.list([inner, one])],
    ['single lists', (inner) => b.list([inner])],
    ['calls', (inner) => b.call('f', inner)],
    ['long calls', (inner) => b.call(inner, x)],
    ['functions', (inner) => b.lambda('x', inner)],
    ['functions of sets', (inner) => b.lambda(b.formals(['a']), inner)],
    ['operators to the left', (inner) => b.binary('+', inner, x)],
    ['operators to the right', (inner) => b.binary('++', x, inner)],
    ['mixed operators', (inner) => b.binary('+', b.binary('*', x, inner), x)],
    ['conditions', (inner) => b.ifElse(x, y, inner)],
    ['strings', (inner) => b.str('a', inner)],
    ['with', (inner) => b.withIn(x, inner)],
    ['let', (inner) => b.letIn({ a: inner }, x)],
    ['calls in sets', (inner) => b.attrs({ a: b.call('f', b.attrs({ b: inner }), x) })],
  ])('prints 5,000 nested %s', (_, wrap) => {
    expect(print(nested(5000, wrap)).length).toBeGreaterThan(5000)
  })

  it('gives up trying where every attempt fails', () => {
    const tail = b.call('g', y, long(40))
    const tree = nested(40, (inner) => b.call('f', b.call('g', inner, long(40)), tail, long(30)))
    expect(print(tree)).toContain('f')
  })
})
