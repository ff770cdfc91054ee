import { relative } from 'node:path'
import { type ExpressionData, expressionData, isExpression } from '../../src/fleet/expression.ts'
import { keyExpression } from '../../src/fleet/nix.ts'
import { isDeferred } from '../../src/modules/deferred.ts'
import { force } from '../../src/modules/lazy.ts'
import { isProperty, type PropertyData, property } from '../../src/modules/properties.ts'
import { parseNix } from '../../src/nix/parse/index.ts'

/** Where the fleet's files are, and where they were copied to. */
export interface Folders {
  readonly fleet: string
  readonly flake: string
}

/** Why a value has no text. */
export class Unprintable extends Error {}

/**
 * A value as Nix, for comparison: written without panther's printer and without regard to where it would stand.
 * Every option is reached over `verify'hosts`; other names are those of a module's arguments.
 */
export function naiveNix(given: unknown, folders: Folders): string {
  const nix = (value: unknown): string => naiveNix(value, folders)
  const value = force(given)
  if (isExpression(value)) return expressionNix(expressionData(value), folders)
  if (isDeferred(value)) throw new Unprintable('a value that only NixOS knows')
  if (isProperty(value)) return propertyNix(value[property], nix)
  if (Array.isArray(value)) return `[ ${value.map((element) => nix(element)).join(' ')} ]`
  switch (typeof value) {
    case 'string':
      return stringNix(value)
    case 'boolean':
    case 'bigint':
      return `(${value})`
    case 'number':
      return Number.isInteger(value)
        ? `(${BigInt(value)})`
        : `(builtins.fromJSON ${stringNix(String(value))})`
    case 'object':
      if (value === null) return 'null'
      return setNix(value, folders)
  }
  throw new Unprintable(`a JavaScript ${typeof value}`)
}

function setNix(value: object, folders: Folders): string {
  const members = Object.entries(value).flatMap(([name, inner]) =>
    force(inner) === undefined ? [] : `${keyNix(name, folders)} = ${naiveNix(inner, folders)};`,
  )
  return `{ ${members.join(' ')} }`
}

function propertyNix(data: PropertyData, nix: (value: unknown) => string): string {
  const lib = "verify'lib"
  switch (data.kind) {
    case 'merge':
      return `(${lib}.mkMerge [ ${data.contents.map(nix).join(' ')} ])`
    case 'if':
      return `(${lib}.mkIf ${nix(data.condition)} ${nix(data.content)})`
    case 'override':
      return `(${lib}.mkOverride ${data.priority} ${nix(data.content)})`
    case 'order':
      return `(${lib}.mkOrder ${data.order} ${nix(data.content)})`
    case 'assert':
      return `(${lib}.mkAssert ${nix(data.condition)} ${stringNix(data.message)} ${nix(data.content)})`
    case 'definition':
      return nix(data.definition.value)
  }
}

export function stringNix(text: string): string {
  return `"${escaped(text)}"`
}

function escaped(text: string): string {
  return text
    .replace(/["\\]|\$(?=\{|$)/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
}

/** An attribute name, in quotation marks. */
export function keyNix(name: string, folders: Folders): string {
  const data = keyExpression(name)
  return data === undefined ? stringNix(name) : expressionNix(data, folders)
}

function expressionNix(data: ExpressionData, folders: Folders): string {
  const nix = (value: unknown): string => naiveNix(value, folders)
  const below = (keys: readonly string[]): string => keys.map((key) => `.${keyNix(key, folders)}`).join('')
  switch (data.kind) {
    case 'config': {
      const home = data.user === undefined ? [] : ['home-manager', 'users', data.user]
      return `verify'hosts${below([data.host, 'config', ...home, ...data.path])}`
    }
    case 'system':
      return `verify'hosts${below([data.host])}`
    case 'global': {
      const [, input] = /^packages:(.*)$/.exec(data.name) ?? []
      if (input === undefined) return data.name
      return `(verify'arguments.${stringNix(input)} or verify'arguments.${stringNix(`pkgs-${input}`)})`
    }
    case 'select':
      return `(${expressionNix(data.from, folders)})${below([data.key])}`
    case 'call':
      return `(${expressionNix(data.function, folders)} ${nix(data.argument)})`
    case 'text':
      return `"${data.strings.map((text, index) => escaped(text) + (index < data.values.length ? partNix(data.values[index], folders) : '')).join('')}"`
    case 'raw':
      return `(${rawNix(data, folders)}\n)`
    case 'if':
      return `(if ${nix(data.condition)} then ${nix(data.whenTrue)} else ${nix(data.whenFalse)})`
    case 'operator':
      return operatorNix(data.operator, data.operands.map(nix))
    case 'lambda':
      return `(${data.parameters.map((parameter) => `${parameter}: `).join('')}${nix(data.body)})`
    case 'variable':
      return data.name
    case 'path':
      return `(${folders.flake} + ${stringNix(`/${relative(folders.fleet, data.file)}`)})`
  }
}

/** A value in a text: paths are copied, as Nix does, and everything else is turned into text. */
function partNix(value: unknown, folders: Folders): string {
  if (!isExpression(value)) return escaped(String(value))
  const data = expressionData(value)
  const text = expressionNix(data, folders)
  return data.kind === 'path' ? `\${${text}}` : `\${toString ${text}}`
}

function rawNix({ strings, values }: Extract<ExpressionData, { kind: 'raw' }>, folders: Folders): string {
  let text = strings[0] ?? ''
  values.forEach((value, index) => {
    const before = parseNix(text)
    const inString = 'error' in before && before.inString
    const plain = typeof value === 'string' || typeof value === 'number'
    const piece = inString
      ? plain
        ? String(value)
        : partNix(value, folders)
      : `(${naiveNix(value, folders)})`
    text += piece + (strings[index + 1] ?? '')
  })
  return text
}

const neutral: Readonly<Record<string, string>> = {
  '&&': 'true',
  '||': 'false',
  '+': '0',
  '++': '[ ]',
  '//': '{ }',
}

function operatorNix(operator: string, operands: readonly string[]): string {
  if (operands.length === 0) return neutral[operator] ?? 'null'
  return operator === '!' ? `(! ${operands[0]})` : `(${operands.join(` ${operator} `)})`
}
