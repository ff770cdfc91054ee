import { op, type Program } from '../bind/program.ts'
import { type Code, type Delay, LazyCode, type Run } from '../code.ts'
import type { Machine } from '../machine.ts'
import { placeValue } from '../place-value.ts'
import { emptyList, type Slot } from '../values.ts'
import { runCall } from './calls.ts'
import { type Part, runConcatenation } from './concat.ts'
import { runAssert, runIf, runLet, runWithSet } from './control.ts'
import { keysAt, showPath } from './keys.ts'
import { makeLambda } from './lambdas.ts'
import {
  runAnd,
  runBool,
  runConcat,
  runEqual,
  runNot,
  runNotEqual,
  runOr,
  runUpdate,
  traced,
} from './operators.ts'
import { hasAttribute, type Selection, selectOne, selectPath } from './select.ts'
import { runSet } from './sets.ts'
import { constantly, runPath, runPathParts, runString } from './strings.ts'
import { countedAt, placeAt, type Unit } from './unit.ts'
import { delayCode, delayVariable, runVariable } from './variables.ts'

interface Source {
  readonly machine: Machine
  readonly program: Program
  readonly base: number
  readonly directory: string
  readonly internal: boolean
}

/** Makes a program runnable. */
export function compileProgram({ machine, program, base, directory, internal }: Source): Run {
  const unit: Unit = {
    machine,
    words: program.words,
    constants: program.constants,
    base,
    directory,
    internal,
    run: (node) => compileRun(unit, node),
    delay: (node) => compileDelay(unit, node),
    code: (node): Code => new LazyCode(unit, node),
  }
  return compileRun(unit, program.root)
}

function compileRun(unit: Unit, node: number): Run {
  const { words } = unit
  switch (words[node]) {
    case op.local:
    case op.global:
    case op.dynamic:
      return runVariable(unit, node)
    case op.constant:
      return constantly(unit.constants[words[node + 1]!]!)
    case op.path:
      return runPath(unit, node)
    case op.string:
      return runString(unit, node)
    case op.pathParts:
      return runPathParts(unit, node)
    case op.searchPath:
      return runCall(
        unit.run(words[node + 3]!),
        [unit.delay(words[node + 4]!), constantly(unit.constants[words[node + 2]!]!)],
        placeAt(unit, node + 1),
      )
    case op.here:
      return runPlace(placeAt(unit, node + 1))
    case op.select:
      return compileSelect(unit, node)
    case op.has:
      return hasAttribute(unit.run(words[node + 1]!), placeAt(unit, node + 2), keysAt(unit, node + 3))
    case op.call:
      return runCall(unit.run(words[node + 2]!), delayAll(unit, node + 3), placeAt(unit, node + 1))
    case op.lambda:
    case op.formals:
      return makeLambda(unit, node)
    case op.set:
      return runSet(unit, node, false)
    case op.recursive:
      return runSet(unit, node, true)
    case op.list:
      return runList(delayAll(unit, node + 1))
    case op.let:
      return runLet(unit, node)
    case op.with:
      return runWithSet(unit, node)
    case op.assert:
      return runAssert(unit, node)
    case op.if:
      return runIf(unit, node)
    case op.not:
      return runNot(runBool(unit.run(words[node + 1]!), placeAt(unit, node + 2), "in the argument of '!'"))
    default:
      return compileBinary(unit, node)
  }
}

function runPlace(place: number): Run {
  return () => placeValue(place)
}

function runList(items: readonly Delay[]): Run {
  return (env) => {
    const list = new Array<Slot>(items.length)
    for (let index = 0; index < items.length; index++) list[index] = items[index]!(env)
    return list
  }
}

function delayAll(unit: Unit, at: number): Delay[] {
  return Array.from(countedAt(unit, at), (node) => unit.delay(node))
}

function compileDelay(unit: Unit, node: number): Delay {
  const { words } = unit
  switch (words[node]) {
    case op.local:
    case op.global:
    case op.dynamic:
      return delayVariable(unit, node)
    case op.constant:
      return constantly(unit.constants[words[node + 1]!]!)
    case op.path:
      return runPath(unit, node)
    case op.list:
      if (words[node + 1]! > 0) break
      return constantly(emptyList)
    default:
  }
  return delayCode(unit.code(node))
}

function compileSelect(unit: Unit, node: number): Run {
  const { words } = unit
  const keys = keysAt(unit, node + 5)
  const selection: Selection = {
    subject: unit.run(words[node + 2]!),
    subjectPlace: placeAt(unit, node + 3),
    place: placeAt(unit, node + 1),
    keys,
    named: !unit.internal,
    show: (env, count) => showPath(unit, node + 5, keys, env, count),
  }
  const fallback = words[node + 4]!
  if (fallback >= 0) return selectPath(selection, unit.run(fallback))
  return keys.length === 1 && typeof keys[0] === 'number'
    ? selectOne(selection, keys[0])
    : selectPath(selection)
}

/** What has a place, and two operands with an inner place each. */
function compileBinary(unit: Unit, node: number): Run {
  const { words } = unit
  const place = placeAt(unit, node + 1)
  if (words[node] === op.add)
    return runConcatenation(unit.machine, [partAt(unit, node + 2), partAt(unit, node + 5)], false, place)
  const left = unit.run(words[node + 2]!)
  const leftPlace = placeAt(unit, node + 3)
  const right = unit.run(words[node + 4]!)
  const rightPlace = placeAt(unit, node + 5)
  switch (words[node]) {
    case op.equal:
      return runEqual(
        traced(left, leftPlace, "in the left operand of '=='"),
        traced(right, rightPlace, "in the right operand of '=='"),
        place,
      )
    case op.notEqual:
      return runNotEqual(
        traced(left, leftPlace, "in the left operand of '!='"),
        traced(right, rightPlace, "in the right operand of '!='"),
        place,
      )
    case op.concat:
      return runConcat(
        traced(left, leftPlace, "in the left operand of '++'"),
        traced(right, rightPlace, "in the right operand of '++'"),
        place,
      )
    case op.update:
      return runUpdate(left, leftPlace, right, rightPlace)
    case op.and:
      return runAnd(
        runBool(left, leftPlace, "in the left operand of '&&'"),
        runBool(right, rightPlace, "in the right operand of '&&'"),
      )
    case op.or:
      return runOr(
        runBool(left, leftPlace, "in the left operand of '||'"),
        runBool(right, rightPlace, "in the right operand of '||'"),
      )
    default:
      return runOr(
        runNot(runBool(left, leftPlace, "in the left operand of '->'")),
        runBool(right, rightPlace, "in the right operand of '->'"),
      )
  }
}

function partAt(unit: Unit, at: number): Part {
  return { run: unit.run(unit.words[at]!), place: placeAt(unit, at + 1), inner: placeAt(unit, at + 2) }
}
