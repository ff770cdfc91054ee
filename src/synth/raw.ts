import { type ExpressionData, expressionData, isExpression } from '../fleet/expression.ts'
import { raw } from '../nix/build.ts'
import { print } from '../nix/print.ts'
import { isTerm } from '../nix/shapes.ts'
import type { Expression } from '../nix/syntax.ts'
import { useInput } from './expression.ts'
import { readNames } from './raw-names.ts'
import { need, type Scope } from './scope.ts'
import { interpolatedSyntax } from './text.ts'
import { requiredSyntax } from './value.ts'

/** Arguments that a text may name without our doing, by where it stands. */
const always = ['config', 'lib', 'options', 'pkgs', 'modulesPath', 'inputs', 'self']

/** Nix that the user wrote, with values in it. */
export function rawSyntax(
  { strings, values }: Extract<ExpressionData, { kind: 'raw' }>,
  scope: Scope,
): Expression {
  let text = strings[0] ?? ''
  let own = text
  values.forEach((value, index) => {
    const inString = readNames(text).open
    if (inString) text = withoutOpenDollar(text)
    const piece = inString ? inText(value, scope) : inCode(value, scope)
    const next = strings[index + 1] ?? ''
    text += piece + next
    // What our own pieces need is noted already; here only the user's words count.
    own += (inString ? ' ' : ' null ') + next
  })
  needNames(own, scope)
  return raw(text)
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

/** Notes the arguments and inputs that a text names. */
export function needNames(text: string, scope: Scope): void {
  const { target, surroundings } = scope
  const { names, inputs } = readNames(text)
  const known = new Set([
    ...always,
    ...surroundings.ownArguments(),
    ...(target.kind === 'home' ? ['osConfig'] : []),
  ])
  for (const name of names) if (known.has(name) && !scope.bound.includes(name)) need(scope, name)
  for (const input of inputs) if (surroundings.inputs.has(input)) useInput(input, scope)
}
