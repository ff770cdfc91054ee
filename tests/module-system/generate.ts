import type { Expr, ModuleForm, OptionForm, OptionsForm, TypeForm } from './neutral.ts'

/** A random module set, and the options to look at. */
export interface RandomSet {
  readonly modules: readonly ModuleForm[]
  readonly extend: readonly ModuleForm[] | undefined
  readonly paths: readonly (readonly string[])[]
}

/** Choices that follow from a seed. */
interface Dice {
  below(count: number): number
  chance(probability: number): boolean
  pick<T>(values: readonly T[]): T
}

export function dice(seed: number): Dice {
  let state = seed | 0
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const below = (count: number) => Math.floor(next() * count)
  return {
    below,
    chance: (probability) => next() < probability,
    pick: (values) => values[below(values.length)]!,
  }
}

interface Declared {
  readonly path: readonly string[]
  readonly type: TypeForm | undefined
}

/** Makes a module set of a seed. No option reads one that is declared after it, so nothing recurses. */
export function generate(seed: number): RandomSet {
  const d = dice(seed)
  const flags = ['f0', 'f1']
  const declared: Declared[] = []
  const count = 1 + d.below(4)
  for (let index = 0; index < count; index++) {
    const name = 'abcd'[index]!
    declared.push({ path: d.chance(0.3) ? ['g', name] : [name], type: randomType(d, d.chance(0.2) ? 3 : 2) })
  }
  const modules: ModuleForm[] = [{ file: 'flags.nix', options: flagOptions(flags), config: { f1: true } }]
  const files = 2 + d.below(3)
  const options: OptionsForm[] = Array.from({ length: files }, () => ({}))
  for (const option of declared) declare(d, options, option, declared)
  for (let index = 0; index < files; index++) {
    const config = randomConfig(d, declared)
    modules.push({
      file: `${'mnopq'[index]}.nix`,
      options: options[index]!,
      config,
      ...(d.chance(0.1) ? { key: d.pick(['k', 'l']) } : {}),
    })
  }
  if (d.chance(0.12)) {
    modules.push({
      file: 'free.nix',
      freeform: d.pick(freeforms),
      config: { u: value(d, 'int', 1), v: anyValue(d, 2) },
    })
  } else if (d.chance(0.02)) modules.push({ file: 'unknown.nix', config: { u: 1 } })
  if (d.chance(0.15)) {
    const { path } = d.pick(declared)
    modules.push({ library: { alias: [['old'], path] } })
    modules.push({
      file: 'old.nix',
      config: {
        old: wrap(d, definition(d, declared.find((one) => one.path === path)!, [], 1), 2, 'submodule'),
      },
    })
  }
  const extend = d.chance(0.15) ? [{ file: 'extend.nix', config: randomConfig(d, declared) }] : undefined
  return { modules: nestImports(d, modules), extend, paths: declared.map(({ path }) => path) }
}

const freeforms: readonly TypeForm[] = [
  { attrsOf: 'int' },
  { attrsOf: 'anything' },
  { lazyAttrsOf: 'anything' },
  'anything',
  'attrs',
  'json',
  { attrsOf: { nullOr: 'int' } },
]

function flagOptions(flags: readonly string[]): OptionsForm {
  return Object.fromEntries(flags.map((flag) => [flag, { $option: { type: 'bool', default: false } }]))
}

/** Puts some modules into the imports of others. */
function nestImports(d: Dice, modules: readonly ModuleForm[]): readonly ModuleForm[] {
  const roots: ModuleForm[] = []
  for (const module of modules) {
    const parent = roots.at(-1)
    if (parent !== undefined && d.chance(0.35)) {
      roots[roots.length - 1] = { ...parent, imports: [...(parent.imports ?? []), module] }
    } else roots.push(module)
  }
  return roots
}

function declare(d: Dice, files: OptionsForm[], option: Declared, all: readonly Declared[]): void {
  const form: OptionForm = {
    ...(option.type === undefined ? {} : { type: option.type }),
    ...(d.chance(0.4) ? { default: definition(d, option, all, 1) } : {}),
    ...(d.chance(0.06) ? { readOnly: true } : {}),
    ...(d.chance(0.1) ? { apply: { $fn: ['v', { applied: { $arg: 'v' } }] } } : {}),
  }
  const target = d.below(files.length)
  files[target] = put(files[target]!, option.path, { $option: form })
  if (!d.chance(0.2)) return
  const other = (target + 1) % files.length
  const type = d.chance(0.8) ? option.type : d.chance(0.5) ? undefined : randomType(d, 1)
  files[other] = put(files[other]!, option.path, { $option: type === undefined ? {} : { type } })
}

function put(tree: OptionsForm, [name, ...rest]: readonly string[], leaf: unknown): OptionsForm {
  const inner = rest.length === 0 ? leaf : put((tree[name!] as OptionsForm) ?? {}, rest, leaf)
  return { ...tree, [name!]: inner }
}

function randomConfig(d: Dice, declared: readonly Declared[]): Expr {
  let tree: OptionsForm = {}
  for (const option of declared) {
    if (d.chance(0.55))
      tree = put(tree, option.path, wrap(d, definition(d, option, declared, 2), 2, option.type))
  }
  const grouped = 'g' in tree && d.chance(0.3) ? { ...tree, g: wrapGroup(d, tree.g as Expr) } : tree
  return d.chance(0.25) ? wrapGroup(d, grouped as Expr) : (grouped as Expr)
}

function wrapGroup(d: Dice, tree: Expr): Expr {
  switch (d.below(4)) {
    case 0:
      return { $if: [condition(d), tree] }
    case 1:
      return { $merge: d.chance(0.5) ? [tree] : [tree, {}] }
    case 2:
      return { $override: [d.pick(numbers), tree] }
    default:
      return { $if: [condition(d), { $merge: [{ $override: [d.pick(numbers), tree] }] }] }
  }
}

function condition(d: Dice): Expr {
  return d.chance(0.5) ? d.chance(0.7) : { $ref: [d.pick(['f0', 'f1', 'f1'])] }
}

const numbers = [0, 10, 50, 50, 97, 100, 1000, 1000, 1500, 9999, 10000, 20000] as const

/** Properties around a value, mostly in an order that works. */
export function wrap(d: Dice, content: Expr, depth: number, type: TypeForm | undefined): Expr {
  if (depth === 0 || d.chance(0.45)) return content
  const tidy = d.chance(0.85)
  const inside = (kinds: readonly string[]): Expr =>
    tidy ? tidyWrap(d, content, kinds, type) : wrap(d, content, depth - 1, type)
  switch (d.below(5)) {
    case 0:
      return { $if: [condition(d), inside(['override', 'order'])] }
    case 1:
      return { $merge: [inside(['override', 'order']), ...(d.chance(0.4) ? [inside(['if'])] : [])] }
    case 2:
      return { $override: [d.pick(numbers), inside(['order'])] }
    case 3:
      return mayOrder(type) ? { $order: [d.pick([1, 500, 1000, 1500]), inside([])] } : content
    default:
      return d.chance(0.3) ? { $assert: [d.chance(0.8), 'said', inside(['override'])] } : content
  }
}

function tidyWrap(d: Dice, content: Expr, kinds: readonly string[], type: TypeForm | undefined): Expr {
  const [kind, ...rest] = kinds
  if (kind === undefined) return content
  const inner = tidyWrap(d, content, rest, type)
  if (d.chance(0.5)) return inner
  if (kind === 'if') return { $if: [condition(d), inner] }
  if (kind === 'override') return { $override: [d.pick(numbers), inner] }
  return mayOrder(type) ? { $order: [d.pick([1, 500, 1000, 1500]), inner] } : inner
}

/** An order around a submodule stops Nix itself, which would end the whole batch. */
function mayOrder(type: TypeForm | undefined): boolean {
  return !JSON.stringify(type ?? 'unspecified').includes('submodule')
}

const leaves: readonly (TypeForm | undefined)[] = [
  'int',
  'int',
  'str',
  'bool',
  'boolByOr',
  'lines',
  'commas',
  'anything',
  'anything',
  undefined,
  'unspecified',
  'raw',
  'attrs',
  'port',
  'ints.positive',
  'nonEmptyStr',
  'singleLineStr',
  'path',
  'json',
  'ints.u8',
  { enum: ['a', 'b'] },
  { enum: ['b', 1, null] },
  { strMatching: '[a-c]+' },
  { 'ints.between': [0, 3] },
]

export function randomType(d: Dice, depth: number): TypeForm | undefined {
  if (depth === 0 || d.chance(0.3)) return d.pick(leaves)
  return compositeType(d, depth)
}

function innerType(d: Dice, depth: number): TypeForm {
  return randomType(d, depth - 1) ?? 'int'
}

function compositeType(d: Dice, depth: number): TypeForm {
  const inner = () => innerType(d, depth)
  switch (d.below(14)) {
    case 0:
    case 1:
      return { listOf: inner() }
    case 2:
    case 3:
      return { attrsOf: inner() }
    case 4:
      return { lazyAttrsOf: inner() }
    case 5:
      return { nullOr: inner() }
    case 6:
      return { either: [inner(), inner()] }
    case 7:
      return { oneOf: [inner(), inner(), inner()] }
    case 8:
      return { unique: inner() }
    case 9:
      return {
        coercedTo: [
          'int',
          { $fn: ['n', { $toString: { $arg: 'n' } }] },
          d.pick(['str', 'lines', { enum: ['1', 'a'] }]),
        ],
      }
    case 10:
      return { coercedTo: ['str', { $fn: ['s', [{ $arg: 's' }]] }, { listOf: 'str' }] }
    case 11:
      return d.chance(0.5)
        ? { attrTag: { p: { $option: { type: inner() } }, q: { $option: { type: 'int' } } } }
        : { attrListOf: inner() }
    case 12:
      return d.chance(0.5)
        ? { nonEmptyListOf: inner() }
        : { addCheck: [{ listOf: inner() }, { $fn: ['v', { $greater: [3, { $length: { $arg: 'v' } }] }] }] }
    default:
      return randomSubmodule(d, depth)
  }
}

function randomSubmodule(d: Dice, depth: number): TypeForm {
  const options: { [name: string]: OptionsForm } = {}
  for (const name of ['p', 'q'].slice(0, 1 + d.below(2))) {
    const type = innerType(d, depth)
    options[name] = { $option: { type, ...(d.chance(0.5) ? { default: value(d, type, 1) } : {}) } }
  }
  const modules: ModuleForm[] = [
    { options: { ...options, r: { $option: { type: 'str', default: { $name: null } } } } },
  ]
  if (d.chance(0.3))
    modules.push({ config: { p: wrap(d, value(d, typeOf(options.p!), 1), 2, typeOf(options.p!)) } })
  if (d.chance(0.15)) modules.push({ freeform: d.pick(freeforms) })
  return { submodule: modules }
}

function typeOf(option: OptionsForm): TypeForm {
  return (option.$option as { type: TypeForm }).type
}

/** A value for an option, or another option's value of the same type. */
function definition(d: Dice, option: Declared, all: readonly Declared[], depth: number): Expr {
  const earlier = all.slice(0, all.indexOf(option))
  const same = earlier.filter(({ type }) => JSON.stringify(type) === JSON.stringify(option.type))
  if (same.length > 0 && d.chance(0.3)) return { $ref: d.pick(same).path as string[] }
  return value(d, option.type ?? 'anything', depth)
}

const scalars: readonly Expr[] = [0, 1, 2, -1, 'a', 'b', 'ab', '', 'a\n', true, false, null, '/x', 300, 1.5]

function anyValue(d: Dice, depth: number): Expr {
  if (depth === 0 || d.chance(0.6)) return d.pick(scalars)
  if (d.chance(0.5)) return Array.from({ length: d.below(3) }, () => anyValue(d, depth - 1))
  return set(d, () => anyValue(d, depth - 1))
}

function set(d: Dice, make: () => Expr, names: readonly string[] = ['k', 'l', 'm.n']): Expr {
  return Object.fromEntries(names.filter(() => d.chance(0.5)).map((name) => [name, make()]))
}

/** A value that mostly fits the type. */
export function value(d: Dice, type: TypeForm, depth: number): Expr {
  if (d.chance(0.04)) return anyValue(d, 1)
  if (typeof type === 'string') return leafValue(d, type, depth)
  const [name, operand] = Object.entries(type)[0]! as [string, never]
  const one = () => wrapInner(d, value(d, operand, depth), operand)
  switch (name) {
    case 'listOf':
    case 'nonEmptyListOf':
      return Array.from({ length: d.below(3) }, one)
    case 'addCheck':
      return value(d, operand[0], depth)
    case 'attrsOf':
    case 'lazyAttrsOf':
      return set(d, one)
    case 'attrListOf':
      return d.chance(0.3)
        ? set(d, one)
        : Array.from({ length: d.below(3) }, () => ({ [d.pick(['k', 'l'])]: one() }))
    case 'nullOr':
      return d.chance(0.3) ? null : value(d, operand, depth)
    case 'either':
    case 'oneOf':
      return value(d, d.chance(0.8) ? operand[0] : d.pick(operand as TypeForm[]), depth)
    case 'unique':
      return value(d, operand, depth)
    case 'coercedTo':
      return d.chance(0.5) ? value(d, operand[0], depth) : value(d, operand[2], depth)
    case 'attrTag': {
      const tag = d.chance(0.8) ? 'p' : 'q'
      return { [tag]: value(d, typeOf((operand as { [name: string]: OptionsForm })[tag]!), depth) }
    }
    case 'submodule':
      return submoduleValue(d, operand, depth)
    case 'enum':
      return d.pick(operand as Expr[])
    case 'strMatching':
      return d.pick(['a', 'ab', 'abcd'])
    case 'ints.between':
      return d.pick([0, 1, 3, 4])
    default:
      return anyValue(d, depth)
  }
}

function wrapInner(d: Dice, content: Expr, type: TypeForm): Expr {
  return d.chance(0.25) ? wrap(d, content, 2, type) : content
}

function submoduleValue(d: Dice, modules: readonly ModuleForm[], depth: number): Expr {
  const { r: _, ...options } = modules[0]!.options as { [name: string]: OptionsForm }
  const entries: [string, Expr][] = []
  for (const [name, option] of Object.entries(options)) {
    const type = typeOf(option)
    if (d.chance(0.6)) entries.push([name, wrapInner(d, value(d, type, depth), type)])
  }
  if (d.chance(0.1)) entries.push(['extra', anyValue(d, 1)])
  const tree = Object.fromEntries(entries)
  return d.chance(0.15) ? wrapGroup(d, tree) : tree
}

function leafValue(d: Dice, type: string, depth: number): Expr {
  switch (type) {
    case 'int':
    case 'ints.u8':
    case 'ints.positive':
    case 'port':
      return d.pick([1, 1, 1, 2, 3, 0, 300, -1])
    case 'bool':
    case 'boolByOr':
      return d.chance(0.5)
    case 'str':
    case 'lines':
    case 'commas':
    case 'nonEmptyStr':
      return d.pick(['a', 'a', 'b', 'b c', '', 'line\n'])
    case 'singleLineStr':
      return d.pick(['a', 'a\n', 'b', 'a\nb'])
    case 'path':
      return d.pick(['/a', '/a', '/b', 'a'])
    case 'attrs':
      return set(d, () => anyValue(d, depth))
    default:
      return d.chance(0.5) ? set(d, () => wrapAnything(d, depth, type)) : anyValue(d, depth)
  }
}

function wrapAnything(d: Dice, depth: number, type: string): Expr {
  const inner = anyValue(d, depth - 1)
  return type === 'anything' || type === 'json' ? wrapInner(d, inner, type) : inner
}
