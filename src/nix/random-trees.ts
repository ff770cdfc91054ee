import fc from 'fast-check'
import * as b from './build.ts'
import { type ParseOptions, parseNix } from './parse/index.ts'
import { print } from './print.ts'
import type { AttrKey, Binding, Expression, Formals } from './syntax.ts'

const variable = fc.constantFrom(
  'a',
  'b',
  'lib',
  'config',
  "x'",
  'foo-bar',
  'aRatherLongVariableNameThatFillsTheLine',
)
const plainText = fc.constantFrom('', 'x', 'some text', 'a much longer text that makes lines break', '/bin')

/** Trees of every construct. Text is plain: Nix shows the seams of what was escaped. */
export const anyTree: fc.Arbitrary<Expression> = fc.letrec<{
  tree: Expression
  set: readonly Binding[]
  let: readonly Binding[]
  key: AttrKey
}>((tie) => {
  const tree = tie('tree')
  const few = fc.array(tree, { maxLength: 4 })
  const keyName = fc.oneof(variable, fc.constantFrom('or', 'a b', '', '1'))
  const keys = fc.array(tie('key'), { minLength: 1, maxLength: 3 })
  const plainKeys = fc.array(keyName, { minLength: 1, maxLength: 5 })
  const bindingsOf = (more: fc.Arbitrary<readonly AttrKey[]>): fc.Arbitrary<readonly Binding[]> =>
    fc
      .tuple(
        fc.array(fc.tuple(more, tree), { maxLength: 3 }),
        fc.array(fc.tuple(fc.option(tree), fc.integer({ min: 1, max: 5 })), { maxLength: 2 }),
      )
      .map(([assigned, inherited]) => [
        ...assigned.map(([path, value], index) => b.assign([`k${index}`, ...path], value)),
        ...inherited.map(([from, count], index) => {
          const names = Array.from({ length: count }, (_, at) => `i${index}${at === 0 ? ' ' : '-'}${at}`)
          return from ? b.inheritFrom(from, ...names) : b.inherit(...names)
        }),
      ])
  const formals = fc
    .tuple(
      fc.uniqueArray(fc.tuple(variable, fc.option(tree)), { selector: ([name]) => name, maxLength: 4 }),
      fc.boolean(),
      fc.constantFrom(undefined, 'args'),
    )
    .map(
      ([list, ellipsis, as]): Formals =>
        b.formals(
          list.map(([name, fallback]) => b.formal(name, fallback ?? undefined)),
          { ellipsis, ...(as && { as }) },
        ),
    )
  const operators = [
    '++',
    '*',
    '/',
    '+',
    '-',
    '//',
    '<',
    '<=',
    '>',
    '>=',
    '==',
    '!=',
    '&&',
    '||',
    '->',
  ] as const
  return {
    key: fc.oneof(
      { weight: 4, arbitrary: keyName.map(b.name) },
      tree.map(b.interpolation),
      fc.tuple(plainText, tree).map(([text, inner]) => b.quoted(`${text}.`, inner)),
    ),
    set: bindingsOf(fc.oneof({ weight: 4, arbitrary: plainKeys.map((names) => names.map(b.name)) }, keys)),
    let: bindingsOf(plainKeys.map((names) => names.map(b.name))),
    tree: fc.oneof(
      { depthSize: 'small', maxDepth: 5 },
      { weight: 3, arbitrary: variable.map(b.ident) },
      fc.integer({ min: -5, max: 1000 }).map(b.int),
      fc.constantFrom(
        b.float(0.5),
        b.path('./a/b.nix'),
        b.searchPath('nixpkgs/lib'),
        b.raw('x: x'),
        b.raw('a.b'),
      ),
      plainText.map((text) => b.quoted(text)),
      fc.tuple(plainText, tree).map(([text, inner]) => b.str(text, inner)),
      fc.tuple(tree, keys).map(([from, path]) => b.select(from, ...path)),
      fc.tuple(tree, keys, tree).map(([from, path, fallback]) => b.selectOr(from, path, fallback)),
      fc.tuple(tree, keys).map(([from, path]) => b.hasAttr(from, ...path)),
      fc.tuple(tree, tree, few).map(([callee, first, more]) => b.call(callee, first, ...more)),
      fc.tuple(fc.oneof(variable, formals), tree).map(([parameter, body]) => b.lambda(parameter, body)),
      fc
        .tuple(fc.boolean(), tie('set'))
        .map(([rec, bindings]) => (rec ? b.recAttrs(bindings) : b.attrs(bindings))),
      few.map(b.list),
      fc.tuple(tie('let'), tree).map(([bindings, body]) => b.letIn(bindings, body)),
      fc.tuple(tree, tree).map(([scope, body]) => b.withIn(scope, body)),
      fc.tuple(tree, tree).map(([condition, body]) => b.assertIn(condition, body)),
      fc.tuple(tree, tree, tree).map(([test, one, other]) => b.ifElse(test, one, other)),
      fc.tuple(fc.constantFrom(b.not, b.negate), tree).map(([make, operand]) => make(operand)),
      {
        weight: 3,
        arbitrary: fc
          .tuple(fc.constantFrom(...operators), tree, tree)
          .map(([operator, one, other]) => b.binary(operator, one, other)),
      },
    ),
  }
}).tree

const trivia = [
  ...[
    '\n',
    '\n\n',
    '  ',
    ' # c\n',
    '#!\n',
    ' /* c */ ',
    '\n/* a\n   b */\n',
    '\n# d\n',
    ' /** e */ ',
    ' /**/ ',
  ],
  ...['\n\n# f\n\n', ' /* lua */ ', '\n/**\n * g\n */\n', '# h\n  # i\n', '\t# j\n\t# k\n', '\r\n'],
  ...['\n/*nixfmt:disable*/\n', '\n/*nixfmt:enable*/\n'],
]

/** The text with blank lines and comments at about every tenth place where a node begins or ends. */
function scatterTrivia(text: string, seed: number): string {
  const ranges: NonNullable<ParseOptions['ranges']> = new Map()
  parseNix(text, { ranges, pipes: true })
  const places = new Set<number>()
  // What stands around one in a string is text.
  for (const [node, { start, end }] of ranges)
    if ((node as { readonly kind: string }).kind !== 'interpolation') places.add(start).add(end)
  let state = seed
  const random = (below: number): number => {
    state = (state * 1103515245 + 12345) % 2 ** 31
    return Math.floor((state / 2 ** 31) * below)
  }
  let scattered = text
  for (const place of [...places].sort((one, other) => other - one))
    if (random(10) === 0)
      scattered = `${scattered.slice(0, place)} ${trivia[random(trivia.length)]}${scattered.slice(place)}`
  return scattered
}

/** Random texts, with comments and blank lines anywhere. */
export const anyText: fc.Arbitrary<string> = fc
  .tuple(anyTree, fc.nat(), fc.integer({ min: 20, max: 120 }))
  .map(([tree, seed, width]) => scatterTrivia(print(tree, { width }), seed))
