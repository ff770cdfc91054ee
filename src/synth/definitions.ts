import { relative } from 'node:path'
import type { Statement } from '../fleet/resolved.ts'
import type { Place } from '../modules/option-type.ts'
import { isProperty, property } from '../modules/properties.ts'
import { isIdentifier } from '../nix/names.ts'
import { print } from '../nix/print.ts'
import type { Expression } from '../nix/syntax.ts'
import { attributeKey } from './expression.ts'
import type { ModelDefinition, ModelDefinitions } from './model.ts'
import type { Scope } from './scope.ts'
import { absent, isPlainSet, settle } from './settle.ts'
import { disabledModules, optionValues } from './statements.ts'
import { propertyCall, valueSyntax } from './value.ts'

export type Definitions = Map<string, ModelDefinition[]>

/** Adds every single definition of a statement, by option. */
export function addDefinitions(
  into: Definitions,
  statement: Statement,
  prefix: readonly string[],
  root: string,
  scope: Scope,
): void {
  const at = relativePlace(statement.place(), root)
  eachDefinition(statement, prefix, scope, (option, expression) => {
    const definition = { text: print(expression).trimEnd(), ...(at && { at }) }
    const known = into.get(option)
    if (known === undefined) into.set(option, [definition])
    else known.push(definition)
  })
}

/** Every single definition of a statement. The scope hears what is wrong with one. */
export function eachDefinition(
  statement: Statement,
  prefix: readonly string[],
  scope: Scope,
  give: (option: string, expression: Expression) => void,
): void {
  const add = (path: readonly string[], expression: Expression): void =>
    give(optionName([...prefix, ...path], scope), expression)
  for (const value of optionValues([statement], scope))
    walk(value, [], (expression) => expression, scope, add)
  disabledModules([statement], scope)
}

type Wrap = (content: Expression) => Expression

/** Goes down to the values; properties around sets go around each value in them. */
function walk(
  given: unknown,
  path: readonly string[],
  wrap: Wrap,
  scope: Scope,
  add: (path: readonly string[], expression: Expression) => void,
): void {
  const value = settle(given)
  if (value === absent) return
  if (isPlainSet(value) && Object.keys(value).length > 0) {
    for (const [name, inner] of Object.entries(value)) walk(inner, [...path, name], wrap, scope, add)
    return
  }
  const data = isProperty(value) ? value[property] : undefined
  if (data?.kind === 'merge') {
    for (const content of data.contents) walk(content, path, wrap, scope, add)
  } else if (data !== undefined && data.kind !== 'definition') {
    const around = propertyCall(data, scope)
    walk(data.content, path, (content) => wrap(around(content)), scope, add)
  } else {
    const expression = valueSyntax(value, path, scope)
    if (expression !== undefined && path.length > 0) add(path, wrap(expression))
  }
}

function optionName(path: readonly string[], scope: Scope): string {
  return path.map((name) => keyText(name, scope)).join('.')
}

function keyText(name: string, scope: Scope): string {
  if (isIdentifier(name)) return name
  const key = attributeKey(name, scope)
  if (key.kind === 'name') return JSON.stringify(key.name)
  return key.kind === 'interpolation' ? `\${${print(key.expression).trimEnd()}}` : print(key).trimEnd()
}

function relativePlace(place: Place | undefined, root: string): Place | undefined {
  return (
    place && {
      file: relative(root, place.file).replaceAll('\\', '/'),
      line: place.line,
      column: place.column,
    }
  )
}

/** As plain data, options by name. */
export function modelDefinitions(definitions: Definitions): ModelDefinitions {
  return Object.fromEntries([...definitions].sort(([a], [b]) => (a < b ? -1 : 1)))
}
