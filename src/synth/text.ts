import { type ExpressionData, expressionData, isExpression } from '../fleet/expression.ts'
import type { PartLike } from '../nix/build.ts'
import { call } from '../nix/build.ts'
import type { Expression } from '../nix/syntax.ts'
import { expressionSyntax } from './expression.ts'
import type { OptionScope } from './knowledge.ts'
import type { Scope } from './scope.ts'

type Text = Extract<ExpressionData, { kind: 'text' }>

/** The parts of a text; texts inside it become part of it. */
export function textParts({ strings, values }: Text, scope: Scope): readonly PartLike[] {
  return strings.flatMap((string, index): readonly PartLike[] => {
    const parts = index < values.length ? interpolated(values[index], scope) : []
    return string === '' ? parts : [string, ...parts]
  })
}

function interpolated(value: unknown, scope: Scope): readonly PartLike[] {
  if (!isExpression(value)) return [String(value)]
  const data = expressionData(value)
  return data.kind === 'text' ? textParts(data, scope) : [interpolatedSyntax(data, scope)]
}

/** An expression between `${` and `}`, in `toString` unless Nix takes it as it is. */
export function interpolatedSyntax(data: ExpressionData, scope: Scope): Expression {
  const syntax = expressionSyntax(data, scope)
  return isTextual(data, scope) ? syntax : call('toString', syntax)
}

/** Functions of `lib` and `builtins` whose results are texts. */
const givesText: ReadonlySet<string> = new Set(
  (
    "getExe getExe' getBin getDev getLib getOutput concatStrings concatStringsSep concatMapStrings concatMapStringsSep concatLines " +
    'optionalString escapeShellArg escapeShellArgs replaceStrings removePrefix removeSuffix toLower toUpper readFile ' +
    'boolToString toJSON makeBinPath makeLibraryPath makeSearchPath toShellVars substring trim fixedWidthString ' +
    'baseNameOf toString getName getVersion fileContents mkLuaInline toFile hashString toXML'
  ).split(' '),
)

/** Whether Nix takes the value into a string as it is: texts, packages and paths. */
export function isTextual(data: ExpressionData, scope: Scope): boolean {
  switch (data.kind) {
    case 'text':
    case 'path':
      return true
    case 'config':
      return isTextOption(data, scope)
    case 'if':
      return isTextualValue(data.whenTrue, scope) && isTextualValue(data.whenFalse, scope)
    case 'global':
    case 'select':
    case 'call':
      return isPackage(data) || isInput(data) || (data.kind === 'call' && isTextCall(data))
    default:
      return false
  }
}

function isTextualValue(value: unknown, scope: Scope): boolean {
  return isExpression(value) ? isTextual(expressionData(value), scope) : typeof value === 'string'
}

function isTextOption(
  { host, user, path }: Extract<ExpressionData, { kind: 'config' }>,
  scope: Scope,
): boolean {
  const { darwin, knowledge } = scope.surroundings
  const options: OptionScope = user !== undefined ? 'home' : darwin.get(host) ? 'darwin' : 'nixos'
  const kind = knowledge(path, options)
  return kind === 'string' || kind === 'path' || kind === 'package'
}

/** Whether it is taken, or made by a function, from a package set. */
export function isPackage(data: ExpressionData): boolean {
  const keys: string[] = []
  let root = data
  while (root.kind === 'select' || root.kind === 'call') {
    if (root.kind === 'select') keys.unshift(root.key)
    root = root.kind === 'select' ? root.from : root.function
  }
  if (root.kind === 'system') return keys[0] === 'pkgs' && keys.length > 1
  return (
    keys.length > 0 && root.kind === 'global' && (root.name === 'pkgs' || root.name.startsWith('packages:'))
  )
}

/** `inputs.x`, `self` or `modulesPath`, which are folders. */
function isInput(data: ExpressionData): boolean {
  if (data.kind === 'global') return data.name === 'self' || data.name === 'modulesPath'
  return data.kind === 'select' && data.from.kind === 'global' && data.from.name === 'inputs'
}

function isTextCall(data: ExpressionData): boolean {
  let called = data
  while (called.kind === 'call') called = called.function
  if (called.kind !== 'select' || !givesText.has(called.key)) return false
  const { from } = called
  const root = from.kind === 'select' && from.key === 'strings' ? from.from : from
  return root.kind === 'global' && (root.name === 'lib' || root.name === 'builtins')
}
