import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as b from './build.ts'
import { parseNix } from './parse/index.ts'
import { parenthesize } from './precedence.ts'
import { print } from './print.ts'
import { anyTree } from './random-trees.ts'
import type { AttrKey, BinaryOperator, Binding, Expression } from './syntax.ts'
import { rewrite } from './traverse.ts'

/** What is printed here is read back by Nix itself, many cases at a time since starting Nix takes most of the time. */
const version = spawnSync('nix-instantiate', ['--version'], { encoding: 'utf8' })
const noNix = version.error !== undefined
if (noNix) console.warn('nix-instantiate is not on the PATH: what is printed is not read back by Nix')

function nix(args: readonly string[], text: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'panther-nix-'))
  try {
    const file = join(directory, 'cases.nix')
    writeFileSync(file, text)
    const options = ['--store', `dummy://`, ...args, file]
    const run = spawnSync('nix-instantiate', options, { encoding: 'utf8', maxBuffer: 2 ** 28 })
    if (run.status !== 0) throw new Error(run.stderr.slice(0, 2000))
    return run.stdout.replaceAll(directory, '')
  } finally {
    rmSync(directory, { recursive: true })
  }
}

/** The JSON that Nix makes of each expression. */
function evaluate(texts: readonly string[]): readonly string[] {
  const cases = texts.map((text) => `(builtins.toJSON (${text}))`).join('\n')
  return JSON.parse(nix(['--eval', '--strict', '--json'], `[${cases}]`)) as string[]
}

/**
 * The canonical text that Nix gives to what it has parsed; free variables are allowed. Both lists are read at once, since
 * the order of attributes differs from run to run.
 */
function parse(
  one: readonly string[],
  other: readonly string[],
): readonly [readonly string[], readonly string[]] {
  const text = [...one, '0', ...other, '0'].map((part) => `(${part})`).join('\n"@@"\n')
  const parts = nix(['--parse'], `with {}; [${text}]`).replace('(with { }; [', '').split('("@@")')
  return [parts.slice(0, one.length), parts.slice(one.length + 1, -1)]
}

/** Nix reads the same from both. */
function expectSame(texts: readonly string[], others: readonly string[]): void {
  const [read, expected] = parse(texts, others)
  expect(read).toEqual(expected)
}

/** The tree of plain data. */
function literal(value: unknown): Expression {
  if (Array.isArray(value)) return b.list(value.map(literal))
  if (typeof value === 'object' && value !== null)
    return b.attrs(Object.entries(value).map(([key, inner]) => b.assign(key, literal(inner))))
  if (typeof value === 'boolean') return b.bool(value)
  if (typeof value === 'number') return b.int(value)
  return typeof value === 'string' ? b.str(value) : b.nil
}

/** JSON as Nix writes it: keys in order, bigints as they are. */
function json(value: unknown): string {
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return `[${value.map(json).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).map(([key, child]) => [Buffer.from(key), key, child] as const)
  entries.sort(([one], [other]) => Buffer.compare(one, other))
  return `{${entries.map(([, key, child]) => `${JSON.stringify(key)}:${json(child)}`).join(',')}}`
}

const reparsed = (text: string): string => json(JSON.parse(text))

function batches<T>(arbitrary: fc.Arbitrary<T>, size: number, check: (cases: readonly T[]) => void): void {
  const batch = fc.array(arbitrary, { minLength: size, maxLength: size, size: 'max' })
  fc.assert(fc.property(batch, check), { numRuns: 2, endOnFailure: true })
}

const piece = fc.constantFrom(
  ...['$', '${', '{', '}', "'", "''", '"', '\\', '\n', '\n\n', '\t', '\r', '\r\n', ' ', '  ', '    '],
  ...[
    'a',
    'foo',
    '\\n',
    '\\${',
    "''\\n",
    "''${",
    '$$',
    '#',
    '/*',
    '*/',
    ';',
    'é',
    '😀',
    '\u2028',
    '\u0001',
    '\u007f',
  ],
)
const nasty = fc.oneof(
  { weight: 4, arbitrary: fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join('')) },
  fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0') && text.isWellFormed()),
)
const keyLike = fc.oneof(
  nasty,
  fc.constantFrom(
    '',
    'or',
    'if',
    'rec',
    'assert',
    'inherit',
    'a',
    "a'",
    'a-b',
    '-a',
    '1a',
    '_',
    'a.b',
    'null',
    'ä',
    '__proto__',
  ),
)
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })

describe.skipIf(noNix)(`read back by Nix${noNix ? ' (nix-instantiate is not on the PATH)' : ''}`, () => {
  it('reads every plain value back', () => {
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        nasty,
        fc.boolean(),
        fc.constant(null),
        fc.maxSafeInteger(),
        fc.array(tie('value'), { maxLength: 4 }),
        fc
          .array(fc.tuple(keyLike, tie('value')), { maxLength: 4 })
          .map((entries) => Object.fromEntries(entries)),
      ),
    }))
    batches(value, 400, (values) => {
      const read = evaluate(values.map((one) => print(literal(one))))
      expect(read.map(reparsed)).toEqual(values.map(json))
    })
  })

  it('reads every string back, however it is quoted', () => {
    batches(nasty, 1200, (texts) => {
      const quoted = evaluate(texts.map((text) => print(b.quoted(text))))
      const multiline = evaluate(texts.map((text) => print(b.multiline(text))))
      expect(quoted.map((text) => JSON.parse(text))).toEqual(texts)
      expect(multiline.map((text) => JSON.parse(text))).toEqual(texts)
    })
  })

  it('keeps text and interpolation apart', () => {
    const parts = fc.array(fc.tuple(nasty, nasty), { minLength: 1, maxLength: 3 })
    batches(parts, 500, (cases) => {
      const text = cases.map((pairs) => pairs.map(([one, other]) => one + other).join(''))
      const trees = cases.map((pairs) => pairs.flatMap(([one, other]) => [one, b.quoted(other)]))
      for (const make of [b.quoted, b.multiline, b.str]) {
        const read = evaluate(trees.map((tree) => print(b.list([make(...tree)]))))
        expect(read.map((one) => JSON.parse(one)[0])).toEqual(text)
      }
    })
  })

  it('reads every integer of 64 bits back', () => {
    const edges = [0n, 1n, -1n, 2n ** 53n, 2n ** 63n - 1n, -(2n ** 63n - 1n), -(2n ** 63n)]
    batches(fc.oneof(int64, fc.constantFrom(...edges)), 300, (values) => {
      expect(evaluate(values.map((value) => print(b.int(value))))).toEqual(values.map(String))
    })
  })

  it('reads every float back as the same float', () => {
    const edges = [
      0,
      1,
      1e5,
      1e21,
      1e22,
      1e-7,
      1.5e-7,
      0.1,
      5e-324,
      2.2250738585072014e-308,
      Number.MAX_VALUE,
      -0.1,
    ]
    const floats = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(...edges))
    batches(
      floats.filter((value) => !Object.is(value, -0)),
      500,
      (values) => {
        const same = values.map((value) => {
          const json = `builtins.fromJSON "${value.toExponential()}"`
          return `let x = ${print(b.float(value))}; in builtins.isFloat x && x == ${json}`
        })
        expect(new Set(evaluate(same))).toEqual(new Set(['true']))
      },
    )
  })

  it('gives operators the operands of the tree', () => {
    batches(calculation, 300, (cases) => {
      const kept = cases.filter(([, value]) => isSmall(value))
      expect(evaluate(kept.map(([tree]) => print(tree))).map(reparsed)).toEqual(
        kept.map(([, value]) => json(value)),
      )
    })
  })

  it('prints every construct as the tree that it is', () => {
    batches(anyTree, 250, (trees) => {
      expectSame(
        trees.map((tree) => print(tree)),
        trees.map(naive),
      )
    })
  })

  it('prints the same at any width', () => {
    batches(fc.tuple(anyTree, fc.integer({ min: 1, max: 60 })), 150, (cases) => {
      const narrow = cases.map(([tree, width]) => print(tree, { width }))
      expectSame(
        narrow,
        cases.map(([tree]) => naive(tree)),
      )
    })
  })

  it('keeps every comment where it changes nothing', () => {
    batches(fc.tuple(anyTree, fc.nat()), 150, (cases) => {
      const trees = cases.map(([tree, seed]) => withComments(tree, seed))
      const texts = trees.map(({ tree }) => print(tree))
      for (const [index, text] of texts.entries()) {
        const kept = new Set([...text.matchAll(/\b(c\d+\.)/g)].map(([, comment]) => comment))
        expect(kept.size).toBe(trees[index]!.count)
      }
      expectSame(
        texts,
        cases.map(([tree]) => naive(tree)),
      )
    })
  })
})

describe('read back by the parser', () => {
  const read = (text: string): Expression => {
    const result = parseNix(text)
    if ('error' in result) throw new Error(`${JSON.stringify(result.error)} in\n${text}`)
    return result.expression
  }
  const expanded = (tree: Expression): Expression =>
    rewrite(parenthesize(tree), (node) => (node.kind === 'raw' ? read(node.text) : node))

  it('is the same tree', () => {
    fc.assert(
      fc.property(anyTree, fc.integer({ min: 1, max: 120 }), (tree, width) => {
        expect(read(print(tree, { width }))).toEqual(expanded(tree))
      }),
      { numRuns: 1000 },
    )
  })

  it('is the same text between the same interpolations', () => {
    const inner = b.ident('x')
    const parts = fc.array(fc.tuple(nasty, fc.constantFrom(undefined, inner)), { maxLength: 4 })
    fc.assert(
      fc.property(parts, fc.constantFrom(b.quoted, b.multiline, b.str), (pairs, make) => {
        const tree = make(...pairs.flatMap(([text, between]) => (between ? [text, between] : [text])))
        // A single line in two quotes may be printed in one.
        const { kind, ...others } = tree
        const got = read(print(b.list([tree])))
        expect(got).toMatchObject(
          b.list([{ ...others, kind: kind === 'string' ? kind : expect.stringMatching(/tring$/) }]),
        )
      }),
      { numRuns: 3000 },
    )
  })

  it('is the same number and the same key', () => {
    fc.assert(
      fc.property(
        int64,
        fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
        keyLike,
        (int, float, key) => {
          for (const tree of [b.int(int), b.float(float), b.select('x', key, key), b.attrs({ [key]: b.nil })])
            expect(read(print(tree))).toEqual(expanded(tree))
        },
      ),
    )
  })
})

/** The tree with a numbered comment above or behind about every third expression. */
function withComments(tree: Expression, seed: number): { readonly tree: Expression; readonly count: number } {
  let count = 0
  let step = seed
  const commented = rewrite(tree, (node) => {
    step = (step * 1103515245 + 12345) % 2 ** 31
    // One inside a longer path would keep the path in two.
    if (step % 3 > 0 || node.kind === 'select') return node
    count++
    const text = `c${count}.`
    return b.commented(node, step % 2 ? { before: [text] } : { after: text })
  })
  return { tree: commented, count }
}

type Calculation = readonly [tree: Expression, value: unknown]

/** Trees whose value is known: integers, booleans, lists and sets of integers. */
const calculation = fc.letrec<Record<'int' | 'bool' | 'list' | 'set' | 'any', Calculation>>((tie) => {
  const pair = (kind: 'int' | 'bool' | 'list' | 'set') => fc.tuple(tie(kind), tie(kind))
  const operation = (
    operators: readonly BinaryOperator[],
    kind: 'int' | 'bool' | 'list' | 'set',
    value: (operator: BinaryOperator, one: never, other: never) => unknown,
  ): fc.Arbitrary<Calculation> =>
    fc
      .tuple(fc.constantFrom(...operators), pair(kind))
      .map<Calculation>(([operator, [one, other]]) => [
        b.binary(operator, one[0], other[0]),
        value(operator, one[1] as never, other[1] as never),
      ])
  const literal = fc.bigInt({ min: -9n, max: 9n }).map<Calculation>((value) => [b.int(value), value])
  const branch = (kind: 'int' | 'bool' | 'list' | 'set'): fc.Arbitrary<Calculation> =>
    fc
      .tuple(tie('bool'), pair(kind))
      .map<Calculation>(([test, [one, other]]) => [
        b.ifElse(test[0], one[0], other[0]),
        test[1] ? one[1] : other[1],
      ])
  const options = { depthSize: 'small', maxDepth: 5 } as const
  return {
    int: fc.oneof(
      options,
      literal,
      operation(['+', '-', '*'], 'int', (operator, one: bigint, other: bigint) =>
        operator === '+' ? one + other : operator === '-' ? one - other : one * other,
      ),
      fc
        .tuple(tie('int'), fc.bigInt({ min: 1n, max: 9n }))
        .map<Calculation>(([one, by]) => [b.binary('/', one[0], b.int(by)), (one[1] as bigint) / by]),
      tie('int').map<Calculation>(([tree, value]) => [b.negate(tree), -(value as bigint)]),
      tie('set').map<Calculation>(([tree, value]) => [
        b.selectOr(tree, ['a'], b.int(-3)),
        (value as { a?: bigint }).a ?? -3n,
      ]),
      branch('int'),
    ),
    bool: fc.oneof(
      options,
      fc.boolean().map<Calculation>((value) => [b.bool(value), value]),
      operation(['&&', '||', '->'], 'bool', (operator, one: boolean, other: boolean) =>
        operator === '&&' ? one && other : operator === '||' ? one || other : !one || other,
      ),
      operation(['<', '<=', '>', '>='], 'int', (operator, one: bigint, other: bigint) =>
        operator === '<'
          ? one < other
          : operator === '<='
            ? one <= other
            : operator === '>'
              ? one > other
              : one >= other,
      ),
      ...(['int', 'bool', 'list', 'set'] as const).map((kind) =>
        operation(
          ['==', '!='],
          kind,
          (operator, one, other) => (json(one) === json(other)) === (operator === '=='),
        ),
      ),
      tie('bool').map<Calculation>(([tree, value]) => [b.not(tree), !value]),
      tie('set').map<Calculation>(([tree, value]) => [
        b.hasAttr(tree, 'b'),
        Object.hasOwn(value as object, 'b'),
      ]),
      branch('bool'),
    ),
    list: fc.oneof(
      options,
      fc
        .array(tie('int'), { maxLength: 3 })
        .map<Calculation>((items) => [b.list(items.map(([tree]) => tree)), items.map(([, value]) => value)]),
      operation(['++'], 'list', (_, one: readonly unknown[], other: readonly unknown[]) => [
        ...one,
        ...other,
      ]),
      branch('list'),
    ),
    set: fc.oneof(
      options,
      fc
        .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c d'), tie('int')), {
          selector: ([key]) => key,
          maxLength: 3,
        })
        .map<Calculation>((entries) => [
          b.attrs(entries.map(([key, [tree]]) => b.assign(key, tree))),
          Object.fromEntries(entries.map(([key, [, value]]) => [key, value])),
        ]),
      operation(['//'], 'set', (_, one: object, other: object) => ({ ...one, ...other })),
      branch('set'),
    ),
    any: fc.oneof(tie('int'), tie('bool'), tie('list'), tie('set')),
  }
}).any

/** Nix 2.8 does not say what happens beyond 64 bits. */
function isSmall(value: unknown): boolean {
  return !json(value).match(/\d{16}/)
}

/** Everything on one line and in parentheses: what the printer prints must be read as the same. */
function naive(node: Expression): string {
  const keyOf = (key: AttrKey): string => {
    if (key.kind === 'name') return JSON.stringify(key.name)
    return key.kind === 'string' ? naive(key).slice(1, -1) : `\${${naive(key.expression)}}`
  }
  const pathOf = (path: readonly AttrKey[]): string => path.map(keyOf).join('.')
  const bindingsOf = (bindings: readonly Binding[]): string =>
    bindings
      .map((one) => {
        if (one.kind === 'assignment') return `${pathOf(one.path)} = ${naive(one.value)};`
        return `inherit ${one.from ? `(${naive(one.from)})` : ''} ${one.names.map(keyOf).join(' ')};`
      })
      .join(' ')
  switch (node.kind) {
    case 'identifier':
      return node.name
    case 'int':
    case 'float':
      return `(${node.value})`
    case 'raw':
      return `(${node.text})`
    case 'string':
    case 'indentedString':
    case 'path': {
      const text = node.parts
        .map((part) => (part.kind === 'text' ? part.text : `\${${naive(part.expression)}}`))
        .join('')
      return node.kind === 'path' ? `(${text})` : `("${text}")`
    }
    case 'searchPath':
      return `<${node.path}>`
    case 'select': {
      const fallback = node.fallback ? ` or ${naive(node.fallback)}` : ''
      const base = naive(node.expression)
      // A selection from a selection is one longer path, unless what is missing in it would be another.
      const merged = node.expression.kind === 'select' && !node.expression.fallback && !node.fallback
      return `(${merged ? base.slice(1, -1) : base}.${pathOf(node.path)}${fallback})`
    }
    case 'hasAttr':
      return `(${naive(node.expression)} ? ${pathOf(node.path)})`
    case 'apply':
      return `(${naive(node.callee)} ${naive(node.argument)})`
    case 'lambda': {
      const { parameter } = node
      if (parameter.kind === 'identifier') return `(${parameter.name}: ${naive(node.body)})`
      const list = parameter.formals.map(
        (one) => one.name + (one.fallback ? ` ? ${naive(one.fallback)}` : ''),
      )
      const all = [...list, ...(parameter.ellipsis ? ['...'] : [])].join(', ')
      return `({ ${all} }${parameter.as ? `@${parameter.as.name}` : ''}: ${naive(node.body)})`
    }
    case 'attrSet':
      return `${node.recursive ? '(rec ' : '('}{ ${bindingsOf(node.bindings)} })`
    case 'list':
      return `[ ${node.elements.map(naive).join(' ')} ]`
    case 'let':
      return `(let ${bindingsOf(node.bindings)} in ${naive(node.body)})`
    case 'with':
      return `(with ${naive(node.scope)}; ${naive(node.body)})`
    case 'assert':
      return `(assert ${naive(node.condition)}; ${naive(node.body)})`
    case 'if':
      return `(if ${naive(node.condition)} then ${naive(node.consequent)} else ${naive(node.alternative)})`
    case 'unary':
      return `(${node.operator}${naive(node.operand)})`
    case 'binary':
      return `(${naive(node.left)} ${node.operator} ${naive(node.right)})`
    case 'parens':
      return naive(node.expression)
  }
}
