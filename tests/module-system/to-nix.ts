import type { Case, Expr, ModuleForm, OptionForm, OptionsForm, TypeForm } from './neutral.ts'
import { operation } from './neutral.ts'

/** The Nix expression that evaluates a case, of a `lib` in scope. */
export function caseToNix(test: Case): string {
  const modules = test.modules.map(moduleToNix).join(' ')
  const base = `(lib.evalModules { modules = [ ${modules} ]; })`
  const extended =
    test.extend === undefined
      ? base
      : `(${base}.extendModules { modules = [ ${test.extend.map(moduleToNix).join(' ')} ]; })`
  return `let evaluated = ${extended}; config = evaluated.config; options = evaluated.options; in ${exprToNix(test.read ?? { $ref: [] })}`
}

export function moduleToNix(module: ModuleForm): string {
  if (module.library !== undefined) return libraryToNix(module.library)
  const parts: string[] = []
  if (module.file !== undefined) parts.push(`_file = ${text(module.file)};`)
  if (module.key !== undefined) parts.push(`key = ${text(module.key)};`)
  if (module.imports !== undefined) parts.push(`imports = [ ${module.imports.map(moduleToNix).join(' ')} ];`)
  if (module.options !== undefined) parts.push(`options = ${optionsToNix(module.options)};`)
  if (module.config !== undefined) parts.push(`config = ${exprToNix(module.config)};`)
  if (module.freeform !== undefined) parts.push(`freeformType = ${typeToNix(module.freeform)};`)
  const wanted = new Set(
    [...JSON.stringify(module).matchAll(/"\$argument":"(\w+)"/g)].map((match) => match[1]),
  )
  const formals = ['config', 'options', 'name', ...wanted, '...'].join(', ')
  return `({ ${formals} }: { ${parts.join(' ')} })`
}

function libraryToNix(library: { readonly [kind: string]: unknown }): string {
  const [kind, operands] = Object.entries(library)[0]! as [string, readonly unknown[]]
  const path = (value: unknown) => `[ ${(value as string[]).map(text).join(' ')} ]`
  switch (kind) {
    case 'alias':
      return `(lib.mkAliasOptionModule ${path(operands[0])} ${path(operands[1])})`
    case 'rename':
      return `(lib.mkRenamedOptionModule ${path(operands[0])} ${path(operands[1])})`
    case 'remove':
      return `(lib.mkRemovedOptionModule ${path(operands[0])} ${text(operands[1] as string)})`
    case 'change':
      return `(lib.mkChangedOptionModule ${path(operands[0])} ${path(operands[1])} (config: ${exprToNix(operands[2] as Expr)}))`
    case 'merge':
      return `(lib.mkMergedOptionModule [ ${(operands[0] as string[][]).map(path).join(' ')} ] ${path(operands[1])} (config: ${exprToNix(operands[2] as Expr)}))`
    default:
      throw new Error(kind)
  }
}

function optionsToNix(options: OptionsForm): string {
  if ('$option' in options) return optionToNix(options.$option as OptionForm)
  if ('$type' in options) return typeToNix(options.$type as TypeForm)
  if ('$value' in options) return exprToNix(options.$value as Expr)
  return set(options, (child) => optionsToNix(child as OptionsForm))
}

function optionToNix(option: OptionForm): string {
  const parts: string[] = []
  if (option.type !== undefined) parts.push(`type = ${typeToNix(option.type)};`)
  if (option.default !== undefined) parts.push(`default = ${exprToNix(option.default)};`)
  if (option.description !== undefined) parts.push(`description = ${text(option.description)};`)
  if (option.example !== undefined) parts.push(`example = ${exprToNix(option.example)};`)
  if (option.apply !== undefined) parts.push(`apply = ${exprToNix(option.apply)};`)
  if (option.readOnly !== undefined) parts.push(`readOnly = ${option.readOnly};`)
  if (option.internal !== undefined) parts.push(`internal = ${option.internal};`)
  return `(lib.mkOption { ${parts.join(' ')} })`
}

export function typeToNix(type: TypeForm): string {
  if (typeof type === 'string') return `lib.types.${type}`
  const [name, operand] = Object.entries(type)[0]! as [string, never]
  const one = () => typeToNix(operand)
  const many = () => (operand as TypeForm[]).map((inner) => `(${typeToNix(inner)})`).join(' ')
  const modules = (list: readonly ModuleForm[]) => `[ ${list.map(moduleToNix).join(' ')} ]`
  switch (name) {
    case 'enum':
      return `(lib.types.enum ${exprToNix(operand)})`
    case 'either':
      return `(lib.types.either ${many()})`
    case 'oneOf':
      return `(lib.types.oneOf [ ${many()} ])`
    case 'submodule':
      return `(lib.types.submodule ${modules(operand)})`
    case 'submoduleWith': {
      const { modules: list, ...more } = operand as { modules: ModuleForm[]; shorthand?: boolean }
      const flag = more.shorthand === undefined ? '' : `shorthandOnlyDefinesConfig = ${more.shorthand};`
      return `(lib.types.submoduleWith { modules = ${modules(list)}; ${flag} })`
    }
    case 'coercedTo': {
      const [from, coerce, to] = operand as [TypeForm, Expr, TypeForm]
      return `(lib.types.coercedTo ${typeToNix(from)} ${exprToNix(coerce)} ${typeToNix(to)})`
    }
    case 'addCheck': {
      const [inner, accept] = operand as [TypeForm, Expr]
      return `(lib.types.addCheck ${typeToNix(inner)} ${exprToNix(accept)})`
    }
    case 'unique':
      return `(lib.types.unique { message = "only one"; } ${one()})`
    case 'strMatching':
    case 'separatedString':
      return `(lib.types.${name} ${text(operand)})`
    case 'ints.between':
    case 'numbers.between':
      return `(lib.types.${name} ${(operand as number[]).map((n) => exprToNix(n)).join(' ')})`
    case 'attrTag':
      return `(lib.types.attrTag ${set(operand, (child) => optionsToNix(child as OptionsForm))})`
    case 'pathWith':
      return `(lib.types.pathWith ${exprToNix(operand)})`
    default:
      return `(lib.types.${name} ${one()})`
  }
}

export function exprToNix(expr: Expr): string {
  if (expr === null) return 'null'
  if (typeof expr === 'boolean') return String(expr)
  if (typeof expr === 'number') {
    const shown = Number.isInteger(expr) ? String(expr) : expr.toString()
    return expr < 0 ? `(${shown})` : shown
  }
  if (typeof expr === 'string') return text(expr)
  if (Array.isArray(expr)) return `[ ${expr.map((element) => exprToNix(element)).join(' ')} ]`
  const found = operation(expr)
  if (found === undefined) return set(expr as never, (child) => exprToNix(child as Expr))
  return operationToNix(found.name, found.operand)
}

function operationToNix(name: string, operand: never): string {
  const args = (Array.isArray(operand) ? operand : [operand]) as readonly Expr[]
  const plain = new Set(['$ref', '$opt', '$has', '$get', '$fn', '$module', '$type'])
  const nix = plain.has(name) ? [] : args.map(safe)
  switch (name) {
    case '$ref':
      return `config${(args as string[]).map((part) => `.${text(part)}`).join('')}`
    case '$opt':
      return `options${(args as string[]).map((part) => `.${text(part)}`).join('')}`
    case '$name':
      return 'name'
    case '$argument':
    case '$arg':
      return String(operand)
    case '$if':
      return `(lib.mkIf ${nix[0]} ${nix[1]})`
    case '$merge':
      return `(lib.mkMerge [ ${nix.join(' ')} ])`
    case '$override':
      return `(lib.mkOverride ${nix[0]} ${nix[1]})`
    case '$order':
      return `(lib.mkOrder ${nix[0]} ${nix[1]})`
    case '$assert':
      return `(lib.mkAssert ${nix[0]} ${nix[1]} ${nix[2]})`
    case '$definition':
      return `(lib.mkDefinition { file = ${nix[0]}; value = ${nix[1]}; })`
    case '$optionDefault':
      return `(lib.mkOptionDefault ${nix[0]})`
    case '$fn': {
      const [parameter, body] = operand as readonly [string, Expr]
      return `(${parameter}: ${exprToNix(body)})`
    }
    case '$call':
      return `(${nix[0]} ${nix[1]})`
    case '$add':
      return `(${nix[0]} + ${nix[1]})`
    case '$eq':
      return `(${nix[0]} == ${nix[1]})`
    case '$greater':
      return `(${nix[0]} > ${nix[1]})`
    case '$concat':
      return `(${nix[0]} ++ ${nix[1]})`
    case '$not':
      return `(!${nix[0]})`
    case '$cond':
      return `(if ${nix[0]} then ${nix[1]} else ${nix[2]})`
    case '$length':
      return `(builtins.length ${nix[0]})`
    case '$names':
      return `(builtins.attrNames ${nix[0]})`
    case '$toString':
      return `(toString ${nix[0]})`
    case '$get': {
      const [object, ...path] = args as readonly [Expr, ...string[]]
      return `${safe(object)}${path.map((part) => `.${text(part)}`).join('')}`
    }
    case '$has': {
      const [object, key] = args as readonly [Expr, string]
      return `(${safe(object)} ? ${text(key)})`
    }
    case '$throw':
      return `(throw ${nix[0]})`
    case '$type':
      return typeToNix(operand)
    case '$module':
      return moduleToNix(operand)
    case '$evaluate':
      return `(lib.evalModules { modules = [ ${nix[0]} ]; }).config`
    case '$typeDescription':
      return `${safe(operand)}.type.description`
    default:
      throw new Error(`no such operation: ${name}`)
  }
}

function safe(expr: Expr): string {
  return typeof expr === 'string' ? text(expr) : exprToNix(expr)
}

function set(entries: { readonly [name: string]: unknown }, show: (value: unknown) => string): string {
  const shown = Object.entries(entries).map(([name, value]) => `${text(name)} = ${show(value)};`)
  return `{ ${shown.join(' ')} }`
}

export function text(value: string): string {
  const escaped = value
    .replace(/["\\]|\$(?=\{)/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
  return `"${escaped.replaceAll('\t', '\\t')}"`
}
