import { parseNix } from '../../parse/index.ts'
import { assertEqual } from '../assert-equal.ts'
import { op } from '../bind/program.ts'
import { type Code, type Delay, type Env, emptyEnv, type Run } from '../code.ts'
import { NixError } from '../errors.ts'
import { writtenAt } from '../places.ts'
import { showExpression } from '../show-expression.ts'
import { type Bindings, compileBindings } from './bound.ts'
import { runBool } from './operators.ts'
import { placeAt, type Unit } from './unit.ts'

export function runIf(unit: Unit, node: number): Run {
  const { words } = unit
  const condition = runBool(
    unit.run(words[node + 1]!),
    placeAt(unit, node + 2),
    'while evaluating a branch condition',
  )
  return runBranch(condition, unit.code(words[node + 3]!), unit.code(words[node + 4]!))
}

function runBranch(condition: (env: Env) => boolean, yes: Code, no: Code): Run {
  return (env) => (condition(env) ? yes : no).run(env as never, 0)
}

export function runLet(unit: Unit, node: number): Run {
  return runBound(compileBindings(unit, node + 2, true), unit.run(unit.words[node + 1]!))
}

function runBound({ make, sources }: Bindings, body: Run): Run {
  const size = make.length
  const empty = emptyEnv(size)
  return (env) => {
    const innerEnv = empty.slice()
    innerEnv[0] = env
    const from = sources(innerEnv)
    for (let index = 0; index < size; index++) innerEnv[index + 1] = make[index]!(innerEnv, env, from)
    return body(innerEnv)
  }
}

export function runWithSet(unit: Unit, node: number): Run {
  return runWithin(unit.delay(unit.words[node + 2]!), unit.run(unit.words[node + 3]!))
}

function runWithin(set: Delay, body: Run): Run {
  return (env) => body([env, set(env)])
}

export function runAssert(unit: Unit, node: number): Run {
  const { words } = unit
  const why = 'in the condition of the assert statement'
  const condition = runBool(unit.run(words[node + 2]!), placeAt(unit, node + 3), why)
  return runAsserted(unit, node, condition, unit.run(words[node + 4]!))
}

function runAsserted(unit: Unit, node: number, condition: (env: Env) => boolean, body: Run): Run {
  return (env) => {
    if (condition(env)) return body(env)
    const { words } = unit
    const place = placeAt(unit, node + 1)
    const shown = showWritten(unit, words[node + 5]!, words[node + 6]!)
    explainEquality(unit, words[node + 2]!, env, shown, place)
    throw new NixError('assert', `assertion '${shown}' failed`, place)
  }
}

/**
 * An expression that is written between two offsets, as Nix shows it. The tree is not kept, and hardly ever asked for.
 * It was read once: nothing in it is too deep.
 */
export function showWritten({ base, directory, machine }: Unit, start: number, end: number): string {
  const parsed = parseNix(writtenAt(base, start, end), { pipes: machine.settings.pipes, deepest: Infinity })
  if ('error' in parsed) throw new Error('a part of a text that was read cannot be read')
  return showExpression(parsed.expression, directory)
}

/** Two values that should be equal are told apart more closely. */
function explainEquality(unit: Unit, condition: number, env: Env, shown: string, place: number): void {
  const { words } = unit
  if (words[condition] !== op.equal) return
  try {
    const left = unit.run(words[condition + 2]!)(env)
    const right = unit.run(words[condition + 4]!)(env)
    assertEqual(left, right, placeAt(unit, condition + 1))
  } catch (error) {
    if (error instanceof NixError && (error.kind === 'assert' || error.kind === 'throw'))
      error.trace(`while evaluating the condition of the assertion '${shown}'`, place)
    throw error
  }
}
