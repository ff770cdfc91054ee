import { mergeOrBroken, type OptionDeclaration } from './declarations.ts'
import { fail } from './errors.ts'
import { isOption, type Option, type Options } from './option.ts'
import { isOptionTree, type OptionTree } from './option-tree.ts'
import { isOptionType, type Path } from './option-type.ts'
import { compareNames, isAttrs } from './plain.ts'
import { showName, showPath } from './show-path.ts'
import { submoduleOf } from './types/submodule.ts'

/** One module's declarations below a path. */
export interface Declarations {
  readonly file: string
  readonly options: Options | OptionTree
}

/** The options of several modules as one tree; a name is merged when it is asked for. */
export function declarationTree(path: Path, declarations: readonly Declarations[]): OptionTree {
  const known = new Map<string, Option | OptionTree | undefined>()
  return {
    kind: 'tree',
    child(name) {
      if (known.has(name)) return known.get(name)
      const child = mergeChild([...path, name], name, declarations)
      known.set(name, child)
      return child
    },
    names: () => new Set(declarations.flatMap(({ options }) => [...namesIn(options)]).sort(compareNames)),
  }
}

function namesIn(options: Options | OptionTree): Iterable<string> {
  return isOptionTree(options) ? options.names() : Object.keys(options)
}

function childOf(options: Options | OptionTree, name: string): unknown {
  if (isOptionTree(options)) return options.child(name)
  return Object.hasOwn(options, name) ? options[name] : undefined
}

function mergeChild(
  path: Path,
  name: string,
  declarations: readonly Declarations[],
): Option | OptionTree | undefined {
  const options: OptionDeclaration[] = []
  const groups: Declarations[] = []
  for (const { file, options: parent } of declarations) {
    const child = childOf(parent, name)
    if (child === undefined) continue
    if (isOption(child)) options.push({ file, option: child })
    else if (isOptionTree(child)) groups.push({ file, options: child })
    else if (isAttrs(child) && !isOptionType(child)) groups.push({ file, options: child as Options })
    else failNoOption(path, child, file)
  }
  if (options.length === 0) return groups.length === 0 ? undefined : declarationTree(path, groups)
  if (groups.length === 0) return mergeOrBroken(path, options)
  if (options.every(({ option }) => option.type.name === 'submodule')) {
    return mergeOrBroken(path, inOrder(name, declarations, options, groups))
  }
  return failParent(path, options[0]!, groups)
}

/** A group below a submodule option declares more options of the submodule. */
function inOrder(
  name: string,
  declarations: readonly Declarations[],
  options: readonly OptionDeclaration[],
  groups: readonly Declarations[],
): readonly OptionDeclaration[] {
  const order = declarations.map(({ options: parent }) => childOf(parent, name))
  const asOptions = groups.map(({ file, options: group }) => ({
    file,
    group,
    option: {
      kind: 'option',
      description: '',
      type: submoduleOf({ modules: [{ options: group }], shorthand: undefined }),
    } as Option,
  }))
  const rank = (declared: unknown) => order.indexOf(declared)
  return [
    ...options.map((declaration) => ({ ...declaration, rank: rank(declaration.option) })),
    ...asOptions.map((declaration) => ({ ...declaration, rank: rank(declaration.group) })),
  ].sort((a, b) => a.rank - b.rank)
}

function failNoOption(path: Path, child: unknown, file: string): never {
  const isBareType = isOptionType(child)
  const found = isBareType ? 'an option type' : `a value of type \`${typeof child}'`
  const hint = isBareType
    ? `Wrap the type: ${showName(path.at(-1)!)}: option(<type>, { description: … }).`
    : "Did you mean to define this outside of `options'?"
  return fail(
    'not-an-option',
    path,
    `In module ${file}: expected an option declaration at option path \`${showPath(path)}\` but got ${found}`,
    [],
    { hint, declarations: [file] },
  )
}

function failParent(path: Path, outer: OptionDeclaration, groups: readonly Declarations[]): never {
  const inner = groups
    .flatMap(({ file, options }) =>
      [...namesIn(options)].map(
        (name) => ` - option(s) with prefix \`${showPath([...path, name])}' in module \`${file}'`,
      ),
    )
    .sort(compareNames)
  return fail(
    'parent-of-options',
    path,
    `The option \`${showPath(path)}' in module \`${outer.file}' would be a parent of the following options, but its type \`${outer.option.type.description}' does not support nested options.\n${inner.join('\n')}`,
    [],
    { declarations: [outer.file, ...groups.map(({ file }) => file)] },
  )
}
