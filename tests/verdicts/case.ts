import type { Expr } from '../module-system/neutral.ts'
import { operation } from '../module-system/neutral.ts'

/**
 * A configuration that says something of one option, in a form that is neither Nix nor panther's: plain data, with the
 * operations `$if`, `$merge`, `$override`, `$order` of `neutral.ts`, and `$nix`, which is an expression in Nix.
 */
export interface Case {
  readonly name: string
  /** Whose option it is: NixOS's, or Home Manager's. */
  readonly of: 'nixos' | 'home'
  /** The option, by its path on the top level; what lies inside its value is in the definitions. */
  readonly option: readonly string[]
  /** Whole configurations, each said by itself. */
  readonly configs: readonly Expr[]
}

/** What NixOS made of a case. */
export type Verdict =
  | {
      readonly accepted: true
      /** As far down as the case defines it. Functions, packages and the like are text in angle brackets. */
      readonly value: unknown
      /** How many definitions NixOS's own modules add at the same priority: then the value is not the case's alone. */
      readonly foreign: number
    }
  | {
      readonly accepted: false
      /** The kind of error, by the names of panther's codes where it has one. */
      readonly error: string
      readonly message: string
    }

/** Whether a case says something where no option is: that stops the whole evaluation, or all that it says. */
export function leavesTheTree({ option, configs }: Case): boolean {
  const leads = (expr: Expr, path: readonly string[]): boolean => {
    const [name, ...rest] = path
    if (name === undefined) return true
    return isSet(expr) && Object.keys(expr).length === 1 && name in expr && leads(expr[name]!, rest)
  }
  return !configs.every((config) => leads(config, option))
}

export interface JudgedCase extends Case {
  readonly verdict: Verdict
}

/** What is looked at inside a value: where a case has a set, its names; where it has a list, every element. */
export type Shape = 'leaf' | { readonly names: { readonly [name: string]: Shape } } | { readonly each: Shape }

/** What a case says of its option, without its properties. */
export function shapeOf({ option, configs }: Case): Shape {
  const below = (expr: Expr, path: readonly string[]): readonly Expr[] =>
    withoutProperties(expr).flatMap((value) => {
      const [name, ...rest] = path
      if (name === undefined) return [value]
      return isSet(value) && name in value ? below(value[name] as Expr, rest) : []
    })
  return joined(configs.flatMap((config) => below(config, option)))
}

function joined(values: readonly Expr[]): Shape {
  const sets = values.filter(isSet)
  if (sets.length > 0) {
    const names = new Set(sets.flatMap((set) => Object.keys(set)))
    const of = (name: string) =>
      joined(sets.flatMap((set) => (name in set ? withoutProperties(set[name] as Expr) : [])))
    return { names: Object.fromEntries([...names].map((name) => [name, of(name)])) }
  }
  const lists = values.filter((value) => Array.isArray(value))
  if (lists.length > 0) return { each: joined(lists.flat().flatMap(withoutProperties)) }
  return 'leaf'
}

function isSet(expr: Expr): expr is { readonly [name: string]: Expr } {
  return typeof expr === 'object' && expr !== null && !Array.isArray(expr) && operation(expr) === undefined
}

function withoutProperties(expr: Expr): readonly Expr[] {
  const found = operation(expr)
  if (found === undefined) return [expr]
  const operands = found.operand as readonly Expr[]
  switch (found.name) {
    case '$merge':
      return operands.flatMap(withoutProperties)
    case '$if':
      return operands[0] === false ? [] : withoutProperties(operands[1]!)
    case '$override':
    case '$order':
      return withoutProperties(operands[1]!)
    default:
      return [expr]
  }
}
