import { type ExpressionData, expressionData, isExpression } from '../fleet/expression.ts'
import { raw } from '../nix/build.ts'
import { NixSyntaxError } from '../nix/error.ts'
import { lineAndColumn, type NixParseError } from '../nix/parse/errors.ts'
import { parseNix } from '../nix/parse/index.ts'
import type { Range } from '../nix/parse/parsing.ts'
import { type FreeVariable, freeVariables, unboundVariable } from '../nix/parse/variables.ts'
import { isTerm } from '../nix/print/shapes.ts'
import { print } from '../nix/print.ts'
import { hole, NixTextError } from '../nix/raw.ts'
import type { Expression } from '../nix/syntax.ts'
import { useInput } from './expression.ts'
import { readNames } from './raw-names.ts'
import { need, type Scope } from './scope.ts'
import { interpolatedSyntax } from './text.ts'
import { requiredSyntax } from './value.ts'

/** Arguments that NixOS gives to every function. */
const given: ReadonlySet<string> = new Set(['config', 'lib', 'options', 'osConfig', 'pkgs', 'modulesPath'])

/** Arguments that a text may name without our doing, by where it stands. */
const always = ['config', 'lib', 'options', 'pkgs', 'modulesPath', 'inputs', 'self']

/** Nix that the user wrote, with values in it. */
export function rawSyntax(
  { strings, values }: Extract<ExpressionData, { kind: 'raw' }>,
  scope: Scope,
): Expression {
  let text = strings[0] ?? ''
  const pieces: Range[] = []
  const inside: Scope = { ...scope, inRaw: true }
  values.forEach((value, index) => {
    const before = parseNix(text)
    const inString = 'error' in before && before.inString
    const from = text.length
    if (inString) text = withoutOpenDollar(text)
    text += inString ? inText(value, inside) : inCode(value, inside)
    pieces.push({ start: Math.min(from, text.length), end: text.length })
    text += strings[index + 1] ?? ''
  })
  const ranges = new Map<object, Range>()
  const result = parseNix(text, { ranges })
  if ('error' in result) throw templateError(strings, pieces, result.error)
  // What our own pieces need is noted already; here only the user's words count.
  const isOwn = (node: object): boolean => {
    const { start } = ranges.get(node)!
    return !pieces.some((piece) => piece.start <= start && start < piece.end)
  }
  needNames(result.expression, scope, isOwn)
  const unbound = unboundIn(result.expression, scope)
  if (unbound) {
    const message = `undefined variable '${unbound.name}'`
    throw templateError(strings, pieces, { message, offset: ranges.get(unbound.node)!.start })
  }
  return raw(text)
}

/** An error at its place in the text that the user wrote. */
function templateError(
  strings: readonly string[],
  pieces: readonly Range[],
  { message, offset }: Pick<NixParseError, 'message' | 'offset'>,
): NixSyntaxError {
  const shown = strings.join(hole)
  if (shown.trim() === '') return new NixSyntaxError('raw Nix is empty')
  const passed = pieces.filter(({ start }) => start <= offset)
  const last = passed.at(-1)
  const before = strings.slice(0, passed.length).join(hole).length
  const place = !last ? offset : offset < last.end ? before : before + hole.length + offset - last.end
  return new NixTextError(shown, { message, offset: place, ...lineAndColumn(shown, place) })
}

/** A dollar before `${` would make text of it; two of them, or one that is escaped, do not. */
function withoutOpenDollar(text: string): string {
  const [, slashes = '', quotes = '', dollars = ''] = /(\\*)('*)(\$*)$/.exec(text)!
  const isEscaped = quotes === '' ? slashes.length % 2 === 1 : quotes.length === 2
  return (dollars.length - (isEscaped ? 1 : 0)) % 2 === 1 ? `${text.slice(0, -1)}\${"$"}` : text
}

function inCode(value: unknown, scope: Scope): string {
  const syntax = requiredSyntax(value, scope)
  const text = onOneLine(print(syntax).trimEnd())
  return isTerm(syntax) && syntax.kind !== 'raw' ? text : `(${text})`
}

/** Breaks of the layout are none in the middle of a text that is kept as it is; those in strings stay. */
function onOneLine(text: string): string {
  return text.includes("''") ? text : text.replaceAll(/\n */g, ' ')
}

function inText(value: unknown, scope: Scope): string {
  if (!isExpression(value)) {
    // What means something in one of the two kinds of strings, or would change their indentation, is kept from both.
    const isPlain =
      typeof value === 'number' || (typeof value === 'string' && !/["'\\$\n\r\t]|^ | $/.test(value))
    return isPlain ? String(value) : `\${${inCode(value, scope)}}`
  }
  return `\${${print(interpolatedSyntax(expressionData(value), scope)).trimEnd()}}`
}

/** A variable that nothing will bind where the expression is printed. */
function unboundIn(expression: Expression, scope: Scope): FreeVariable | undefined {
  // What a flake binds around its outputs is not known here.
  if (scope.inRaw || scope.target.kind === 'flake') return undefined
  return unboundVariable(freeVariables(expression), new Set([...knownNames(scope), ...scope.bound]))
}

function knownNames({ target, surroundings }: Scope): ReadonlySet<string> {
  return new Set([...always, ...surroundings.ownArguments(), ...(target.kind === 'home' ? ['osConfig'] : [])])
}

/** Notes the arguments and inputs that an expression names. */
export function needNames(expression: Expression, scope: Scope, counts?: (node: object) => boolean): void {
  const { free, taken, inputs } = readNames(expression, counts)
  const known = knownNames(scope)
  for (const { name } of free) if (known.has(name) && !scope.bound.includes(name)) need(scope, name)
  // A function is given these by NixOS, or by us; what it takes of ours must be there.
  for (const name of taken) if (known.has(name) && !given.has(name)) need(scope, name)
  for (const input of inputs) {
    if (input === '*') scope.inputs.add(input)
    else if (scope.surroundings.inputs.has(input)) useInput(input, scope)
  }
}
