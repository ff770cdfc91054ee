import { fileURLToPath } from 'node:url'
import type { Package, Path } from '../catalog/values.ts'
import type { Deferred } from '../modules/deferred.ts'
import { deferredKey } from '../modules/deferred.ts'
import { clean } from './clean.ts'
import {
  describe,
  type Expression,
  type ExpressionData,
  expressionData,
  isExpression,
  makeExpression,
  markAllUsed,
  markUsed,
  type Operator,
} from './expression.ts'
import { keyPrefix } from './key-token.ts'
import { problem } from './problem.ts'

/** What may stand in a text: text, numbers, and what Nix turns into text. */
export type Interpolated = string | number | Deferred<string | number | boolean | Path | Package | null>

type Known<T> = T | Deferred<T>

/**
 * Text that Nix completes.
 *
 * ```ts
 * nix`http://${host.address}:${storage.config.services.prometheus.port}`
 * // "http://10.0.0.3:${toString self.nixosConfigurations.storage.config.services.prometheus.port}"
 * ```
 */
function text(strings: TemplateStringsArray, ...values: Interpolated[]): Deferred<string> {
  for (const value of values) {
    if (typeof value === 'string' || Number.isFinite(value) || isExpression(value)) continue
    throw problem({
      code: 'text-part',
      message: `nix\`…\` takes text, numbers, Refs, packages and paths, not ${kindOf(value)}.`,
      hint: 'Turn the value into text first.',
    })
  }
  markAllUsed(values)
  return makeExpression({ kind: 'text', strings: [...strings], values }, false)
}

/**
 * Text of several lines without the indentation that they have in the source, as between `''` and `''` in Nix: a first
 * line without content goes, and a last one ends the text with a line feed.
 *
 * ```ts
 * nix.lines`
 *   set -eu
 *   exec ${lib.getExe(pkgs.caddy)} run
 * `
 * // ''
 * //   set -eu
 * //   exec ${lib.getExe pkgs.caddy} run
 * // ''
 * ```
 */
function lines(strings: TemplateStringsArray, ...values: Interpolated[]): Deferred<string> {
  const [first = '', ...others] = strings.join(gap).split('\n')
  const margin = Math.min(...others.filter(isFilled).map((line) => line.length - line.trimStart().length))
  const kept = others.map((line) => (isFilled(line) ? line.slice(margin) : ''))
  const parts = (isFilled(first) ? [first, ...kept] : kept).join('\n').split(gap)
  return text(parts as never, ...values)
}

/** Stands for a value while the lines are cut; no text of Nix can hold it. */
const gap = '\u0000'

function isFilled(line: string): boolean {
  return line.trim() !== ''
}

/**
 * A Nix expression as it stands. Values in it are printed as Nix: Refs and packages as their expressions, data as
 * literals.
 *
 * ```ts
 * nix.expr<Package>`pkgs.python3.withPackages (ps: [ ps.requests ])`
 * ```
 */
function expr<T = never>(strings: TemplateStringsArray, ...values: unknown[]): Expression<T> {
  return makeExpression({
    kind: 'raw',
    strings: strings.raw.map((part) => part.replaceAll('\\`', '`').replaceAll('\\${', '${')),
    values: operands('nix.expr', values),
  })
}

const keys = new Map<string, ExpressionData>()
const keyTokens = new Map<string, string>()

/**
 * An attribute name that Nix computes.
 *
 * ```ts
 * nixos({ environment: { etc: { [nix.key`${host.config.networking.hostName}.conf`]: { text: '' } } } })
 * // environment.etc."${config.networking.hostName}.conf".text = "";
 * ```
 */
function key(strings: TemplateStringsArray, ...values: Interpolated[]): string {
  const name = text(strings, ...values) as Expression<string>
  markUsed(name)
  const known = keyTokens.get(name[deferredKey])
  if (known !== undefined) return known
  const data = expressionData(name)
  // Two names may read alike in short.
  let token = keyPrefix + inShort(data)
  while (keys.has(token)) token = keyPrefix + token
  keyTokens.set(name[deferredKey], token)
  keys.set(token, data)
  return token
}

function inShort(data: ExpressionData): string {
  if (data.kind !== 'text') return describe(data)
  const values = data.values.map((value) =>
    isExpression(value) ? `\${${describe(expressionData(value))}}` : String(value),
  )
  return data.strings.map((part, index) => part + (values[index] ?? '')).join('')
}

/** The expression behind an attribute name made by `nix.key`; nothing for plain names. */
export function keyExpression(name: string): ExpressionData | undefined {
  return name.startsWith(keyPrefix) ? keys.get(name) : undefined
}

function operator(name: Operator) {
  return <T>(values: readonly unknown[]): Expression<T> =>
    makeExpression(
      { kind: 'operator', operator: name, operands: operands(`An operand of ${name}`, values) },
      false,
    )
}

/** The value of `then` or `else`, whichever Nix finds. */
function choose<T>(condition: Known<boolean>, whenTrue: Known<T>, whenFalse: Known<T>): Expression<T> {
  const [test, ...values] = operands('nix.if', [condition, whenTrue, whenFalse])
  return makeExpression({ kind: 'if', condition: test, whenTrue: values[0], whenFalse: values[1] }, false)
}

/**
 * A function as a value. The parameters are named as they shall stand in the text.
 *
 * ```ts
 * nix.lambda(['final', 'prev'], (final, prev) => ({ htop: prev.htop.overrideAttrs({ doCheck: false }) }))
 * // final: prev: { htop = prev.htop.overrideAttrs { doCheck = false; }; }
 * ```
 */
function lambda<const P extends readonly string[], T = unknown>(
  parameters: P,
  body: (...variables: { [K in keyof P]: AnyExpression }) => T,
): Expression<(...args: never[]) => T> {
  const variables = parameters.map((name) => makeExpression({ kind: 'variable', name }))
  for (const variable of variables) markUsed(variable)
  const [result] = operands('The body of a nix.lambda', [body(...(variables as never))])
  return makeExpression({ kind: 'lambda', parameters, body: result })
}

/** An expression of unknown type: every property and every call is one more. It goes wherever a value goes. */
export interface AnyExpression extends Deferred<never> {
  (...args: readonly unknown[]): AnyExpression
  readonly [name: string]: AnyExpression
}

/**
 * A file or folder of the fleet as a Nix path: it is copied into the flake, and into the store where Nix uses it.
 * A URL is relative to the file it is written in: `new URL('./motd', import.meta.url)`.
 */
function path(file: URL): Expression<Path> {
  return makeExpression({ kind: 'path', file: fileURLToPath(file) }, false)
}

/** Values that become part of an expression: copies, without what Nix has no value for. */
function operands(what: string, values: readonly unknown[]): readonly unknown[] {
  const given = values.map((value) => clean(value, what))
  markAllUsed(given)
  return given
}

function kindOf(value: unknown): string {
  if (typeof value === 'number') return `the number ${value}`
  if (value === null) return 'null'
  if (value === undefined) return 'undefined'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

type Comparable = Known<string | number | boolean | null>

export const nix: typeof text & {
  readonly lines: typeof lines
  readonly expr: typeof expr
  readonly key: typeof key
  readonly if: typeof choose
  readonly not: (value: Known<boolean>) => Expression<boolean>
  readonly and: (...values: readonly Known<boolean>[]) => Expression<boolean>
  readonly or: (...values: readonly Known<boolean>[]) => Expression<boolean>
  readonly eq: (a: Comparable, b: Comparable) => Expression<boolean>
  readonly ne: (a: Comparable, b: Comparable) => Expression<boolean>
  readonly lt: (a: Known<number>, b: Known<number>) => Expression<boolean>
  readonly le: (a: Known<number>, b: Known<number>) => Expression<boolean>
  readonly gt: (a: Known<number>, b: Known<number>) => Expression<boolean>
  readonly ge: (a: Known<number>, b: Known<number>) => Expression<boolean>
  readonly add: (...values: readonly Known<number>[]) => Expression<number>
  readonly concat: <T>(...lists: readonly Known<readonly Known<T>[]>[]) => Expression<readonly T[]>
  readonly merge: <T extends object>(...sets: readonly Known<T>[]) => Expression<T>
  readonly lambda: typeof lambda
  readonly path: typeof path
} = Object.assign(text, {
  lines,
  expr,
  key,
  if: choose,
  not: (value: Known<boolean>) => operator('!')<boolean>([value]),
  and: (...values: readonly Known<boolean>[]) => operator('&&')<boolean>(values),
  or: (...values: readonly Known<boolean>[]) => operator('||')<boolean>(values),
  eq: (a: Comparable, b: Comparable) => operator('==')<boolean>([a, b]),
  ne: (a: Comparable, b: Comparable) => operator('!=')<boolean>([a, b]),
  lt: (a: Known<number>, b: Known<number>) => operator('<')<boolean>([a, b]),
  le: (a: Known<number>, b: Known<number>) => operator('<=')<boolean>([a, b]),
  gt: (a: Known<number>, b: Known<number>) => operator('>')<boolean>([a, b]),
  ge: (a: Known<number>, b: Known<number>) => operator('>=')<boolean>([a, b]),
  add: (...values: readonly Known<number>[]) => operator('+')<number>(values),
  concat: <T>(...lists: readonly Known<readonly Known<T>[]>[]) => operator('++')<readonly T[]>(lists),
  merge: <T extends object>(...sets: readonly Known<T>[]) => operator('//')<T>(sets),
  lambda,
  path,
})
