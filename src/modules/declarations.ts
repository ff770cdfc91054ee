import { fail, ModuleError } from './errors.ts'
import type { Module } from './module.ts'
import type { Option } from './option.ts'
import type { Path } from './option-type.ts'
import { showFiles, showPath } from './show-path.ts'

/** One module's declaration of an option. */
export interface OptionDeclaration {
  readonly file: string
  readonly option: Option
}

/**
 * One option of its declarations: `mergeOptionDecls` of `lib/modules.nix`. Types merge, everything else
 * may be said once. Throws `declared-twice`.
 */
export function mergeDeclarations(path: Path, declarations: readonly OptionDeclaration[]): Option {
  const [first, ...others] = declarations
  if (others.length > 0) return mergeAll(path, declarations)
  // Nearly all options are declared once, and those of a submodule are met again in each value of its type.
  const { option, file } = first!
  const known = alone.get(option)
  if (known?.file === file) return known.merged
  const merged = mergeAll(path, declarations)
  alone.set(option, { file, merged })
  return merged
}

const alone = new WeakMap<Option, { readonly file: string; readonly merged: Option }>()

function mergeAll(path: Path, declarations: readonly OptionDeclaration[]): Option {
  const [first, ...others] = declarations
  let merged: Option = first!.option
  let files: readonly string[] = filesOf(first!)
  let modules: readonly Module[] = modulesOf(first!)
  for (const declaration of others) {
    const { option } = declaration
    merged = {
      ...option,
      ...withoutAbsent(merged),
      ...mergedType(merged, option, path, declaration, files),
    }
    modules = [...modulesOf(declaration), ...modules]
    files = [...files, ...filesOf(declaration)]
  }
  const type = merged.type.modules?.() === undefined ? merged.type : merged.type.withModules!(modules)
  return Object.freeze({ ...merged, type, declarations: files })
}

function filesOf({ file, option }: OptionDeclaration): readonly string[] {
  return option.declarations ?? [option.file ?? file]
}

/** The modules of a submodule type, each with the file that declares it. */
function modulesOf({ file, option }: OptionDeclaration): readonly Module[] {
  return (option.type.modules?.() ?? []).map((module) => ({ file: option.file ?? file, imports: [module] }))
}

function withoutAbsent(option: Option): Partial<Option> {
  const said = Object.entries(option).filter(
    ([key, value]) => value !== undefined && !(key === 'description' && value === ''),
  )
  return Object.fromEntries(said)
}

function mergedType(
  a: Option,
  b: Option,
  path: Path,
  declaration: OptionDeclaration,
  files: readonly string[],
): Pick<Option, 'type' | 'untyped'> {
  const both = (key: 'default' | 'example' | 'description' | 'apply') => says(a, key) && says(b, key)
  const type = a.untyped ? b.type : b.untyped ? a.type : a.type.mergeType(b.type)
  if (type === undefined || both('default') || both('example') || both('description') || both('apply')) {
    const file = declaration.option.file ?? declaration.file
    return fail(
      'declared-twice',
      path,
      `The option \`${showPath(path)}' in \`${file}' is already declared in ${showFiles(files)}.`,
      [],
      { declarations: [...files, file] },
    )
  }
  return { type, untyped: a.untyped === true && b.untyped === true }
}

function says(option: Option, key: 'default' | 'example' | 'description' | 'apply'): boolean {
  return option[key] !== undefined && !(key === 'description' && option[key] === '')
}

/** Declarations that do not go together are nobody's trouble until the option is read. */
export function mergeOrBroken(path: Path, declarations: readonly OptionDeclaration[]): Option {
  try {
    return mergeDeclarations(path, declarations)
  } catch (error) {
    if (!(error instanceof ModuleError)) throw error
    return { ...declarations[0]!.option, broken: error.data }
  }
}
