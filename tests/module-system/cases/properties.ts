import {
  arg,
  type Case,
  type Expr,
  fn,
  mkAfter,
  mkBefore,
  mkDefault,
  mkForce,
  mkIf,
  mkMerge,
  mkOrder,
  mkOverride,
  opt,
  ref,
  type TypeForm,
} from '../neutral.ts'

/** One option `x`, and what each module says of it. */
function x(name: string, type: TypeForm | undefined, ...definitions: Expr[]): Case {
  return {
    name,
    modules: [
      { file: 'declares.nix', options: { x: opt(type) } },
      ...definitions.map((definition, index) => ({
        file: `${'abcdefg'[index]}.nix`,
        config: { x: definition },
      })),
    ],
  }
}

const list = { listOf: 'str' }
const set = { attrsOf: 'int' }

/** Conditions, priorities and order, and how they nest. */
export const properties: readonly Case[] = [
  x('mkIf true counts', 'int', mkIf(true, 1)),
  x('mkIf false leaves nothing', 'int', mkIf(false, 1)),
  x('mkIf false beside a value', 'int', mkIf(false, 1), 2),
  x('mkIf in mkIf', 'int', mkIf(true, mkIf(false, 1)), mkIf(true, mkIf(true, 3))),
  x('mkIf with a condition that is no boolean', 'int', mkIf('yes', 1)),
  x('mkIf with null as condition', 'int', mkIf(null, 1)),
  x('mkMerge of equal values', 'int', mkMerge(1, 1)),
  x('mkMerge of different values', 'int', mkMerge(1, 2)),
  x('mkMerge of nothing', 'int', mkMerge()),
  x('mkMerge of nothing beside a value', 'int', mkMerge(), 4),
  x('mkMerge keeps its order', list, mkMerge(['a'], ['b'], ['c'])),
  x('mkMerge in mkMerge', list, mkMerge(['a'], mkMerge(['b'], mkIf(false, ['c']), ['d']))),
  x('later modules come first', list, ['a'], ['b'], ['c']),
  x('later modules come first, mkMerge inside', list, mkMerge(['a1'], ['a2']), mkMerge(['b1'], ['b2'])),
  x('mkForce wins', 'int', 1, mkForce(2)),
  x('mkForce wins over several', list, ['a'], mkForce(['b']), ['c'], mkForce(['d'])),
  x('mkDefault gives way', 'int', mkDefault(1), 2),
  x('mkDefault beside mkDefault', 'int', mkDefault(1), mkDefault(2)),
  x('mkDefault and mkOverride 999', 'int', mkDefault(1), mkOverride(999, 2)),
  x('mkOverride 97 as NixOS has it', 'int', mkOverride(97, 1), 2),
  x('mkOverride 0 wins over mkForce', 'int', mkForce(1), mkOverride(0, 2)),
  x('a negative priority', 'int', mkForce(1), mkOverride(-5, 2)),
  x('priority 9999 alone', 'int', mkOverride(9999, 1)),
  x('priority 9999 twice', 'int', mkOverride(9999, 1), mkOverride(9999, 1)),
  x('priority 10000 alone', 'int', mkOverride(10000, 1)),
  x('priority 10000 twice: both vanish', 'int', mkOverride(10000, 1), mkOverride(10000, 1)),
  x('priority 10000 beside mkIf false', 'int', mkOverride(10000, 1), mkIf(false, 5)),
  x('priority 10000 beside a value', 'int', mkOverride(10000, 1), 2),
  x('priorities above 9999 of a list: empty', list, mkOverride(10000, ['a']), mkOverride(20000, ['b'])),
  x('mkIf false with mkForce does not win', 'int', mkIf(false, mkForce(1)), 2),
  x('mkForce in mkMerge', list, mkMerge(['a'], mkForce(['b'])), ['c']),
  x('mkForce in mkIf in mkMerge', 'int', mkMerge(1, mkIf(true, mkForce(2)))),
  x('mkForce around mkIf on a leaf', 'int', mkForce(mkIf(true, 1))),
  x('mkForce around mkMerge on a leaf', list, mkForce(mkMerge(['a'], ['b']))),
  x('mkForce around mkForce on a leaf', 'int', mkForce(mkForce(1))),
  x('mkDefault around mkForce', 'int', mkDefault(mkForce(1)), 2),
  x('mkForce around mkBefore', list, mkForce(mkBefore(['a'])), mkForce(['b']), ['c']),
  x('mkBefore around mkForce', list, mkBefore(mkForce(['a'])), ['b']),
  x('mkBefore around mkIf', list, mkBefore(mkIf(true, ['a'])), ['b']),
  x(
    'mkIf, mkMerge, mkForce, mkBefore: all nestings that work',
    list,
    mkIf(true, mkMerge(mkForce(mkBefore(['a'])), mkForce(['b']))),
    mkForce(['c']),
    ['d'],
  ),
  x('mkBefore and mkAfter', list, mkAfter(['z']), ['m'], mkBefore(['a'])),
  x(
    'mkOrder by number',
    list,
    mkOrder(1200, ['late']),
    mkOrder(800, ['early']),
    ['mid'],
    mkOrder(1, ['first']),
  ),
  x('equal orders keep their places', list, mkBefore(['1']), mkBefore(['2']), mkBefore(['3'])),
  x('mkOrder 1000 is the plain order', list, ['1'], mkOrder(1000, ['2']), ['3'], mkBefore(['0'])),
  x('mkOrder around mkOrder', list, mkBefore(mkAfter(['a'])), ['b']),
  x('mkOrder on a single definition', 'int', mkBefore(3)),
  x('mkOrder of lines', 'lines', mkAfter('z'), 'm', mkBefore('a')),
  x('mkOrder with equal integers', 'int', mkBefore(3), mkAfter(3)),
  x('mkOrder on different integers', 'int', mkBefore(3), mkAfter(4)),
  x('mkAssert that holds', 'int', { $assert: [true, 'must hold', 5] }),
  x('mkAssert that does not hold', 'int', { $assert: [false, 'must hold', 5] }),
  x('mkAssert under mkIf false', 'int', mkIf(false, { $assert: [false, 'must hold', 5] }), 6),
  x('mkForce around attrsOf replaces the whole', set, { a: 1, b: 2 }, mkForce({ c: 3 })),
  x('mkForce of one key', set, { a: 1, b: 2 }, { a: mkForce(3) }),
  x('mkDefault of one key', set, { a: mkDefault(1), b: 2 }, { a: 3 }),
  x('mkIf of one key', set, { a: mkIf(false, 1), b: 2 }),
  x('mkMerge of one key', { attrsOf: list }, { a: mkMerge(['x'], ['y']) }, { a: ['z'] }),
  x('mkOrder of one key', { attrsOf: list }, { a: mkAfter(['x']) }, { a: ['z'] }, { a: mkBefore(['y']) }),
  x('mkIf around a set with a forced key', set, mkIf(true, { a: mkForce(1) }), { a: 2 }),
  x('mkForce around a set with a mkIf key', set, mkForce({ a: mkIf(true, 1), b: mkIf(false, 2) }), { c: 2 }),
  x('mkBefore around a set', { attrsOf: list }, mkAfter({ a: ['x'] }), { a: ['y'] }),
  x('mkIf as an element', list, ['a', mkIf(false, 'b'), mkIf(true, 'c')]),
  x('mkForce as an element', list, ['a', mkForce('b')]),
  x('mkMerge of one as an element', list, ['a', mkMerge('b')]),
  x('mkMerge of two as an element', list, ['a', mkMerge('b', 'c')]),
  x('mkMerge of none as an element', list, ['a', mkMerge()]),
  x('mkBefore as an element is only taken off', list, ['a', mkBefore('b')]),
  x('mkOverride 10000 as an element', list, ['a', mkOverride(10000, 'b')]),
  x('mkDefinition names another file', 'int', { $definition: ['other.nix', 1] }, 2),
  x('mkDefinition is not discharged further', 'int', { $definition: ['other.nix', mkForce(1)] }, 2),
  x('mkOptionDefault gives way to mkDefault', 'int', { $optionDefault: 1 }, mkDefault(2)),
  {
    name: 'a condition that reads another option',
    modules: [
      { file: 'a.nix', options: { enable: opt('bool'), x: opt('int', { default: 0 }) } },
      { file: 'b.nix', config: { enable: true, x: mkIf(ref('enable'), 7) } },
    ],
  },
  {
    name: 'mkIf around a whole module',
    modules: [
      {
        file: 'a.nix',
        options: { enable: opt('bool', { default: false }), n: { x: opt('int', { default: 0 }) } },
      },
      { file: 'b.nix', config: mkIf(ref('enable'), { n: { x: 7 } }) },
    ],
  },
  {
    name: 'mkMerge around a whole module, with conditions',
    modules: [
      { file: 'a.nix', options: { enable: opt('bool', { default: true }), n: { x: opt(list) } } },
      {
        file: 'b.nix',
        config: mkMerge(
          { n: { x: ['1'] } },
          mkIf(ref('enable'), { n: { x: ['2'] } }),
          mkIf(false, { n: { x: ['3'] } }),
        ),
      },
    ],
  },
  {
    name: 'mkForce on a group goes to each option',
    modules: [
      { file: 'a.nix', options: { n: { x: opt('int'), y: opt('int', { default: 9 }) } } },
      { file: 'b.nix', config: { n: mkForce({ x: 1 }) } },
      { file: 'c.nix', config: { n: { x: 2, y: 3 } } },
    ],
  },
  {
    name: 'mkForce around mkIf around a group',
    modules: [
      { file: 'a.nix', options: { n: { x: opt('int'), y: opt('int', { default: 9 }) } } },
      { file: 'b.nix', config: { n: mkIf(true, mkForce({ x: 1 })) } },
      { file: 'c.nix', config: { n: { x: 2 } } },
    ],
  },
  {
    name: 'mkForce around mkIf on a group leaves a property around mkIf',
    modules: [
      { file: 'a.nix', options: { n: { x: opt('int') } } },
      { file: 'b.nix', config: { n: mkForce(mkIf(true, { x: 1 })) } },
    ],
    ownWords: true,
  },
  {
    name: 'mkBefore around a group',
    modules: [
      { file: 'a.nix', options: { n: { x: opt('int') } } },
      { file: 'b.nix', config: { n: mkBefore({ x: 1 }) } },
    ],
    ownWords: true,
  },
  {
    name: 'mkIf whose condition is the option itself',
    modules: [
      { file: 'a.nix', options: { x: opt('bool', { default: true }) }, config: { x: mkIf(ref('x'), true) } },
    ],
    ownWords: true,
  },
  {
    name: 'mkIf around a submodule goes inside',
    modules: [
      {
        file: 'a.nix',
        options: { s: opt({ submodule: [{ options: { x: opt('int', { default: 5 }) } }] }) },
        config: { s: mkIf(false, { x: 1 }) },
      },
    ],
  },
  {
    name: 'mkForce around mkIf on a submodule',
    modules: [
      {
        file: 'a.nix',
        options: { s: opt({ submodule: [{ options: { x: opt('int', { default: 5 }) } }] }) },
        config: { s: mkForce(mkIf(true, { x: 1 })) },
      },
    ],
  },
  {
    name: 'mkBefore around a submodule',
    ours: { error: 'property-nesting', why: 'nixpkgs stops with a message about an unexpected argument' },
    modules: [
      {
        file: 'a.nix',
        options: { s: opt({ submodule: [{ options: { x: opt('int', { default: 5 }) } }] }) },
        config: { s: mkBefore(mkForce({ x: 1 })) },
      },
      { file: 'b.nix', config: { s: { x: 2 } } },
    ],
  },
  {
    name: 'properties inside attrs are not looked at',
    modules: [{ file: 'a.nix', options: { x: opt('attrs') }, config: { x: { a: mkForce(1) } } }],
  },
  {
    name: 'mkForce around mkIf on attrs',
    modules: [{ file: 'a.nix', options: { x: opt('attrs') }, config: { x: mkForce(mkIf(true, { a: 1 })) } }],
    ours: { error: 'property-nesting', why: 'nixpkgs gives the property itself as the value' },
  },
  {
    name: 'mkForce around mkIf on raw',
    modules: [{ file: 'a.nix', options: { x: opt('raw') }, config: { x: mkForce(mkIf(true, 1)) } }],
    ours: { error: 'property-nesting', why: 'nixpkgs gives the property itself as the value' },
  },
  {
    name: 'the priority that won is known',
    modules: [
      { file: 'a.nix', options: { x: opt('int', { default: 1 }), y: opt('int', { default: 1 }) } },
      { file: 'b.nix', config: { x: mkDefault(2) } },
    ],
    read: [{ $opt: ['x', 'highestPrio'] }, { $opt: ['y', 'highestPrio'] }, { $opt: ['x', 'isDefined'] }],
  },
  {
    name: 'files and definitions that count are known',
    modules: [
      { file: 'a.nix', options: { x: opt(list, { default: ['d'] }) } },
      { file: 'b.nix', config: { x: mkMerge(['b'], mkIf(false, ['no'])) } },
      { file: 'c.nix', config: { x: mkBefore(['c']) } },
      { file: 'd.nix', config: { x: mkDefault(['lost']) } },
    ],
    read: [{ $opt: ['x', 'files'] }, { $opt: ['x', 'definitions'] }],
  },
  {
    name: 'an option without definitions is not defined',
    modules: [{ file: 'a.nix', options: { x: opt('int') } }],
    read: [{ $opt: ['x', 'isDefined'] }, { $opt: ['x', 'highestPrio'] }, { $opt: ['x', 'files'] }],
  },
  {
    name: 'a function under a condition',
    modules: [
      {
        file: 'a.nix',
        options: { f: opt({ functionTo: 'int' }) },
        config: { f: mkIf(true, fn('n', { $add: [arg('n'), 1] })) },
      },
    ],
    read: { $call: [ref('f'), 1] },
  },
]
