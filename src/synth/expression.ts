import type { ExpressionData } from '../fleet/expression.ts'
import { expressionData, isExpression } from '../fleet/expression.ts'
import { missingInput } from '../fleet/frameworks.ts'
import { keyExpression } from '../fleet/nix.ts'
import {
  attrs,
  binary,
  bool,
  call,
  ident,
  ifElse,
  int,
  interpolation,
  lambda,
  list,
  name,
  not,
  quoted,
  select,
  str,
} from '../nix/build.ts'
import type { AttrKey, BinaryOperator, Expression, Name } from '../nix/syntax.ts'
import { storedPathSyntax } from './path.ts'
import { rawSyntax } from './raw.ts'
import { inFunction, need, type Scope } from './scope.ts'
import { textParts } from './text.ts'
import { requiredSyntax } from './value.ts'

/** The expression as it reads where it is printed. */
export function expressionSyntax(data: ExpressionData, scope: Scope): Expression {
  switch (data.kind) {
    case 'config':
      return configSyntax(data, scope)
    case 'system':
      return select(systemOf(data.host, scope)[0], ...systemOf(data.host, scope).slice(1))
    case 'global':
      return globalSyntax(data.name, scope)
    case 'select':
      return selectSyntax(data, scope)
    case 'call':
      return call(expressionSyntax(data.function, scope), requiredSyntax(data.argument, scope))
    case 'text':
      return str(...textParts(data, scope))
    case 'raw':
      return rawSyntax(data, scope)
    case 'if':
      return ifSyntax(data, scope)
    case 'operator':
      return operatorSyntax(data, scope)
    case 'lambda': {
      const body = requiredSyntax(data.body, inFunction(scope, data.parameters))
      return data.parameters.reduceRight<Expression>((inner, parameter) => lambda(parameter, inner), body)
    }
    case 'variable':
      return ident(data.name)
    case 'path':
      return storedPathSyntax(data.file, scope)
  }
}

/** An attribute name, which Nix may have to compute. */
export function attributeKey(key: string, scope: Scope): AttrKey {
  const data = keyExpression(key)
  if (data?.kind !== 'text') return name(key)
  const parts = textParts(data, scope)
  const [only] = parts
  if (parts.length === 1 && typeof only === 'object') return interpolation(only)
  return parts.every((part) => typeof part === 'string') ? name(parts.join('')) : quoted(...parts)
}

type Config = Extract<ExpressionData, { kind: 'config' }>

/** `config`, `osConfig` or another host's, whichever leads to the option from here. */
function configSyntax({ host, user, path }: Config, scope: Scope): Expression {
  const { target } = scope
  const home = user === undefined ? [] : ['home-manager', 'users', user]
  const keys = path.map((key) => attributeKey(key, scope))
  if (target.kind === 'flake' || target.host !== host) {
    const [root, ...system] = systemOf(host, scope)
    return select(root, ...system, 'config', ...home, ...keys)
  }
  const own = target.kind !== 'home' || target.user === user
  const root = own ? 'config' : 'osConfig'
  need(scope, root)
  const all = [...(own && target.kind === 'home' ? [] : home), ...keys]
  return all.length === 0 ? ident(root) : select(root, ...all)
}

function systemOf(host: string, scope: Scope): readonly [string, ...string[]] {
  const darwin = scope.surroundings.darwin.get(host)
  if (darwin === undefined) {
    scope.complain({
      code: 'unknown-host',
      message: `A value of the host ${host} is used, which is not in the fleet.`,
      hint: 'Add it to `hosts` of defineFleet.',
    })
  }
  need(scope, 'self')
  return ['self', darwin ? 'darwinConfigurations' : 'nixosConfigurations', host]
}

const packagesPrefix = 'packages:'

function globalSyntax(global: string, scope: Scope): Expression {
  const inFlake = scope.target.kind === 'flake'
  if (global === 'builtins') return ident('builtins')
  if (global === 'lib' && inFlake) return select('nixpkgs', 'lib')
  if (global === 'inputs') scope.inputs.add('*')
  if (
    (global === 'pkgs' || global.startsWith(packagesPrefix)) &&
    scope.target.kind === 'flake' &&
    !scope.target.pkgs
  ) {
    scope.complain({
      code: 'no-packages-here',
      message: 'A package is named in specialArgs, where the host has no packages yet.',
      hint: 'Use it where NixOS has them: in an option, or in the module that takes the argument.',
    })
  }
  if (!global.startsWith(packagesPrefix)) {
    need(scope, global)
    return ident(global)
  }
  const input = global.slice(packagesPrefix.length)
  useInput(input, scope, `packageSet('${input}')`)
  const argument = scope.surroundings.packageArgument(input)
  if (!inFlake) {
    need(scope, argument)
    return ident(argument)
  }
  scope.needs.add(`${argument}For`)
  return call(`${argument}For`, select('pkgs', 'stdenv', 'hostPlatform', 'system'))
}

export function useInput(input: string, scope: Scope, what = `inputs.${input}`): void {
  if (input === 'self') return
  scope.inputs.add(input)
  if (scope.surroundings.inputs.has(input)) return
  scope.complain({
    code: 'missing-input',
    ...missingInput(input, what, scope.surroundings.inputs),
  })
}

function selectSyntax(data: Extract<ExpressionData, { kind: 'select' }>, scope: Scope): Expression {
  const keys: string[] = []
  let from: ExpressionData = data
  while (from.kind === 'select') {
    keys.unshift(from.key)
    from = from.from
  }
  const path = keys.map((key) => attributeKey(key, scope))
  if (from.kind === 'global' && from.name === 'inputs' && path[0]?.kind === 'name') {
    useInput((path[0] as Name).name, scope)
    need(scope, 'inputs')
    return select('inputs', ...path)
  }
  const base = expressionSyntax(from, scope)
  return base.kind === 'select' && base.fallback === undefined
    ? select(base.expression, ...base.path, ...path)
    : select(base, ...path)
}

function ifSyntax(data: Extract<ExpressionData, { kind: 'if' }>, scope: Scope): Expression {
  if (typeof data.condition === 'boolean')
    return requiredSyntax(data.condition ? data.whenTrue : data.whenFalse, scope)
  return ifElse(
    requiredSyntax(data.condition, scope),
    requiredSyntax(data.whenTrue, scope),
    requiredSyntax(data.whenFalse, scope),
  )
}

type OperatorData = Extract<ExpressionData, { kind: 'operator' }>

const neutral: Readonly<Record<string, () => Expression>> = {
  '&&': () => bool(true),
  '||': () => bool(false),
  '+': () => int(0),
  '++': () => list([]),
  '//': () => attrs([]),
}

function operatorSyntax({ operator, operands }: OperatorData, scope: Scope): Expression {
  const [first, ...others] = operands.map((operand) => requiredSyntax(operand, scope))
  if (first === undefined) return neutral[operator]!()
  if (operator === '!') return not(first)
  return others.reduce((left, right) => binary(operator as BinaryOperator, left, right), first)
}

/** The expression in a value, where there is one. */
export function dataOf(value: unknown): ExpressionData | undefined {
  return isExpression(value) ? expressionData(value) : undefined
}
