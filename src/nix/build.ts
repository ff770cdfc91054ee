import { NixSyntaxError } from './error.ts'
import { isIdentifier } from './names.ts'
import { finiteFloat, literalInt, subnormalFloat } from './numbers.ts'
import { checkPath } from './paths.ts'
import { aroundOf, changeFirst, changeLast, withAround } from './print/tokens.ts'
import { checkRaw } from './raw.ts'
import { checkText, fitsIndented } from './strings.ts'
import type {
  Apply,
  Around,
  Assert,
  Assignment,
  AttrKey,
  AttrSet,
  Binary,
  BinaryOperator,
  Binding,
  Expression,
  Formal,
  Formals,
  HasAttr,
  Identifier,
  If,
  IndentedString,
  Inherit,
  Interpolation,
  Lambda,
  Let,
  List,
  Name,
  Path,
  Raw,
  SearchPath,
  Select,
  SourceFile,
  StringLiteral,
  StringPart,
  Trivium,
  Unary,
  With,
} from './syntax.ts'

/** A name or a key in an attribute path: a string is one whole name, dots and all. */
export type KeyLike = string | AttrKey

/** Text, or an expression to interpolate. */
export type PartLike = string | Expression

const { freeze } = Object

/**
 * A variable. Throws {@link NixSyntaxError} if `name` cannot be one.
 *
 * `ident('config')` yields `config`.
 */
export function ident(name: string): Identifier {
  if (!isIdentifier(name)) throw new NixSyntaxError(`${JSON.stringify(name)} cannot be a variable in Nix`)
  return freeze({ kind: 'identifier', name })
}

/** `null`. */
export const nil: Identifier = ident('null')

/** `true` or `false`. */
export function bool(value: boolean): Identifier {
  return ident(value ? 'true' : 'false')
}

/**
 * An integer of 64 bits. Throws {@link NixSyntaxError} beyond them, and for a number that is not a safe integer.
 *
 * `int(8080)` yields `8080`, `int(-1)` yields `-1` (an operator and a literal).
 */
export function int(value: number | bigint): Expression {
  const integer = literalInt(value)
  if (integer >= 0n) return freeze({ kind: 'int', value: integer })
  // The lowest integer has no positive counterpart that could be negated.
  if (integer === -(2n ** 63n)) return binary('-', int(integer + 1n), int(1))
  return negate(int(-integer))
}

/**
 * A floating-point number, also where its value is integral. Throws {@link NixSyntaxError} for NaN, infinities and
 * -0, none of which Nix can say.
 *
 * `float(1)` yields `1.0`, `float(1e21)` yields `1.0e21`.
 */
export function float(value: number): Expression {
  const number = finiteFloat(value)
  if (number < 0) return negate(float(-number))
  // Nix refuses such a literal, but not the same number in JSON.
  if (subnormalFloat(number)) return call(select('builtins', 'fromJSON'), quoted(String(number)))
  return freeze({ kind: 'float', value: number })
}

/**
 * A string of text and interpolated expressions, in `''` if it has several lines, in `"` otherwise.
 * Throws {@link NixSyntaxError} for what no Nix string can hold: NUL and lone surrogates.
 *
 * `str('http://', ident('host'), '/')` yields `"http://${host}/"`.
 */
export function str(...parts: readonly PartLike[]): StringLiteral | IndentedString {
  const made = stringParts(parts)
  return freeze({ kind: fitsIndented(made) ? 'indentedString' : 'string', parts: made })
}

/** Like {@link str}, always in `"`. */
export function quoted(...parts: readonly PartLike[]): StringLiteral {
  return freeze({ kind: 'string', parts: stringParts(parts) })
}

/** Like {@link str}, always in `''`. */
export function multiline(...parts: readonly PartLike[]): IndentedString {
  return freeze({ kind: 'indentedString', parts: stringParts(parts) })
}

function stringParts(parts: readonly PartLike[]): readonly StringPart[] {
  const made: StringPart[] = []
  let text = ''
  const flush = (): void => {
    if (text !== '') made.push(freeze({ kind: 'text', text: checkText(text) }))
    text = ''
  }
  for (const part of parts) {
    if (typeof part === 'string') text += part
    else {
      flush()
      made.push(interpolation(part))
    }
  }
  flush()
  return freeze(made)
}

/** `${expression}`, as a key of an attribute path. */
export function interpolation(expression: Expression): Interpolation {
  return freeze({ kind: 'interpolation', expression })
}

/**
 * A path literal. Throws {@link NixSyntaxError} for one that Nix could not read, and says how to write it instead.
 *
 * `path('./hardware.nix')` yields `./hardware.nix`.
 */
export function path(text: string): Path {
  return freeze({ kind: 'path', parts: freeze([freeze({ kind: 'text', text: checkPath(text) } as const)]) })
}

/** `searchPath('nixpkgs/lib')` yields `<nixpkgs/lib>`. */
export function searchPath(name: string): SearchPath {
  if (!/^[\w.+-]+(\/[\w.+-]+)*$/.test(name))
    throw new NixSyntaxError(`${JSON.stringify(name)} cannot stand in <…>`)
  return freeze({ kind: 'searchPath', path: name })
}

/** A name in an attribute path: anything a string can hold, quoted where it must be. */
export function name(text: string): Name {
  return freeze({ kind: 'name', name: checkText(text) })
}

function key(given: KeyLike): AttrKey {
  return typeof given === 'string' ? name(given) : given
}

function attrPath(keys: readonly KeyLike[]): readonly AttrKey[] {
  if (keys.length === 0) throw new NixSyntaxError('an attribute path needs at least one key')
  return freeze(keys.map(key))
}

/**
 * An attribute of a set; a string in the first place is a variable.
 *
 * `select('config', 'services', 'my app')` yields `config.services."my app"`.
 */
export function select(from: string | Expression, ...keys: readonly KeyLike[]): Select {
  return freeze({ kind: 'select', expression: variable(from), path: attrPath(keys) })
}

/** `selectOr('a', ['b'], int(1))` yields `a.b or 1`. */
export function selectOr(from: string | Expression, keys: readonly KeyLike[], fallback: Expression): Select {
  return freeze({ kind: 'select', expression: variable(from), path: attrPath(keys), fallback })
}

/** `hasAttr('a', 'b', 'c')` yields `a ? b.c`. */
export function hasAttr(expression: string | Expression, ...keys: readonly KeyLike[]): HasAttr {
  return freeze({ kind: 'hasAttr', expression: variable(expression), path: attrPath(keys) })
}

function variable(from: string | Expression): Expression {
  return typeof from === 'string' ? ident(from) : from
}

/** `call(select('lib', 'mkIf'), a, b)` yields `lib.mkIf a b`. */
export function call(callee: string | Expression, ...args: readonly [Expression, ...Expression[]]): Apply {
  const [first, ...rest] = args
  return rest.reduce<Apply>(apply, apply(variable(callee), first))
}

function apply(callee: Expression, argument: Expression): Apply {
  return freeze({ kind: 'apply', callee, argument })
}

/** One formal argument: `formal('a')` yields `a`, `formal('a', int(1))` yields `a ? 1`. */
export function formal(argument: string, fallback?: Expression): Formal {
  const { name: checked } = ident(argument)
  return freeze({ kind: 'formal', name: checked, ...(fallback && { fallback }) })
}

/**
 * `formals(['config', 'lib'], { ellipsis: true })` yields `{ config, lib, ... }`, with `as: 'args'` followed by
 * `@args`.
 */
export function formals(
  list: readonly (string | Formal)[],
  options: { readonly ellipsis?: boolean; readonly as?: string } = {},
): Formals {
  const made = list.map((one) => (typeof one === 'string' ? formal(one) : one))
  const names = [
    ...made.map((one) => one.name),
    ...(options.as === undefined ? [] : [ident(options.as).name]),
  ]
  const twice = names.find((one, index) => names.indexOf(one) !== index)
  if (twice !== undefined) throw new NixSyntaxError(`the argument ${twice} is named twice`)
  return freeze({
    kind: 'formals',
    formals: freeze(made),
    ellipsis: options.ellipsis ?? false,
    ...(options.as !== undefined && { as: freeze({ name: options.as, side: 'after' } as const) }),
  })
}

/** `lambda('x', ident('x'))` yields `x: x`, `lambda(formals(['a']), ident('a'))` yields `{ a }: a`. */
export function lambda(parameter: string | Identifier | Formals, body: Expression): Lambda {
  return freeze({
    kind: 'lambda',
    parameter: typeof parameter === 'string' ? ident(parameter) : parameter,
    body,
  })
}

/**
 * `assign('a', int(1))` yields `a = 1;`, `assign(['a', 'b.c'], int(1))` yields `a."b.c" = 1;`.
 */
export function assign(at: string | readonly KeyLike[], value: Expression): Assignment {
  return freeze({ kind: 'assignment', path: attrPath(typeof at === 'string' ? [at] : at), value })
}

/** `inherit('a', 'b')` yields `inherit a b;`. */
export function inherit(...names: readonly string[]): Inherit {
  return freeze({ kind: 'inherit', names: freeze(names.map(name)) })
}

/** `inheritFrom(ident('lib'), 'mkIf')` yields `inherit (lib) mkIf;`. */
export function inheritFrom(from: Expression, ...names: readonly string[]): Inherit {
  return freeze({ kind: 'inherit', from, names: freeze(names.map(name)) })
}

/** Bindings, or an object of which every key is one whole name. */
export type BindingsLike = readonly Binding[] | Readonly<Record<string, Expression>>

function bindings(given: BindingsLike): readonly Binding[] {
  return freeze(isArray(given) ? [...given] : Object.entries(given).map(([at, value]) => assign(at, value)))
}

const isArray: (value: BindingsLike) => value is readonly Binding[] = Array.isArray

/** `attrs({ a: int(1) })` yields `{ a = 1; }`. */
export function attrs(given: BindingsLike): AttrSet {
  return freeze({ kind: 'attrSet', recursive: false, bindings: bindings(given) })
}

/** `recAttrs({ a: int(1) })` yields `rec { a = 1; }`. */
export function recAttrs(given: BindingsLike): AttrSet {
  return freeze({ kind: 'attrSet', recursive: true, bindings: bindings(given) })
}

/** `list([int(1), ident('x')])` yields `[ 1 x ]`, an element a line where there are several. */
export function list(elements: readonly Expression[]): List {
  return freeze({ kind: 'list', elements: freeze([...elements]) })
}

/** `let … in body`. */
export function letIn(given: BindingsLike, body: Expression): Let {
  return freeze({ kind: 'let', bindings: bindings(given), body })
}

/** `with scope; body`. */
export function withIn(scope: Expression, body: Expression): With {
  return freeze({ kind: 'with', scope, body })
}

/** `assert condition; body`. */
export function assertIn(condition: Expression, body: Expression): Assert {
  return freeze({ kind: 'assert', condition, body })
}

/** `if condition then consequent else alternative`. */
export function ifElse(condition: Expression, consequent: Expression, alternative: Expression): If {
  return freeze({ kind: 'if', condition, consequent, alternative })
}

/** `!operand`. */
export function not(operand: Expression): Unary {
  return freeze({ kind: 'unary', operator: '!', operand })
}

/** `-operand`. */
export function negate(operand: Expression): Unary {
  return freeze({ kind: 'unary', operator: '-', operand })
}

/** `binary('++', a, b)` yields `a ++ b`, with parentheses where an operand needs them. */
export function binary(operator: BinaryOperator, left: Expression, right: Expression): Binary {
  return freeze({ kind: 'binary', operator, left, right })
}

/**
 * An expression as text, which is printed as it is written. Throws {@link NixSyntaxError} for one that Nix could not
 * read.
 */
export function raw(text: string): Raw {
  return freeze({ kind: 'raw', text: checkRaw(text) })
}

/**
 * The same node with comments: each string of `before` becomes a line above it (`''` a blank line), `after` follows
 * on its last line.
 */
export function commented<N extends Expression | Binding | Formal>(
  node: N,
  comments: { readonly before?: readonly string[]; readonly after?: string },
): N {
  const before = comments.before && commentLines(comments.before)
  const after = comments.after === undefined ? undefined : oneLine(comments.after)
  const above: Change = (around) =>
    before ? { ...around, before: [...before, ...(around.before ?? [])] } : around
  const behind: Change = (around) =>
    after === undefined
      ? around
      : { ...around, after: around.after === undefined ? after : `${around.after} ${after}` }
  return freeze(annotate(node, before, above, behind)) as N
}

type Change = (around: Around) => Around

function annotate(
  node: Expression | Binding | Formal,
  before: readonly Trivium[] | undefined,
  above: Change,
  behind: Change,
): Expression | Binding | Formal {
  switch (node.kind) {
    case 'assignment':
    case 'inherit': {
      const made = withAround(node, ';', behind(aroundOf(node, ';')))
      return before ? { ...made, before } : made
    }
    case 'formal': {
      const made = withAround(node, 'self', above(aroundOf(node, 'self')))
      return withAround(made, ',', behind(aroundOf(made, ',')))
    }
    default:
      return changeLast(changeFirst(node, above), behind)
  }
}

/** A whole file, `head` the comment lines at its top. */
export function file(expression: Expression, head: readonly string[] = []): SourceFile {
  return freeze({ kind: 'file', expression, ...(head.length > 0 && { head: commentLines(head) }) })
}

function commentLines(lines: readonly string[]): readonly Trivium[] {
  return freeze(
    lines.map((text) =>
      text === ''
        ? freeze({ kind: 'blankLine' } as const)
        : freeze({ kind: 'comment', text: ` ${oneLine(text)}` } as const),
    ),
  )
}

function oneLine(text: string): string {
  if (/[\n\r]/.test(text)) throw new NixSyntaxError(`a comment is one line: ${JSON.stringify(text)}`)
  return checkText(text)
}
