import { describe, expect, it } from 'vitest'
import { print } from '../print.ts'
import type { Expression } from '../syntax.ts'
import { rewrite } from '../traverse.ts'
import { parseNix } from './index.ts'
import type { Range } from './parsing.ts'

function parsed(text: string, pipes = false): Expression {
  const result = parseNix(text, { pipes })
  if ('error' in result) throw new Error(`${text}: ${result.error.message}`)
  return result.expression
}

/** On one line, with all parentheses that were read. */
function printed(text: string, pipes = false): string {
  return print(parsed(text, pipes), { width: 1e6 }).trimEnd()
}

function problem(text: string, pipes = false): string {
  const result = parseNix(text, { pipes })
  if (!('error' in result)) return 'fine'
  return `${result.error.line}:${result.error.column} ${result.error.message}`
}

/** The same expression with every operation in parentheses and no others, to show how operators bind. */
function bound(text: string): string {
  const show = (node: Expression): string => {
    switch (node.kind) {
      case 'identifier':
        return node.name
      case 'parens':
        return show(node.expression)
      case 'unary':
        return `(${node.operator}${show(node.operand)})`
      case 'binary':
        return `(${show(node.left)} ${node.operator} ${show(node.right)})`
      case 'apply':
        return `(${show(node.callee)} ${show(node.argument)})`
      case 'hasAttr':
        return `(${show(node.expression)} ? ${node.path.length})`
      case 'select':
        return `${show(node.expression)}.${node.path.length}${node.fallback ? ` or ${show(node.fallback)}` : ''}`
      case 'lambda':
        return `(${node.parameter.kind === 'identifier' ? node.parameter.name : '{}'}: ${show(node.body)})`
      default:
        return print(node).trimEnd()
    }
  }
  return show(parsed(text))
}

describe('tokens', () => {
  it.each([
    ['1', '1'],
    ['007', '007'],
    ['9223372036854775807', '9223372036854775807'],
    ['1.', '1.'],
    ['.5', '.5'],
    ['0.5e-3', '0.5e-3'],
    ['00.5', '00 .5'],
    ['1.5.2', '1.5 .2'],
    ['1e5', '1 e5'],
    ["foldl'", "foldl'"],
    ['a.b', 'a.b'],
    ['a.b/c', 'a.b/c'],
    ['a/b', 'a/b'],
    ['a / b', 'a / b'],
    ['a /b', 'a /b'],
    ['a/ b', 'a / b'],
    ['1/2', '1/2'],
    ['a -b/c', 'a -b/c'],
    ['a //b', 'a // b'],
    ['a+b', 'a + b'],
    ['a++b', 'a ++ b'],
    ['a-b', 'a-b'],
    ['a - b', 'a - b'],
    ['./a', './a'],
    ['../.', '../.'],
    ['.../a', '.../a'],
    ['~/a/b', '~/a/b'],
    ['/a.b/${c}/d', '/a.b/${c}/d'],
    ['~/${a}', '~/${a}'],
    ['a/${b}c', 'a/${b}c'],
    ['./a//b/${c}', './a//b/${c}'],
    ['./${a}${b}//c', './${a}${b}//c'],
    ['<nixpkgs/nixos>', '<nixpkgs/nixos>'],
    ['a <b> c', 'a <b> c'],
    ['a <b', 'a < b'],
    ['http://a.b/c?d=e', '"http://a.b/c?d=e"'],
    ['x:y', '"x:y"'],
    ['x: y', 'x: y'],
    ['x_:y', 'x_: y'],
    ['a # b\n', 'a'],
    ['a # b\rc', 'a c'],
    ['/* a * / ** */ b /**/', 'b'],
    ['\r\n\ta', 'a'],
  ])('%j is %j', (text, expected) => {
    expect(printed(text)).toBe(expected)
  })

  it.each([
    ['', '1:1 syntax error, unexpected end of file'],
    [' # a\n\n', '3:1 syntax error, unexpected end of file'],
    ['9223372036854775808', "1:1 invalid integer '9223372036854775808'"],
    ['1.0e999', "1:1 invalid float '1.0e999'"],
    ['1.0e-400', "1:1 invalid float '1.0e-400'"],
    ['é', '1:1 syntax error, unexpected invalid token'],
    ['a\0', '1:2 syntax error, unexpected invalid token, expecting end of file'],
    ['\ufeffa', '1:1 syntax error, unexpected invalid token'],
    ['a | b', '1:3 syntax error, unexpected invalid token, expecting end of file'],
    ['~a', '1:1 syntax error, unexpected invalid token'],
    ['./a/', '1:5 path has a trailing slash'],
    ['./a/ b', '1:5 path has a trailing slash'],
    ['~/a/', '1:5 path has a trailing slash'],
    ['./a//b', "1:5 syntax error, unexpected end of path, expecting '${'"],
    ['./a//b//c${d}', "1:8 syntax error, unexpected string, expecting '${'"],
    ['./${a}/', '1:8 path has a trailing slash'],
    ['<a//b>', "1:1 syntax error, unexpected '<'"],
    ['a /* b', '1:3 a comment that begins with /* is not closed'],
    ['/*/', '1:1 a comment that begins with /* is not closed'],
    [
      'a <| b',
      "1:3 experimental Nix feature 'pipe-operators' is disabled; add '--extra-experimental-features pipe-operators' to enable it",
    ],
    [
      '{ a |> b; }',
      "1:5 experimental Nix feature 'pipe-operators' is disabled; add '--extra-experimental-features pipe-operators' to enable it",
    ],
  ])('%j is refused: %s', (text, expected) => {
    expect(problem(text)).toBe(expected)
  })
})

describe('strings', () => {
  const text = (source: string): unknown => {
    const node = parsed(source)
    return node.kind === 'string' || node.kind === 'indentedString'
      ? node.parts.map((part) => (part.kind === 'text' ? part.text : part.expression)).join('|')
      : node.kind
  }
  it.each([
    ['""', ''],
    ['"a\\n\\t\\r\\"\\\\\\${\\x"', 'a\n\t\r"\\${x'],
    ['"$"', '$'],
    ['"a$"', 'a$'],
    ['"$$"', '$$'],
    ['"$${a}"', '$${a}'],
    ['"$\\${a}"', '$${a}'],
    ['"a\r\nb\rc"', 'a\nb\nc'],
    ['"a\\\r\nb"', 'a\r\nb'],
    ["''''", ''],
    ["''  ''", ''],
    ["''a''", 'a'],
    ["''  \n  a\n   b\n  ''", 'a\n b\n'],
    ["''\n  a\n\n b''", ' a\n\nb'],
    ["''\n  a\n\tb\n''", '  a\n\tb\n'],
    ["''\n    \n  a\n ''", '  \na\n'],
    ["'' a\n  b''", 'a\n b'],
    ["''\n  ''\\n a''", '\na'],
    ["''a''\\tb'''c''$d''${e}''", "a\tb''c$d${e}"],
    ["''a$''", 'a$'],
    ["''$${a}''", '$${a}'],
    ["''a'b''", "a'b"],
    ["''\n  a\r\n  b''", 'a\r\nb'],
    ["''  ''\\ a''", ' a'],
    ["'''''", undefined],
    ["''\n\n\n''", '\n\n'],
  ])('%j means %j', (source, expected) => {
    if (expected === undefined) expect(problem(source)).not.toBe('fine')
    else expect(text(source)).toBe(expected)
  })

  it('keep their spelling where the printer has another', () => {
    for (const same of ['"a\nb"', '"\\a"', "''a''\\tb''", "''${a}''$$b\"''", '"a$${b}"', "''''\\a''"])
      expect(print(parsed(same)).trimEnd()).toBe(same)
    expect(parsed('"a\\n"')).toEqual({ kind: 'string', parts: [{ kind: 'text', text: 'a\n' }] })
  })

  it.each([
    ['"a', "1:3 syntax error, unexpected end of file, expecting '\"'"],
    ['"a\\', "1:4 syntax error, unexpected end of file, expecting '\"'"],
    ['"a$', "1:4 syntax error, unexpected end of file, expecting '\"'"],
    ["''a", '1:4 syntax error, unexpected end of file, expecting end of an indented string'],
    ["''a''\\", '1:7 syntax error, unexpected end of file, expecting end of an indented string'],
    ['"${a"', "1:6 syntax error, unexpected end of file, expecting '\"'"],
    ['"${a b: c}"', "1:7 syntax error, unexpected ':', expecting '}'"],
    ['"${}"', "1:4 syntax error, unexpected '}'"],
    ['"a\0"', "1:2 input string 'a␀' cannot be represented as Nix string because it contains null bytes"],
    ["''a\0''", "1:3 input string 'a␀' cannot be represented as Nix string because it contains null bytes"],
  ])('%j is refused: %s', (source, expected) => {
    expect(problem(source)).toBe(expected)
  })
})

describe('operators', () => {
  it.each([
    ['a b c', '((a b) c)'],
    ['a b.c d', '((a b.1) d)'],
    ['a.b.c or d e', '(a.2 or d e)'],
    ['a.b or c.d or e', 'a.1 or c.1 or e'],
    ['a.or or b', 'a.1 or b'],
    ['a or b', '((a or) b)'],
    ['f a or', '(f (a or))'],
    ['-a b', '(-(a b))'],
    ['- -a', '(-(-a))'],
    ['-a ? b', '((-a) ? 1)'],
    ['!a ? b.c', '(!(a ? 2))'],
    ['a ? b ? c', '((a ? 1) ? 1)'],
    ['a ++ b ? c', '(a ++ (b ? 1))'],
    ['a ++ b ++ c', '(a ++ (b ++ c))'],
    ['a * b ++ c / d', '((a * (b ++ c)) / d)'],
    ['a - b + c', '((a - b) + c)'],
    ['!a + b', '(!(a + b))'],
    ['a * !b + c', '(a * (!(b + c)))'],
    ['!a // b', '((!a) // b)'],
    ['a // b // c', '(a // (b // c))'],
    ['a < b // c', '(a < (b // c))'],
    ['a < b == c', '((a < b) == c)'],
    ['a == b && c != d', '((a == b) && (c != d))'],
    ['a || b && c || d', '((a || (b && c)) || d)'],
    ['a -> b -> c || d', '(a -> (b -> (c || d)))'],
    ['a: b: c d', '(a: (b: (c d)))'],
    ['!a == b', '((!a) == b)'],
  ])('%s is %s', (text, expected) => {
    expect(bound(text)).toBe(expected)
  })

  it.each([
    ['a == b == c', "1:8 syntax error, unexpected '=='"],
    ['a < b > c', "1:7 syntax error, unexpected '>'"],
    ['a == !b != c', "1:9 syntax error, unexpected '!='"],
    ['a + x: x', "1:6 syntax error, unexpected ':', expecting end of file"],
    ['!if a then b else c', "1:2 syntax error, unexpected 'if'"],
    ['f let a = 1; in a', "1:7 syntax error, unexpected identifier, expecting '{'"],
    ['a.', "1:3 syntax error, unexpected end of file, expecting identifier or 'or' or '${' or '\"'"],
    ['a ? 1', "1:5 syntax error, unexpected integer, expecting identifier or 'or' or '${' or '\"'"],
    ['(a', "1:3 syntax error, unexpected end of file, expecting ')'"],
    ['[ a ; ]', "1:5 syntax error, unexpected ';'"],
    ['a.b or', '1:7 syntax error, unexpected end of file'],
    ['if a then b', "1:12 syntax error, unexpected end of file, expecting 'else'"],
    ['with a b', "1:9 syntax error, unexpected end of file, expecting ';'"],
  ])('%s is refused: %s', (text, expected) => {
    expect(problem(text)).toBe(expected)
  })

  it('pipe where they are told to', () => {
    for (const same of ['a |> f b |> g', 'f <| g <| a + b', 'a |> f (b |> c)', '(a <| b) |> c'])
      expect(printed(same, true)).toBe(same)
    expect(problem('a |> f <| b', true)).toBe("1:8 syntax error, unexpected '<|', expecting end of file")
  })
})

describe('functions', () => {
  it.each([
    ['{ }: a', '{ }: a'],
    ['{ a }: a', '{ a }: a'],
    ['{ a, }: a', '{ a }: a'],
    ['{ ... }: a', '{ ... }: a'],
    ['{ a ? { }, b, ... }@c: a', '{\n  a ? { },\n  b,\n  ...\n}@c:\na'],
    ['c@{ a }: a', 'c@{ a }: a'],
    ['{ }@c: a', '{ }@c: a'],
    ['{ or = 1; }', '{ or = 1; }'],
    ['rec { a = 1; }', 'rec { a = 1; }'],
    ['let { body = 1; }', 'let { body = 1; }'],
    ['let { a = 1; }.b', 'let { a = 1; }.b'],
    ['let in a', 'let\nin\na'],
    ['let or = 1; in a', 'let\n  or = 1;\nin\na'],
  ])('%s is read', (text, expected) => {
    expect(printed(text)).toBe(expected)
  })

  it.each([
    ['{ a, b, a }: a', "1:9 duplicate formal function argument 'a'"],
    ['a@{ a }: a', "1:1 duplicate formal function argument 'a'"],
    ['{ a }@a: a', "1:1 duplicate formal function argument 'a'"],
    ['x: { a, b, b, a }: a', "1:15 duplicate formal function argument 'a'"],
    [
      '{ a, a }: b.',
      "1:13 syntax error, unexpected end of file, expecting identifier or 'or' or '${' or '\"'",
    ],
    ['{ ..., a }: a', "1:6 syntax error, unexpected ',', expecting '}'"],
    ['a@{ b }@c: b', "1:8 syntax error, unexpected '@', expecting ':'"],
    ['{ a }', "1:6 syntax error, unexpected end of file, expecting ':' or '@'"],
    ['{ a b }', "1:5 syntax error, unexpected identifier, expecting '.' or '='"],
    ['{ a, b : 1', "1:8 syntax error, unexpected ':', expecting '}' or ','"],
    ['{ a ? 1; }: a', "1:8 syntax error, unexpected ';', expecting '}' or ','"],
    ['{ or }: a', "1:6 syntax error, unexpected '}', expecting '.' or '='"],
    ['or: a', "1:1 syntax error, unexpected 'or'"],
    ['rec a', "1:5 syntax error, unexpected identifier, expecting '{'"],
  ])('%s is refused: %s', (text, expected) => {
    expect(problem(text)).toBe(expected)
  })
})

describe('attributes', () => {
  it.each([
    ['{ a.b = 1; a.c = 2; }'],
    ['{ a = { b = 1; }; a.c = 2; }'],
    ['{ a = { b.c = 1; }; a = ({ b.d = 2; }); }'],
    ['{ a.b = rec { c = 1; }; a.b.d = 2; }'],
    ['{ ${a} = 1; ${a} = 2; }'],
    ['{ "${a}".b = 1; "${a}".b = 2; }'],
    ["{ ${''a''\\nb''} = 1; }"],
    ['let a.${b} = 1; in a'],
    ['let ${"a"} = 1; "b c" = 2; in a'],
    ['{ inherit; inherit (a); inherit a "b" ${"c"} or; }'],
    ['rec { inherit a; b = a; }'],
  ])('%s are fine', (text) => {
    expect(problem(text)).toBe('fine')
  })

  it.each([
    ['{ a = 1; a = 2; }', "1:10 attribute 'a' already defined at 1:3"],
    ['{ a = 1; a.b = 2; }', "1:10 attribute 'a' already defined at 1:3"],
    ['{ a.b = 2; a = 1; }', "1:12 attribute 'a' already defined at 1:3"],
    ['{ a.b.c = 1; a.b.c = 2; }', "1:14 attribute 'a.b.c' already defined at 1:3"],
    ['{ a.b = 1; a = { "b" = 2; }; }', "1:18 attribute 'a.b' already defined at 1:3"],
    ['{ a = { }; a.b = 1; a.b = 2; }', "1:21 attribute 'a.b' already defined at 1:12"],
    ['{ inherit a; a.b = 1; }', "1:14 attribute 'a' already defined at 1:11"],
    ['{ a = let { b = 1; }; a.c = 1; }', "1:23 attribute 'a' already defined at 1:3"],
    ['{ inherit a; inherit (b) a; }', "1:26 attribute 'a' already defined at 1:11"],
    ['{ "a b" = 1; ${"a b"} = 1; }', '1:14 attribute \'"a b"\' already defined at 1:3'],
    ['let a = 1; a = 2; in a', "1:12 attribute 'a' already defined at 1:5"],
    ['let ${a} = 1; in a', '1:1 dynamic attributes not allowed in let'],
    ['let "${a}" = 1; in a', '1:1 dynamic attributes not allowed in let'],
    ["let ${''a''\\nb''} = 1; in a", '1:1 dynamic attributes not allowed in let'],
    ['{ inherit ${a}; }', '1:11 dynamic attributes not allowed in inherit'],
    ['{ inherit a.b; }', "1:12 syntax error, unexpected '.'"],
    ['{ a = 1 }', "1:9 syntax error, unexpected '}', expecting ';'"],
    ['{ a = 1 b = 2; }', "1:11 syntax error, unexpected '=', expecting ';'"],
    ['{ 1 = 2; }', "1:3 syntax error, unexpected integer, expecting 'inherit'"],
    ['let a = 1; }', "1:12 syntax error, unexpected '}', expecting 'in' or 'inherit'"],
    ['{ a = 1; in', "1:10 syntax error, unexpected 'in', expecting 'inherit'"],
  ])('%s is refused: %s', (text, expected) => {
    expect(problem(text)).toBe(expected)
  })
})

describe('what is too deep', () => {
  it('is refused, and what only looks deep is not', () => {
    const deep = (open: string, close: string, count: number): string =>
      `${open.repeat(count)}1${close.repeat(count)}`
    expect(problem(deep('[', ']', 300))).toBe('fine')
    for (const [open, close] of [
      ['(', ')'],
      ['[', ']'],
      ['"${', '}"'],
      ['{a=', ';}'],
      ['a.b or (', ')'],
      ['{a?', '}:a'],
    ] as const)
      expect(problem(deep(open, close, 100_000))).toMatch(/nested too deep/)
    expect(problem(deep('a.b or ', '', 100_000))).toMatch(/nested too deep/)
    for (const link of ['a: ', '!', '-', 'a // ', 'a + ', 'if a then b else ', 'let a = 1; in ', 'f '])
      expect(problem(deep(link, '', 100_000))).toBe('fine')
  })
})

describe('ranges', () => {
  it('are those of every node', () => {
    const text =
      "{ a, b ? 1 }@c:\nlet d.e = \"x${a}\"; inherit (b) f; in -d.e + g h or (''i'' ? j) // ./k/${l}"
    const ranges = new Map<object, Range>()
    const result = parseNix(text, { ranges })
    if ('error' in result) throw new Error(result.error.message)
    const places: string[] = []
    rewrite(result.expression, (node) => {
      const { start, end } = ranges.get(node)!
      places.push(`${node.kind} ${text.slice(start, end)}`)
      return node
    })
    expect(places).toContain("parens (''i'' ? j)")
    expect(places).toContain('unary -d.e')
    expect(places).toContain('path ./k/${l}')
    expect(places).toContain('string "x${a}"')
    expect(places.filter((place) => place.endsWith(text))).toEqual([`lambda ${text}`])
    expect(places).toContain("binary -d.e + g h or (''i'' ? j)")
    const others = [...ranges].map(([node, { start, end }]) => [node, text.slice(start, end)] as const)
    expect(
      others.filter(([node]) => (node as { kind: string }).kind === 'formal').map(([, at]) => at),
    ).toEqual(['a', 'b ? 1'])
  })
})

it('tells many different words apart', () => {
  const names = Array.from({ length: 30_000 }, (_, index) => `n_${index}`)
  const result = parseNix(`[ ${names.join(' ')} ]`)
  const list = 'error' in result ? undefined : result.expression
  expect(
    list?.kind === 'list' && list.elements.map((word) => word.kind === 'identifier' && word.name),
  ).toEqual(names)
})
