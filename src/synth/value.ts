import { expressionData, isExpression } from '../fleet/expression.ts'
import type { Spot } from '../fleet/problem.ts'
import { isDeferred } from '../modules/deferred.ts'
import { force } from '../modules/lazy.ts'
import { isProperty, orders, type PropertyData, priorities, property } from '../modules/properties.ts'
import { assign, attrs, bool, call, float, int, list, name, nil, select, str } from '../nix/build.ts'
import { NixSyntaxError } from '../nix/error.ts'
import { hole, NixTextError } from '../nix/raw.ts'
import type { AttrKey, Binding, Expression } from '../nix/syntax.ts'
import { Built } from './built.ts'
import { attributeKey, expressionSyntax } from './expression.ts'
import { need, type Scope } from './scope.ts'
import { absent, isPlainSet, settle } from './settle.ts'

/** Where a value is: the option's path, or nothing inside an expression. */
export type ValuePath = readonly string[] | undefined

/** The value as Nix, or `undefined` where nothing is said. */
export function valueSyntax(given: unknown, path: ValuePath, scope: Scope): Expression | undefined {
  const value = settle(given)
  if (value === absent) return undefined
  if (value instanceof Built) return value.expression
  if (isExpression(value)) return guarded(scope, path, () => expressionSyntax(expressionData(value), scope))
  if (isProperty(value)) return propertySyntax(value[property], path, scope)
  if (Array.isArray(value)) return listSyntax(value, path, scope)
  if (isPlainSet(value)) return attrs(bindingsOf(value, path, scope))
  return scalarSyntax(value, path, scope)
}

/** Like {@link valueSyntax}, where something must stand. */
export function requiredSyntax(value: unknown, scope: Scope): Expression {
  return valueSyntax(value, undefined, scope) ?? nil
}

function listSyntax(value: readonly unknown[], path: ValuePath, scope: Scope): Expression {
  const elements = value.map((element, index) => valueSyntax(element, below(path, String(index)), scope))
  return list(elements.filter((element) => element !== undefined))
}

/** The bindings of a set: a chain of sets with one name each becomes one path. */
export function bindingsOf(
  value: { readonly [name: string]: unknown },
  path: ValuePath,
  scope: Scope,
): readonly Binding[] {
  return Object.entries(value).flatMap(([key, element]) => bindingOf(key, element, path, scope) ?? [])
}

function bindingOf(key: string, element: unknown, path: ValuePath, scope: Scope): Binding | undefined {
  const keys: AttrKey[] = []
  let at = path
  let name = key
  let value = element
  for (;;) {
    at = below(at, name)
    const made = guarded(scope, at, () => attributeKey(name, scope))
    if (made === undefined) return undefined
    keys.push(made)
    const settled = settle(value)
    const only = isPlainSet(settled)
      ? Object.entries(settled).filter(([, inner]) => settle(inner) !== absent)
      : []
    if (only.length !== 1) break
    ;[name, value] = only[0]!
  }
  const syntax = valueSyntax(value, at, scope)
  return syntax && assign(keys, syntax)
}

function below(path: ValuePath, name: string): ValuePath {
  return path && [...path, name]
}

function scalarSyntax(value: unknown, path: ValuePath, scope: Scope): Expression {
  const made = guarded(scope, path, () => {
    if (value === null) return nil
    switch (typeof value) {
      case 'boolean':
        return bool(value)
      case 'bigint':
        return int(value)
      case 'string':
        return str(value)
      case 'number':
        return numberSyntax(value, path, scope)
    }
    const kind = isDeferred(value) ? 'a value that only a later stage knows' : `a JavaScript ${typeof value}`
    throw new NixSyntaxError(`${kind} stands where a value of Nix belongs`)
  })
  return made ?? nil
}

/** JavaScript has one kind of number: what is whole is an integer, but where the option wants a float. */
function numberSyntax(value: number, path: ValuePath, { surroundings, target }: Scope): Expression {
  const number = Object.is(value, -0) ? 0 : value
  if (!Number.isInteger(number)) return float(number)
  const wantsFloat =
    path !== undefined && target.kind !== 'flake' && surroundings.knowledge(path, target.kind) === 'float'
  return wantsFloat ? float(number) : int(number)
}

/** What `make` gives, or nothing where Nix cannot say it, which is then complained about. */
export function guarded<T>(scope: Scope, path: ValuePath, make: () => T): T | undefined {
  try {
    return make()
  } catch (error) {
    if (!(error instanceof NixSyntaxError)) throw error
    if (error instanceof NixTextError) {
      const about = path === undefined ? '' : `${path.map((key) => name(key).name).join('.')}: `
      scope.complain({
        code: 'nix-syntax',
        message: `${about}Nix refuses this: ${error.message}`,
        ...(path && { valuePath: path }),
        spot: spotIn(error.text, error.error.offset),
      })
      return undefined
    }
    scope.complain({
      code: 'unsayable-value',
      message:
        path === undefined
          ? capitalized(`${error.message}.`)
          : `${path.map((key) => name(key).name).join('.')}: ${error.message}.`,
      ...(path && { valuePath: path }),
    })
    return undefined
  }
}

/** A place in a text of Nix that the source of the fleet holds. */
export function spotIn(text: string, offset: number): Spot {
  return { kind: 'nix', text, hole, start: offset, end: offset + 1 }
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const overrides: Readonly<Record<number, string>> = {
  [priorities.optionDefault]: 'mkOptionDefault',
  [priorities.default]: 'mkDefault',
  [priorities.imageMedia]: 'mkImageMediaOverride',
  [priorities.force]: 'mkForce',
  [priorities.vm]: 'mkVMOverride',
}

const ordered: Readonly<Record<number, string>> = { [orders.before]: 'mkBefore', [orders.after]: 'mkAfter' }

function propertySyntax(data: PropertyData, path: ValuePath, scope: Scope): Expression | undefined {
  if (data.kind === 'merge') {
    const contents = data.contents.map((content) => valueSyntax(content, path, scope))
    return call(libFunction('mkMerge', scope), list(contents.filter((content) => content !== undefined)))
  }
  if (data.kind === 'definition') return valueSyntax(data.definition.value, path, scope)
  const wrap = propertyCall(data, scope)
  const content = valueSyntax(data.content, path, scope)
  return content && wrap(content)
}

/** The call that puts a property around a content. */
export function propertyCall(
  data: Exclude<PropertyData, { readonly kind: 'merge' | 'definition' }>,
  scope: Scope,
): (content: Expression) => Expression {
  switch (data.kind) {
    case 'if': {
      const condition = requiredSyntax(force(data.condition), scope)
      return (content) => call(libFunction('mkIf', scope), condition, content)
    }
    case 'assert': {
      const condition = requiredSyntax(force(data.condition), scope)
      return (content) => call(libFunction('mkAssert', scope), condition, str(data.message), content)
    }
    case 'override': {
      const known = overrides[data.priority]
      if (known !== undefined) return (content) => call(libFunction(known, scope), content)
      return (content) => call(libFunction('mkOverride', scope), int(data.priority), content)
    }
    case 'order': {
      const known = ordered[data.order]
      if (known !== undefined) return (content) => call(libFunction(known, scope), content)
      return (content) => call(libFunction('mkOrder', scope), int(data.order), content)
    }
  }
}

/** A function of nixpkgs' `lib`, where the text stands. */
export function libFunction(name: string, scope: Scope): Expression {
  if (scope.target.kind === 'flake') return select('nixpkgs', 'lib', name)
  need(scope, 'lib')
  return select('lib', name)
}
