import { arg, type Case, type Expr, fn, mkForce, mkIf, opt, ref, type TypeForm } from '../neutral.ts'

/** Two modules declare `x`; the others define it. */
function twice(name: string, a: TypeForm | undefined, b: TypeForm | undefined, ...definitions: Expr[]): Case {
  return {
    name,
    modules: [
      { file: 'one.nix', options: { x: opt(a) } },
      { file: 'two.nix', options: { x: opt(b) } },
      ...definitions.map((definition, index) => ({ file: `${'abc'[index]}.nix`, config: { x: definition } })),
    ],
  }
}

const sub = (...names: string[]): TypeForm => ({
  submodule: [{ options: Object.fromEntries(names.map((name) => [name, opt('int', { default: 0 })])) }],
})

/** Declarations, defaults, `apply`, read-only options, unknown definitions. */
export const options: readonly Case[] = [
  twice('declared twice: int', 'int', 'int', 1),
  twice('declared twice: int and str', 'int', 'str', 1),
  twice('declared twice: enums are united', { enum: ['a'] }, { enum: ['b'] }, 'b'),
  twice('declared twice: other value of united enums', { enum: ['a'] }, { enum: ['b'] }, 'c'),
  twice('declared twice: lists of enums', { listOf: { enum: ['a'] } }, { listOf: { enum: ['b'] } }, [
    'a',
    'b',
  ]),
  twice('declared twice: sets', { attrsOf: 'int' }, { attrsOf: 'int' }, { a: 1 }),
  twice('declared twice: attrsOf and lazyAttrsOf', { attrsOf: 'int' }, { lazyAttrsOf: 'int' }, { a: 1 }),
  twice('declared twice: sets of different types', { attrsOf: 'int' }, { attrsOf: 'str' }, { a: 1 }),
  twice('declared twice: nullOr', { nullOr: { enum: ['a'] } }, { nullOr: { enum: ['b'] } }, 'b'),
  twice('declared twice: nullOr and plain', { nullOr: 'int' }, 'int', 1),
  twice('declared twice: functionTo', { functionTo: { enum: ['a'] } }, { functionTo: 'int' }),
  twice('declared twice: unique', { unique: { enum: ['a'] } }, { unique: { enum: ['b'] } }, 'b'),
  twice(
    'declared twice: either',
    { either: ['int', { enum: ['a'] }] },
    { either: ['int', { enum: ['b'] }] },
    'b',
  ),
  twice('declared twice: either and other', { either: ['int', 'str'] }, { either: ['int', 'bool'] }, 1),
  twice('declared twice: submodules', sub('a'), sub('b'), { a: 1, b: 2 }),
  twice('declared twice: submodules with the same option', sub('a'), sub('a'), { a: 1 }),
  twice('declared twice: lists of submodules', { listOf: sub('a') }, { listOf: sub('b') }, [{ a: 1, b: 2 }]),
  twice(
    'declared twice: attrTag',
    { attrTag: { a: opt('int') } },
    { attrTag: { b: opt('str') } },
    { b: 'x' },
  ),
  twice(
    'declared twice: attrTag, the same tag',
    { attrTag: { a: opt({ enum: ['p'] }) } },
    { attrTag: { a: opt({ enum: ['q'] }) } },
    { a: 'q' },
  ),
  twice('declared twice: equal separators', { separatedString: ':' }, 'envVar', 'a', 'b'),
  twice('declared twice: different separators', { separatedString: ':' }, 'commas', 'a'),
  twice('declared twice: equal patterns', { strMatching: 'a+' }, { strMatching: 'a+' }, 'aa'),
  twice('declared twice: different patterns', { strMatching: 'a+' }, { strMatching: 'b+' }, 'aa'),
  twice('declared twice: path kinds', 'path', 'externalPath', '/a'),
  twice('declared twice: paths', 'path', 'path', '/a'),
  twice(
    'declared twice: coercedTo never',
    { coercedTo: ['int', fn('v', 'a'), 'str'] },
    { coercedTo: ['int', fn('v', 'a'), 'str'] },
    'a',
  ),
  twice('declared twice: attrListOf never', { attrListOf: 'int' }, { attrListOf: 'int' }, [{ a: 1 }]),
  twice('declared twice: ports lose their range', 'port', 'port', 70000),
  twice('declared twice: a port and an int', 'port', 'int', 70000),
  twice('declared twice: addCheck loses its check', { addCheck: ['int', fn('v', false)] }, 'int', 1),
  twice('declared twice: without a type beside a type', undefined, 'int', 'a'),
  twice('declared twice: both without type', undefined, undefined, [1], [2]),
  twice('declared twice: unspecified beside int', 'unspecified', 'int', 1),
  twice('declared twice: raw', 'raw', 'raw', 1),
  twice('declared twice: anything', 'anything', 'anything', { a: 1 }, { b: 1 }),
  twice('declared twice: deferredModule', 'deferredModule', 'deferredModule'),
  {
    ...twice('declared twice: json', 'json', 'json', 1),
    ours: { value: { x: 1 }, why: 'nixpkgs compares the type with itself without end' },
  },
  twice('declared twice: number', 'number', 'number', 1.5),
  {
    name: 'declared twice with two defaults',
    modules: [
      { file: 'a.nix', options: { x: opt('int', { default: 1 }) } },
      { file: 'b.nix', options: { x: opt('int', { default: 1 }) } },
    ],
  },
  {
    name: 'declared twice with two descriptions',
    modules: [
      { file: 'a.nix', options: { x: opt('int', { description: 'd', default: 1 }) } },
      { file: 'b.nix', options: { x: opt('int', { description: 'd' }) } },
    ],
  },
  {
    name: 'declared twice with two apply functions',
    modules: [
      { file: 'a.nix', options: { x: opt('int', { apply: fn('v', arg('v')) }) } },
      { file: 'b.nix', options: { x: opt('int', { apply: fn('v', arg('v')), default: 1 }) } },
    ],
  },
  {
    name: 'declared twice: one has the default, the other the apply function',
    modules: [
      { file: 'a.nix', options: { x: opt('int', { default: 1, description: 'd' }) } },
      {
        file: 'b.nix',
        options: { x: opt('int', { apply: fn('v', { $add: [arg('v'), 1] }), internal: true }) },
      },
    ],
  },
  {
    name: 'declared twice: an error of one option does not touch others',
    modules: [
      { file: 'a.nix', options: { x: opt('int'), y: opt('int', { default: 3 }) } },
      { file: 'b.nix', options: { x: opt('str') } },
    ],
    read: ref('y'),
  },
  {
    name: 'a default',
    modules: [{ file: 'a.nix', options: { x: opt('int', { default: 1 }) } }],
  },
  {
    name: 'a default is replaced as a whole',
    modules: [
      { file: 'a.nix', options: { x: opt({ listOf: 'int' }, { default: [1] }) } },
      { file: 'b.nix', config: { x: [2] } },
    ],
  },
  {
    name: 'a default of a wrong type',
    modules: [{ file: 'a.nix', options: { x: opt('int', { default: 'a' }) } }],
  },
  {
    name: 'a default of a wrong type that is not used',
    modules: [
      { file: 'a.nix', options: { x: opt('int', { default: 'a' }) } },
      { file: 'b.nix', config: { x: 2 } },
    ],
  },
  {
    name: 'a default that reads another option',
    modules: [
      {
        file: 'a.nix',
        options: { x: opt('int', { default: { $add: [ref('y'), 1] } }), y: opt('int', { default: 1 }) },
      },
    ],
  },
  {
    name: 'a default with a property inside',
    modules: [{ file: 'a.nix', options: { x: opt({ listOf: 'int' }, { default: [1, mkIf(false, 2)] }) } }],
  },
  {
    name: 'defaults that need each other',
    modules: [
      {
        file: 'a.nix',
        options: { x: opt('int', { default: ref('y') }), y: opt('int', { default: ref('x') }) },
      },
    ],
    ownWords: true,
  },
  {
    name: 'a default that is null',
    modules: [{ file: 'a.nix', options: { x: opt({ nullOr: 'int' }, { default: null }) } }],
  },
  {
    name: 'apply changes the value',
    modules: [
      { file: 'a.nix', options: { x: opt('int', { default: 1, apply: fn('v', { wrapped: arg('v') }) }) } },
    ],
  },
  {
    name: 'apply sees the merged value',
    modules: [
      { file: 'a.nix', options: { x: opt({ listOf: 'int' }, { apply: fn('v', { $length: arg('v') }) }) } },
      { file: 'b.nix', config: { x: [1, 2] } },
      { file: 'c.nix', config: { x: [3] } },
    ],
  },
  {
    name: 'apply of an option without value',
    modules: [{ file: 'a.nix', options: { x: opt('int', { apply: fn('v', { $add: [arg('v'), 1] }) }) } }],
  },
  {
    name: 'apply reads other options',
    modules: [
      {
        file: 'a.nix',
        options: {
          x: opt('int', { default: 1, apply: fn('v', { $add: [arg('v'), ref('y')] }) }),
          y: opt('int', { default: 41 }),
        },
      },
    ],
  },
  {
    name: 'read-only with its default alone',
    modules: [{ file: 'a.nix', options: { x: opt('int', { readOnly: true, default: 1 }) } }],
  },
  {
    name: 'read-only with its default and a definition',
    modules: [
      { file: 'a.nix', options: { x: opt('int', { readOnly: true, default: 1 }) } },
      { file: 'b.nix', config: { x: 2 } },
    ],
  },
  {
    name: 'read-only with its default and mkIf false',
    modules: [
      { file: 'a.nix', options: { x: opt('int', { readOnly: true, default: 1 }) } },
      { file: 'b.nix', config: { x: mkIf(false, 2) } },
    ],
    ownWords: true,
  },
  {
    name: 'read-only set once',
    modules: [
      { file: 'a.nix', options: { x: opt('int', { readOnly: true }) } },
      { file: 'b.nix', config: { x: 2 } },
    ],
  },
  {
    name: 'read-only set twice alike',
    modules: [
      { file: 'a.nix', options: { x: opt('int', { readOnly: true }) } },
      { file: 'b.nix', config: { x: 2 } },
      { file: 'c.nix', config: { x: 2 } },
    ],
  },
  {
    name: 'read-only set twice in one module',
    modules: [
      { file: 'a.nix', options: { x: opt('int', { readOnly: true }) } },
      { file: 'b.nix', config: { x: { $merge: [2, 2] } } },
    ],
  },
  {
    name: 'read-only with mkForce',
    modules: [
      { file: 'a.nix', options: { x: opt('int', { readOnly: true, default: 1 }) } },
      { file: 'b.nix', config: { x: mkForce(2) } },
    ],
  },
  {
    name: 'an option without value',
    modules: [{ file: 'a.nix', options: { x: opt('int') } }],
  },
  {
    name: 'an option without value is no harm unread',
    modules: [{ file: 'a.nix', options: { x: opt('int'), y: opt('int', { default: 1 }) } }],
    read: ref('y'),
  },
  {
    name: 'empty values of types that have one',
    modules: [
      {
        file: 'a.nix',
        options: {
          list: opt({ listOf: 'int' }),
          set: opt({ attrsOf: 'int' }),
          lazy: opt({ lazyAttrsOf: 'int' }),
          attrs: opt('attrs'),
          nothing: opt({ nullOr: 'int' }),
          list2: opt({ attrListOf: 'int' }),
          unique: opt({ unique: { listOf: 'int' } }),
          sub: opt(sub('a')),
        },
      },
    ],
  },
  {
    name: 'the empty value counts as not defined',
    modules: [{ file: 'a.nix', options: { x: opt({ listOf: 'int' }) } }],
    read: [{ $opt: ['x', 'isDefined'] }, ref('x')],
  },
  {
    name: 'either has no empty value',
    modules: [{ file: 'a.nix', options: { x: opt({ either: [{ listOf: 'int' }, 'int'] }) } }],
  },
  { name: 'lines has no empty value', modules: [{ file: 'a.nix', options: { x: opt('lines') } }] },
  {
    name: 'an unknown option',
    modules: [
      { file: 'a.nix', options: { enable: opt('bool', { default: false }) } },
      { file: 'b.nix', config: { enabel: true } },
    ],
  },
  {
    name: 'an unknown option in a group',
    modules: [
      {
        file: 'a.nix',
        options: {
          services: {
            nginx: { enable: opt('bool', { default: false }), port: opt('port', { default: 80 }) },
          },
        },
      },
      { file: 'b.nix', config: { services: { nginx: { prot: 81 } } } },
    ],
  },
  {
    name: 'an unknown group',
    modules: [
      { file: 'a.nix', options: { services: { nginx: { enable: opt('bool', { default: false }) } } } },
      { file: 'b.nix', config: { services: { ngnix: { enable: true } } } },
    ],
  },
  {
    name: 'an unknown option under a false condition',
    ownWords: true,
    modules: [
      { file: 'a.nix', options: { enable: opt('bool', { default: false }) } },
      { file: 'b.nix', config: mkIf(false, { enabel: true }) },
    ],
  },
  {
    name: 'an unknown option among several candidates',
    modules: [
      {
        file: 'a.nix',
        options: {
          port: opt('int', { default: 1 }),
          ports: opt('int', { default: 1 }),
          post: opt('int', { default: 1 }),
          other: opt('int', { default: 1 }),
        },
      },
      { file: 'b.nix', config: { prt: 1 } },
    ],
  },
  {
    name: 'an unknown option among a hundred',
    modules: [
      {
        file: 'a.nix',
        options: Object.fromEntries(
          Array.from({ length: 120 }, (_, index) => [`option${index}`, opt('int', { default: 0 })]),
        ),
      },
      { file: 'b.nix', config: { optoin7: 1 } },
    ],
  },
  {
    name: 'an unknown option far from a hundred others',
    modules: [
      {
        file: 'a.nix',
        options: Object.fromEntries(
          Array.from({ length: 120 }, (_, index) => [`option${index}`, opt('int', { default: 0 })]),
        ),
      },
      { file: 'b.nix', config: { zzzzzzz: 1 } },
    ],
  },
  { name: 'nothing declared at all', modules: [{ file: 'a.nix', config: { x: 1 } }] },
  { name: 'no modules', modules: [] },
  {
    name: 'an unknown option with a long value',
    modules: [
      { file: 'a.nix', options: { y: opt('int', { default: 1 }) } },
      { file: 'b.nix', config: { x: { a: 1, b: [1, 2, 3], c: { d: 'text' }, e: null, f: true } } },
    ],
  },
  {
    name: 'an unknown option said twice',
    modules: [
      { file: 'a.nix', options: { y: opt('int', { default: 1 }) } },
      { file: 'b.nix', config: { x: 1 } },
      { file: 'c.nix', config: { x: 2 } },
    ],
  },
  {
    name: 'check = false ignores unknown options',
    modules: [
      { file: 'a.nix', options: { y: opt('int', { default: 1 }) } },
      { file: 'b.nix', config: { x: 1, _module: { check: false } } },
    ],
  },
  {
    name: 'a value where a group of options is',
    modules: [
      { file: 'a.nix', options: { n: { x: opt('int', { default: 1 }) } } },
      { file: 'b.nix', config: { n: 1 } },
    ],
  },
  {
    name: 'a list where a group of options is',
    modules: [
      { file: 'a.nix', options: { n: { x: opt('int', { default: 1 }) } } },
      { file: 'b.nix', config: { n: [1] } },
    ],
  },
  {
    name: 'options below an option that has none',
    modules: [
      { file: 'a.nix', options: { x: opt('int') } },
      { file: 'b.nix', options: { x: { y: opt('int') } } },
    ],
  },
  {
    name: 'options below an option, attrsOf',
    modules: [
      { file: 'a.nix', options: { x: opt({ attrsOf: 'int' }) } },
      { file: 'b.nix', options: { x: { y: opt('int'), z: opt('int') } } },
    ],
  },
  {
    name: 'options below a submodule option become its options',
    modules: [
      { file: 'a.nix', options: { x: opt(sub('a')) } },
      { file: 'b.nix', options: { x: { y: opt('int', { default: 5 }) } } },
    ],
  },
  {
    name: 'options below a submodule option, declared before',
    modules: [
      { file: 'b.nix', options: { x: { y: opt('int', { default: 5 }) } } },
      { file: 'a.nix', options: { x: opt(sub('a')) } },
      { file: 'c.nix', config: { x: { a: 2, y: 3 } } },
    ],
  },
  {
    name: 'a bare type as an option',
    modules: [{ file: 'a.nix', options: { n: { x: { $type: 'int' } } }, config: { n: { x: 1 } } }],
    ownWords: true,
  },
  {
    name: 'a number as an option',
    modules: [{ file: 'a.nix', options: { n: { x: { $value: 1 } } }, config: { n: { x: 1 } } }],
    ownWords: true,
  },
  {
    name: 'groups merge',
    modules: [
      { file: 'a.nix', options: { n: { x: opt('int', { default: 1 }) } } },
      {
        file: 'b.nix',
        options: { n: { y: opt('int', { default: 2 }), m: { z: opt('int', { default: 3 }) } } },
      },
    ],
  },
  {
    name: 'two values for one option: both are named',
    modules: [
      { file: 'a.nix', options: { net: { name: opt('str') } } },
      { file: 'b.nix', config: { net: { name: 'one' } } },
      { file: 'c.nix', config: { net: { name: 'two' } } },
      { file: 'd.nix', config: { net: { name: 'one' } } },
    ],
  },
  {
    name: 'a conflict of texts of several lines',
    modules: [
      { file: 'a.nix', options: { x: opt('str') } },
      { file: 'b.nix', config: { x: 'one\ntwo\n${three}' } },
      { file: 'c.nix', config: { x: 'a "quoted" ${b} \\ text' } },
    ],
  },
  {
    name: 'a conflict of long texts',
    modules: [
      { file: 'a.nix', options: { x: opt('str') } },
      { file: 'b.nix', config: { x: '1\n2\n3\n4\n5\n6\n7\n' } },
      { file: 'c.nix', config: { x: '' } },
    ],
  },
  {
    name: 'a type error of a nested value',
    modules: [
      { file: 'a.nix', options: { x: opt({ attrsOf: { listOf: { attrsOf: 'int' } } }) } },
      { file: 'b.nix', config: { x: { a: [{}, { 'b c': 'text' }] } } },
    ],
  },
  {
    name: 'a type error of a set',
    modules: [
      { file: 'a.nix', options: { x: opt('str') } },
      { file: 'b.nix', config: { x: { a: 1.5, 'b.c': [], d: {}, e: -1 } } },
    ],
  },
  {
    name: 'an error in an option is named by its path',
    modules: [
      { file: 'a.nix', options: { 'a.b': { 'c-d': opt('int') } } },
      { file: 'b.nix', config: { 'a.b': { 'c-d': 'x' } } },
    ],
  },
  {
    name: 'a throw in a definition that is not read',
    modules: [
      { file: 'a.nix', options: { x: opt('int'), y: opt('int', { default: 1 }) } },
      { file: 'b.nix', config: { x: { $throw: 'boom' } } },
    ],
    read: ref('y'),
  },
  {
    name: 'a throw in a definition that loses',
    modules: [
      { file: 'a.nix', options: { x: opt('int') } },
      { file: 'b.nix', config: { x: { $override: [1000, { $throw: 'boom' }] } } },
      { file: 'c.nix', config: { x: 1 } },
    ],
  },
  {
    name: 'a throw in a definition that is read',
    modules: [
      { file: 'a.nix', options: { x: opt('int') } },
      { file: 'b.nix', config: { x: { $throw: 'boom' } } },
    ],
    ownWords: true,
  },
  {
    name: 'an option that reads itself',
    modules: [
      { file: 'a.nix', options: { x: opt('int') } },
      { file: 'b.nix', config: { x: { $add: [ref('x'), 1] } } },
    ],
    ownWords: true,
  },
  {
    name: 'three options in a circle',
    modules: [
      { file: 'a.nix', options: { x: opt('int'), y: opt('int'), z: opt('int') } },
      { file: 'b.nix', config: { x: ref('y'), y: ref('z'), z: { $cond: [{ $eq: [ref('x'), 1] }, 1, 2] } } },
    ],
    ownWords: true,
  },
  {
    name: 'a set whose values need each other',
    modules: [
      { file: 'a.nix', options: { x: opt({ lazyAttrsOf: 'int' }) } },
      { file: 'b.nix', config: { x: { a: 1, b: { $add: [ref('x', 'a'), 1] } } } },
    ],
  },
  {
    name: 'a set whose values need each other, strictly',
    modules: [
      { file: 'a.nix', options: { x: opt({ attrsOf: 'int' }) } },
      { file: 'b.nix', config: { x: { a: 1, b: { $add: [ref('x', 'a'), 1] } } } },
    ],
    ownWords: true,
  },
  {
    name: 'a list that reads another option in an element',
    modules: [
      {
        file: 'a.nix',
        options: {
          x: opt({ listOf: 'int' }),
          n: opt('int', { default: { $length: ref('l') } }),
          l: opt({ listOf: 'str' }, { default: ['a', 'b'] }),
        },
      },
      { file: 'b.nix', config: { x: [ref('n'), { $add: [ref('n'), 1] }] } },
    ],
  },
  {
    name: 'a whole configuration decided by a value: recursion',
    modules: [
      {
        file: 'a.nix',
        options: { x: opt('bool', { default: true }), y: opt('int', { default: 0 }) },
        config: { $cond: [ref('x'), { y: 1 }, {}] },
      },
    ],
    ownWords: true,
  },
  {
    name: 'a missing value read through config',
    modules: [
      { file: 'a.nix', options: { x: opt('int'), s: opt('attrs', { default: {} }) } },
      { file: 'b.nix', config: { x: ref('s', 'nope') } },
    ],
    ownWords: true,
  },
]
