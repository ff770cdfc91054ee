import { withoutParens } from '../../parse/static-names.ts'
import type { Assert, Expression, If, Let, With } from '../../syntax.ts'
import { assertEqual } from '../assert-equal.ts'
import type { Env, Run } from '../code.ts'
import { NixError } from '../errors.ts'
import { showExpression } from '../show-expression.ts'
import type { Slot } from '../values.ts'
import { tableOf } from './bindings.ts'
import { compileSlots } from './bound.ts'
import { innerPlace } from './inner-place.ts'
import { operatorPlace } from './operator-place.ts'
import { runBool } from './operators.ts'
import { type Scope, scopeOf, withScope } from './scope.ts'
import { sourcesOf } from './sets.ts'
import { placeIn, type Unit } from './unit.ts'

export function runIf(unit: Unit, node: If, scope: Scope | undefined): Run {
  const condition = runBool(
    unit.run(node.condition, scope),
    innerPlace(unit, node.condition),
    'while evaluating a branch condition',
  )
  const yes = unit.code(node.consequent, scope)
  const no = unit.code(node.alternative, scope)
  return (env) => (condition(env) ? yes : no).run(env as never, 0)
}

export function runLet(unit: Unit, node: Let, scope: Scope | undefined): Run {
  const table = tableOf(node.bindings, true, undefined)
  const names = [...table.names.keys()].sort((a, b) => a - b)
  const inner = scopeOf(scope, names)
  const { make, sources } = compileSlots(unit, table, names, inner, scope)
  const makeSources = sourcesOf(sources)
  const body = unit.run(node.body, inner)
  const size = make.length
  return (env) => {
    const innerEnv: Env = [env]
    for (let index = 0; index < size; index++) innerEnv.push(undefined)
    const from = makeSources(innerEnv)
    for (let index = 0; index < size; index++) innerEnv[index + 1] = make[index]!(innerEnv, env, from)
    return body(innerEnv)
  }
}

export function runWithSet(unit: Unit, node: With, scope: Scope | undefined): Run {
  const set = unit.delay(node.scope, scope)
  const body = unit.run(node.body, withScope(scope, placeIn(unit, node)))
  return (env) => body([env, set(env) satisfies Slot])
}

export function runAssert(unit: Unit, node: Assert, scope: Scope | undefined): Run {
  const place = placeIn(unit, node)
  const why = 'in the condition of the assert statement'
  const { condition: written } = node
  const condition = runBool(unit.run(written, scope), innerPlace(unit, written), why)
  const body = unit.run(node.body, scope)
  return (env) => {
    if (condition(env)) return body(env)
    const shown = showExpression(written, unit.directory)
    explainEquality(unit, written, scope, env, shown, place)
    throw new NixError('assert', `assertion '${shown}' failed`, place)
  }
}

/** Two values that should be equal are told apart more closely. */
function explainEquality(
  unit: Unit,
  written: Expression,
  scope: Scope | undefined,
  env: Env,
  shown: string,
  place: number,
): void {
  const condition = withoutParens(written)
  if (condition.kind !== 'binary' || condition.operator !== '==') return
  try {
    const left = unit.run(condition.left, scope)(env)
    const right = unit.run(condition.right, scope)(env)
    assertEqual(left, right, operatorPlace(unit, condition))
  } catch (error) {
    if (error instanceof NixError && (error.kind === 'assert' || error.kind === 'throw'))
      error.trace(`while evaluating the condition of the assertion '${shown}'`, place)
    throw error
  }
}
