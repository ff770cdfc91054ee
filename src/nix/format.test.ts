import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { format } from './format.ts'
import { print } from './print.ts'
import { anyText, anyTree } from './random-trees.ts'
import { characters, meaning } from './testing.ts'

function formatted(text: string, options: Parameters<typeof format>[1] = {}): string {
  const result = format(text, options)
  if ('error' in result)
    throw new Error(`${result.error.line}:${result.error.column} ${result.error.message}`)
  return result.text
}

/** The text without the indentation of this file. */
function nix([text = '']: TemplateStringsArray): string {
  const lines = text.split('\n').slice(1, -1)
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)))
  return `${lines.map((line) => line.slice(indent)).join('\n')}\n`
}

describe('the layout', () => {
  it.each([
    ['{a=1;}', '{ a = 1; }\n'],
    ['{a=1;b=2;}', '{\n  a = 1;\n  b = 2;\n}\n'],
    ['{\n}', '{\n}\n'],
    ['[\n1 ]', '[\n  1\n]\n'],
    ["''a ''${b} ''' ''", '"a \\${b} \'\' "\n'],
    ["''a\"''", "''a\"''\n"],
    ['http://a.b/c', '"http://a.b/c"\n'],
    ['x: y', 'x: y\n'],
    ['{a}:\na', '{ a }:\na\n'],
    ['{a,b?1}:a', '{\n  a,\n  b ? 1,\n}:\na\n'],
    ['let a=1;in a', 'let\n  a = 1;\nin\na\n'],
    ['let{body=a;}', 'let { body = a; }\n'],
    ['f or', 'f or\n'],
    ['1 .a', '1 .a\n'],
    ['a/b .c', 'a/b .c\n'],
    ['- a/b .c ? d', '- a/b .c ? d\n'],
    ['- a', '-a\n'],
    ['a|>b', 'a |> b\n'],
    ['a|>b|>c|>d', 'a\n|> b\n|> c\n|> d\n'],
    ['{inherit ${"a"} "b";}', '{ inherit ${"a"} "b"; }\n'],
    ['{"a"=1;"a\\b"=2;}', '{\n  "a" = 1;\n  "a\\b" = 2;\n}\n'],
    ['"a\r\nb"', '"a\r\nb"\n'],
    ['{a=1;a=2;}', '{\n  a = 1;\n  a = 2;\n}\n'],
  ])('of %j is %j', (text, expected) => {
    expect(formatted(text)).toBe(expected)
    expect(formatted(expected)).toBe(expected)
  })

  it('can be made from the tokens alone', () => {
    expect(formatted('{\na=1;\n}', { strict: true })).toBe('{ a = 1; }\n')
    expect(formatted('{a}:\n[\n]', { strict: true })).toBe('{ a }: [ ]\n')
  })

  it('has lines and steps of the width that is asked for', () => {
    expect(formatted('a ++ b', { width: 4 })).toBe('a\n++ b\n')
    expect(formatted('{a=1;b=2;}', { indent: 4 })).toBe('{\n    a = 1;\n    b = 2;\n}\n')
  })
})

describe('comments', () => {
  it.each([
    ['# a\n\n\n\nb', '# a\n\nb\n'],
    ['a # b', 'a # b\n'],
    ['a\n# b\n', 'a\n# b\n'],
    ['#a\n#!b\nc', '#a\n#!b\nc\n'],
    ['[ # a\n  b ]', '[\n  # a\n  b\n]\n'],
    ['[ a /* b */ c ]', '[\n  a # b\n  c\n]\n'],
    ['/* a\n * b\n */\nc', '/*\n  a\n  b\n*/\nc\n'],
    ['/** a */\nb', '/**\n  a\n*/\nb\n'],
    ['/**/ a', 'a\n'],
    ['{ a, # b\n c }: d', '{\n  a, # b\n  c,\n}:\nd\n'],
    ['{ a\n# b\n, c\n}: d', '{\n  a,\n  # b\n  c,\n}:\nd\n'],
    ['{ a # b\n, c\n}: d', '{\n  a, # b\n  c,\n}:\nd\n'],
    ['f /* lua */ "a"', 'f /* lua */ "a"\n'],
    ['if a # b\nthen c else # d\ne', 'if\n  a # b\nthen\n  c\n# d\nelse\n  e\n'],
    ['let in # a\nb', 'let\nin\n# a\nb\n'],
    ['"${a # b\n}"', '"${\n  a # b\n}"\n'],
    ['{ a = ( # b\n c ); }', '{\n  a = (\n    # b\n    c\n  );\n}\n'],
    ['a # b\n.c # d\n', 'a # b\n.c # d\n'],
  ])('in %j: %j', (text, expected) => {
    const once = formatted(text)
    expect(once).toBe(expected)
    expect(formatted(once)).toBe(once)
  })

  it('can keep lines as they are', () => {
    const text = nix`
      {
        a = 1;
      /*nixfmt:disable*/
        b   =   [ 1   2 ];
      /*nixfmt:enable*/
        c = 3;
      }
    `
    expect(formatted(text.replace('a = 1', 'a=1'))).toBe(text)
    expect(formatted('{\n/*nixfmt:disable*/\n a=1; }')).toBe('{\n/*nixfmt:disable*/\n a=1; }')
  })
})

describe('any text', () => {
  it('means the same afterwards, has lost nothing, and stays as it is the second time', () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (text, strict) => {
        const once = formatted(text, { strict })
        expect(meaning(once)).toEqual(meaning(text))
        expect(characters(once)).toEqual(characters(text))
        expect(formatted(once, { strict })).toBe(once)
      }),
      { numRuns: 1500 },
    )
  })

  it('that synth prints is formatted', () => {
    fc.assert(
      fc.property(anyTree, (tree) => {
        const text = print(tree)
        expect(formatted(text)).toBe(text)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('a text that is no Nix', () => {
  it('is refused with the place', () => {
    expect(format('{ a = ; }')).toMatchObject({ error: { line: 1, column: 7 } })
  })
})
