import {
  type Case,
  type Expr,
  type ModuleForm,
  mkAfter,
  mkBefore,
  mkDefault,
  mkForce,
  mkIf,
  mkMerge,
  opt,
  ref,
  type TypeForm,
} from '../neutral.ts'

const list: TypeForm = { listOf: 'str' }
const user: TypeForm = {
  submodule: [
    {
      options: {
        name: opt('str', { default: { $name: null } }),
        uid: opt({ nullOr: 'int' }, { default: null }),
        home: opt('str', { default: { $add: ['/home/', ref('name')] } }),
        groups: opt(list),
      },
    },
  ],
}

function users(name: string, ...definitions: Expr[]): Case {
  return {
    name,
    modules: [
      { file: 'declares.nix', options: { users: opt({ attrsOf: user }) } },
      ...definitions.map((definition, index) => ({
        file: `${'abcdefg'[index]}.nix`,
        config: { users: definition },
      })),
    ],
  }
}

const group = (type: TypeForm): TypeForm => ({ submodule: [{ options: { l: opt(type) } }] })
const three = (config: (text: string) => Expr): readonly ModuleForm[] => [
  {
    file: 'own.nix',
    imports: [
      { file: 'p2.nix', config: config('p2') },
      { file: 'p1.nix', config: config('p1') },
    ],
    config: config('own'),
  },
]
const free = (freeform: TypeForm, ...definitions: Expr[]): readonly ModuleForm[] => [
  {
    file: 'declares.nix',
    options: { s: opt({ submodule: [{ freeform, options: { port: opt('port', { default: 80 }) } }] }) },
  },
  ...definitions.map((definition, index) => ({ file: `${'abc'[index]}.nix`, config: { s: definition } })),
]

/** Submodules, freeform types, imports and their order, extending, aliases. */
export const submodules: readonly Case[] = [
  users('a submodule by name', { alice: {} }),
  users('values of a submodule', { alice: { uid: 1000, groups: ['wheel'] }, bob: { name: 'robert' } }),
  users(
    'a submodule said by several modules',
    { alice: { groups: ['a'] } },
    { alice: { groups: ['b'], uid: 1 } },
    { alice: { groups: ['c'] } },
  ),
  users('priorities inside a submodule', { alice: { home: mkDefault('/a') } }, { alice: { home: '/b' } }),
  users(
    'mkForce around one name',
    { alice: { uid: 1 } },
    { alice: mkForce({ uid: 2 }) },
    { alice: { groups: ['x'] } },
  ),
  users('mkForce around all names', { alice: { uid: 1 } }, mkForce({ bob: {} })),
  users('mkIf around one name', { alice: mkIf(false, { uid: 1 }), bob: mkIf(true, {}) }),
  users('mkMerge around one name', { alice: mkMerge({ groups: ['1'] }, { groups: ['2'] }) }),
  users('mkMerge around all names', mkMerge({ alice: { groups: ['1'] } }, { alice: { groups: ['2'] } })),
  users('an unknown option of a submodule', { alice: { ui: 1 } }),
  users('a conflict inside a submodule', { alice: { home: '/a' } }, { alice: { home: '/b' } }),
  users('a type error inside a submodule', { alice: { uid: 'x' } }),
  users('text where a submodule is', { alice: 'x' }),
  users('a submodule as a function', {
    alice: { $module: { config: { home: { $add: ['/srv/', { $name: null }] } } } },
  }),
  users('a submodule as a function that declares options', {
    alice: { $module: { options: { shell: opt('str', { default: 'fish' }) } } },
  }),
  users(
    'orders inside a submodule',
    { alice: { groups: mkAfter(['z']) } },
    { alice: { groups: ['m'] } },
    { alice: { groups: mkBefore(['a']) } },
  ),
  {
    name: 'order on the top level',
    modules: [{ options: { l: opt(list) } }, ...three((text) => ({ l: [text] }))],
  },
  {
    name: 'order inside one submodule',
    modules: [{ options: { s: opt(group(list)) } }, ...three((text) => ({ s: { l: [text] } }))],
  },
  {
    name: 'order inside two submodules',
    modules: [
      { options: { s: opt({ submodule: [{ options: { s: opt(group(list)) } }] }) } },
      ...three((text) => ({ s: { s: { l: [text] } } })),
    ],
  },
  {
    name: 'order inside three submodules',
    modules: [
      {
        options: {
          s: opt({
            submodule: [{ options: { s: opt({ submodule: [{ options: { s: opt(group(list)) } }] }) } }],
          }),
        },
      },
      ...three((text) => ({ s: { s: { s: { l: [text] } } } })),
    ],
  },
  {
    name: 'order of a set of lists',
    modules: [{ options: { s: opt({ attrsOf: list }) } }, ...three((text) => ({ s: { l: [text] } }))],
  },
  {
    name: 'mkMerge inside a submodule',
    modules: [
      { options: { s: opt(group(list)) } },
      { config: { s: mkMerge({ l: ['1'] }, { l: ['2'] }, { l: mkMerge(['3'], ['4']) }) } },
    ],
  },
  {
    name: 'a list of submodules',
    modules: [{ options: { s: opt({ listOf: group(list) }) } }, ...three((text) => ({ s: [{ l: [text] }] }))],
  },
  {
    name: 'a list of submodules has names of places',
    modules: [
      {
        options: {
          s: opt({ listOf: { submodule: [{ options: { n: opt('str', { default: { $name: null } }) } }] } }),
        },
        config: { s: [{}, {}] },
      },
    ],
  },
  {
    name: 'nullOr submodule: null',
    modules: [{ options: { s: opt({ nullOr: group(list) }) }, config: { s: null } }],
  },
  {
    name: 'nullOr submodule: a set',
    modules: [{ options: { s: opt({ nullOr: group(list) }) }, config: { s: { l: ['a'] } } }],
  },
  {
    name: 'either submodule or text',
    modules: [{ options: { s: opt({ either: ['str', group(list)] }) }, config: { s: { l: ['a'] } } }],
  },
  {
    name: 'coercedTo a submodule',
    modules: [
      {
        options: { s: opt({ coercedTo: ['str', { $fn: ['v', { l: [{ $arg: 'v' }] }] }, group(list)] }) },
        config: { s: 'a' },
      },
    ],
  },
  {
    name: 'a submodule reads itself, not its parent',
    modules: [
      {
        options: {
          n: opt('int', { default: 1 }),
          s: opt({
            submodule: [{ options: { n: opt('int', { default: 2 }), m: opt('int', { default: ref('n') }) } }],
          }),
        },
      },
    ],
  },
  {
    name: 'a submodule that reads its parent in a definition',
    modules: [
      {
        file: 'a.nix',
        options: { n: opt('int', { default: 1 }), s: opt({ submodule: [{ options: { n: opt('int') } }] }) },
        config: { s: { n: ref('n') } },
      },
    ],
  },
  {
    name: 'submodules that read each other',
    modules: [
      {
        file: 'a.nix',
        options: { s: opt({ attrsOf: { submodule: [{ options: { n: opt('int', { default: 0 }) } }] } }) },
        config: { s: { a: { n: { $add: [ref('s', 'b', 'n'), 1] } }, b: { n: 41 } } },
      },
    ],
  },
  {
    name: 'a submodule that needs itself',
    modules: [
      {
        file: 'a.nix',
        options: { s: opt({ submodule: [{ options: { n: opt('int', { default: ref('n') }) } }] }) },
      },
    ],
    ownWords: true,
  },
  {
    name: 'a submodule has its default where nothing is said',
    modules: [{ options: { s: opt({ submodule: [{ options: { n: opt('int', { default: 3 }) } }] }) } }],
  },
  {
    name: 'the default of a submodule option joins none of its parts',
    modules: [
      {
        options: {
          s: opt(
            { submodule: [{ options: { n: opt('int', { default: 3 }), m: opt('int', { default: 4 }) } }] },
            { default: { n: 5 } },
          ),
        },
        config: { s: { m: 6 } },
      },
    ],
  },
  {
    name: 'a default beside definitions inside',
    modules: [
      {
        options: {
          s: opt({ submodule: [{ options: { n: opt('int', { default: 3 }) } }] }, { default: { n: 5 } }),
        },
      },
    ],
  },
  {
    name: 'several modules in one submodule',
    modules: [
      {
        options: {
          s: opt({
            submodule: [
              { options: { a: opt('int', { default: 1 }) } },
              { options: { b: opt('int') }, config: { b: mkDefault(ref('a')) } },
            ],
          }),
        },
      },
      { config: { s: { a: 7 } } },
    ],
  },
  {
    name: 'submoduleWith takes whole modules',
    modules: [
      {
        options: { s: opt({ submoduleWith: { modules: [{ options: { a: opt('int', { default: 1 }) } }] } }) },
      },
      { config: { s: { config: { a: 2 } } } },
    ],
  },
  {
    name: 'submoduleWith takes sets',
    modules: [
      {
        options: { s: opt({ submoduleWith: { modules: [{ options: { a: opt('int', { default: 1 }) } }] } }) },
      },
      { config: { s: { a: 2 } } },
    ],
  },
  {
    name: 'submoduleWith: config beside other names',
    modules: [
      {
        options: { s: opt({ submoduleWith: { modules: [{ options: { a: opt('int', { default: 1 }) } }] } }) },
      },
      { file: 'b.nix', config: { s: { config: { a: 2 }, a: 3 } } },
    ],
    ownWords: true,
  },
  {
    name: 'submoduleWith: options in a definition',
    modules: [
      {
        options: { s: opt({ submoduleWith: { modules: [{ options: { a: opt('int', { default: 1 }) } }] } }) },
      },
      { config: { s: { $module: { options: { b: opt('int', { default: 2 }) }, config: { a: 5 } } } } },
    ],
  },
  {
    name: 'submodule: config is a name as any other',
    modules: [
      { options: { s: opt({ submodule: [{ options: { config: opt('int', { default: 1 }) } }] }) } },
      { config: { s: { config: 2 } } },
    ],
  },
  {
    name: 'submoduleWith shorthand',
    modules: [
      {
        options: {
          s: opt({
            submoduleWith: {
              modules: [{ options: { config: opt('int', { default: 1 }) } }],
              shorthand: true,
            },
          }),
        },
      },
      { config: { s: { config: 2 } } },
    ],
  },
  { name: 'freeform: other names', modules: free({ attrsOf: 'int' }, { a: 1 }, { b: 2 }) },
  {
    name: 'freeform: declared names keep their type',
    modules: free({ attrsOf: 'str' }, { port: 81, a: 'x' }),
  },
  { name: 'freeform: a declared name of a wrong type', modules: free({ attrsOf: 'str' }, { port: 'x' }) },
  { name: 'freeform: a wrong value', modules: free({ attrsOf: 'int' }, { a: 'x' }) },
  { name: 'freeform: conflict', modules: free({ attrsOf: 'int' }, { a: 1 }, { a: 2 }) },
  {
    name: 'freeform: properties',
    modules: free({ attrsOf: 'int' }, { a: mkForce(1), b: mkIf(false, 1) }, { a: 2 }),
  },
  { name: 'freeform: mkIf around all', modules: free({ attrsOf: 'int' }, mkIf(false, { a: 1 }), { b: 2 }) },
  { name: 'freeform: json', modules: free('json', { a: { b: [1] } }, { a: { c: null, b: [2] } }) },
  { name: 'freeform: anything', modules: free('anything', { a: { b: 1 } }, { a: { c: 2 } }) },
  { name: 'freeform: lazyAttrsOf', modules: free({ lazyAttrsOf: 'int' }, { a: 1, b: 2 }) },
  { name: 'freeform: attrs', modules: free('attrs', { a: { x: 1 } }, { a: { y: 1 } }) },
  {
    name: 'freeform: nested sets',
    modules: free({ attrsOf: { attrsOf: 'int' } }, { a: { b: 1 } }, { a: { c: 2 } }),
  },
  {
    name: 'freeform: attrsOf either',
    modules: free({ attrsOf: { either: ['int', { listOf: 'int' }] } }, { a: [1], b: 2 }, { a: [2] }),
  },
  {
    name: 'freeform beside nested options',
    modules: [
      { freeform: { attrsOf: 'anything' }, options: { n: { x: opt('int', { default: 1 }) } } },
      { config: { n: { y: 2 }, m: 3 } },
    ],
  },
  {
    name: 'freeform at the top level',
    modules: [
      { freeform: { attrsOf: 'int' }, options: { x: opt('str', { default: 'd' }) } },
      { config: { y: 1 } },
    ],
  },
  {
    name: 'freeform values can be read',
    modules: [
      { freeform: { lazyAttrsOf: 'int' }, options: { x: opt('int', { default: ref('y') }) } },
      { config: { y: 1 } },
    ],
  },
  {
    name: 'two freeform types',
    modules: [
      { file: 'a.nix', freeform: { attrsOf: { enum: ['a'] } } },
      { file: 'b.nix', freeform: { attrsOf: { enum: ['b'] } }, config: { x: 'a', y: 'b' } },
    ],
  },
  {
    name: 'two freeform types that do not go together',
    modules: [
      { file: 'a.nix', freeform: { attrsOf: 'int' } },
      { file: 'b.nix', freeform: { attrsOf: 'str' }, config: { x: 'a' } },
    ],
    ownWords: true,
  },
  {
    name: 'freeform without definitions',
    modules: [{ freeform: { attrsOf: 'int' }, options: { x: opt('int', { default: 1 }) } }],
  },
  {
    name: 'imports are breadth first and reversed',
    modules: [
      { options: { l: opt(list) } },
      {
        imports: [
          { imports: [{ config: { l: ['a1'] } }, { config: { l: ['a2'] } }], config: { l: ['a'] } },
          { config: { l: ['b'] } },
        ],
        config: { l: ['root'] },
      },
      { imports: [{ config: { l: ['c1'] } }], config: { l: ['c'] } },
    ],
  },
  {
    name: 'modules of one key count once',
    modules: [
      { options: { l: opt(list) } },
      { key: 'k', config: { l: ['first'] } },
      { key: 'k', config: { l: ['second'] } },
      { imports: [{ key: 'k', config: { l: ['third'] } }], config: { l: ['x'] } },
    ],
  },
  {
    name: 'modules without a key count each',
    modules: [{ options: { l: opt(list) } }, { config: { l: ['a'] } }, { config: { l: ['a'] } }],
  },
  {
    name: 'arguments of _module.args',
    modules: [
      { options: { x: opt('int') }, config: { x: { $argument: 'answer' } } },
      { config: { _module: { args: { answer: 42 } } } },
    ],
  },
  {
    name: 'an argument that nobody gives',
    modules: [{ options: { x: opt('int') }, config: { x: { $argument: 'answer' } } }],
    ownWords: true,
  },
  {
    name: 'extendModules adds definitions',
    modules: [{ options: { x: opt('int', { default: 1 }), l: opt(list) } }, { config: { l: ['a'] } }],
    extend: [{ config: { x: 2, l: ['b'] } }],
  },
  {
    name: 'extendModules adds options',
    modules: [{ options: { x: opt('int', { default: 1 }) } }],
    extend: [{ options: { y: opt('int', { default: ref('x') }) }, config: { x: mkForce(3) } }],
  },
  {
    name: 'extendModules adds a conflict',
    modules: [
      { file: 'a.nix', options: { x: opt('int') } },
      { file: 'b.nix', config: { x: 1 } },
    ],
    extend: [{ file: 'c.nix', config: { x: 2 } }],
  },
  {
    name: 'deferredModule is evaluated later',
    modules: [
      { options: { m: opt('deferredModule') } },
      { config: { m: { $module: { options: { x: opt('int', { default: 1 }) } } } } },
      { config: { m: { $module: { options: { y: opt('int', { default: 2 }) } } } } },
    ],
    read: { $evaluate: ref('m') },
  },
  {
    name: 'deferredModule collects',
    modules: [
      { options: { m: opt('deferredModule') } },
      { config: { m: { $module: { options: { l: opt(list) }, config: { l: ['a'] } } } } },
      { config: { m: { $module: { config: { l: ['b'] } } } } },
    ],
    read: { $evaluate: ref('m') },
  },
  {
    name: 'deferredModule refuses text',
    modules: [{ file: 'a.nix', options: { m: opt('deferredModule') }, config: { m: 'x' } }],
  },
  {
    name: 'optionType merges types',
    modules: [
      { file: 'a.nix', options: { o: opt('optionType') }, config: { o: { $type: { enum: ['a'] } } } },
      { file: 'b.nix', config: { o: { $type: { enum: ['b'] } } } },
    ],
    read: { $get: [ref('o'), 'description'] },
  },
  {
    name: 'optionType refuses a number',
    modules: [{ file: 'a.nix', options: { o: opt('optionType') }, config: { o: 1 } }],
  },
  {
    name: 'an alias forwards definitions and reads through',
    modules: [
      { file: 'a.nix', options: { to: { x: opt('int') } } },
      {
        library: {
          alias: [
            ['from', 'x'],
            ['to', 'x'],
          ],
        },
      },
      { file: 'b.nix', config: { from: { x: 3 } } },
    ],
  },
  {
    name: 'an alias keeps priorities',
    modules: [
      { file: 'a.nix', options: { to: opt('int') } },
      { library: { alias: [['from'], ['to']] } },
      { file: 'b.nix', config: { from: mkForce(3) } },
      { file: 'c.nix', config: { to: 4 } },
    ],
  },
  {
    name: 'an alias keeps defaults weak',
    modules: [
      { file: 'a.nix', options: { to: opt('int') } },
      { library: { alias: [['from'], ['to']] } },
      { file: 'b.nix', config: { from: mkDefault(3) } },
      { file: 'c.nix', config: { to: 4 } },
    ],
  },
  {
    name: 'an alias without definitions',
    modules: [
      { file: 'a.nix', options: { to: opt('int', { default: 9 }) } },
      { library: { alias: [['from'], ['to']] } },
    ],
  },
  {
    name: 'an alias joins lists',
    modules: [
      { file: 'a.nix', options: { to: opt(list) } },
      { library: { alias: [['from'], ['to']] } },
      { file: 'b.nix', config: { from: ['f'] } },
      { file: 'c.nix', config: { to: ['t'] } },
    ],
  },
  {
    name: 'an alias under a condition',
    modules: [
      { file: 'a.nix', options: { to: opt('int', { default: 1 }) } },
      { library: { alias: [['from'], ['to']] } },
      { file: 'b.nix', config: { from: mkIf(false, 3) } },
    ],
  },
  {
    name: 'a renamed option warns',
    modules: [
      { file: 'a.nix', options: { to: { x: opt('int') }, warnings: opt({ listOf: 'str' }) } },
      {
        library: {
          rename: [
            ['from', 'x'],
            ['to', 'x'],
          ],
        },
      },
      { file: 'b.nix', config: { from: { x: 3 } } },
    ],
    read: [ref('to', 'x'), ref('warnings')],
  },
  {
    name: 'a renamed option that nobody uses',
    modules: [
      { file: 'a.nix', options: { to: { x: opt('int', { default: 1 }) }, warnings: opt({ listOf: 'str' }) } },
      {
        library: {
          rename: [
            ['from', 'x'],
            ['to', 'x'],
          ],
        },
      },
    ],
    read: [ref('to', 'x'), ref('warnings')],
  },
  {
    name: 'a conflict through a renamed option',
    modules: [
      { file: 'a.nix', options: { to: opt('int') } },
      { library: { rename: [['from'], ['to']] } },
      { file: 'b.nix', config: { from: 3 } },
      { file: 'c.nix', config: { to: 4 } },
    ],
    read: ref('to'),
    ownWords: true,
  },
  {
    name: 'a type error through a renamed option',
    modules: [
      { file: 'a.nix', options: { to: opt('int') } },
      { library: { rename: [['from'], ['to']] } },
      { file: 'b.nix', config: { from: 'x' } },
    ],
    read: ref('to'),
    ownWords: true,
  },
  {
    name: 'a removed option that is defined',
    modules: [
      { file: 'a.nix', options: { assertions: opt({ listOf: 'unspecified' }) } },
      { library: { remove: [['old'], 'Use the new one.'] } },
      { file: 'b.nix', config: { old: 1 } },
    ],
    read: ref('assertions'),
  },
  {
    name: 'a removed option that is not defined',
    modules: [
      { file: 'a.nix', options: { assertions: opt({ listOf: 'unspecified' }) } },
      { library: { remove: [['old'], 'Use the new one.'] } },
    ],
    read: { $get: [{ $call: [{ $fn: ['l', { a: { $length: { $arg: 'l' } } }] }, ref('assertions')] }, 'a'] },
  },
  {
    name: 'a removed option that is read',
    modules: [
      { file: 'a.nix', options: { assertions: opt({ listOf: 'unspecified' }) } },
      { library: { remove: [['old'], 'Use the new one.'] } },
      { file: 'b.nix', config: { old: 1 } },
    ],
    read: ref('old'),
  },
  {
    name: 'a changed option',
    modules: [
      {
        file: 'a.nix',
        options: { level: opt('str', { default: 'none' }), warnings: opt({ listOf: 'str' }) },
      },
      {
        library: {
          change: [['size'], ['level'], { $cond: [{ $greater: [ref('size'), 100] }, 'high', 'normal'] }],
        },
      },
      { file: 'b.nix', config: { size: 200 } },
    ],
    read: [ref('level'), ref('warnings')],
  },
  {
    name: 'a changed option that nobody uses',
    modules: [
      {
        file: 'a.nix',
        options: { level: opt('str', { default: 'none' }), warnings: opt({ listOf: 'str' }) },
      },
      { library: { change: [['size'], ['level'], 'never'] } },
    ],
    read: [ref('level'), ref('warnings')],
  },
  {
    name: 'merged options',
    modules: [
      { file: 'a.nix', options: { z: opt('str'), warnings: opt({ listOf: 'str' }) } },
      { library: { merge: [[['a'], ['b']], ['z'], { $cond: [{ $eq: [ref('a'), true] }, 'a', 'b'] }] } },
      { file: 'b.nix', config: { a: true } },
    ],
    read: [ref('z'), { $length: ref('warnings') }],
  },
]
