import { withoutParens } from '../../parse/static-names.ts'
import type { Apply, AttrKey, Binary, Expression, Select, Unary } from '../../syntax.ts'
import { type Delay, type Env, LazyCode, type Run } from '../code.ts'
import { intOf } from '../ints.ts'
import { placeValue } from '../place-value.ts'
import { symbol } from '../symbols.ts'
import { emptyList, Float, type Slot, Thunk } from '../values.ts'
import { tableOf } from './bindings.ts'
import { runCall } from './calls.ts'
import { type Part, runConcatenation } from './concat.ts'
import { runAssert, runIf, runLet, runWithSet } from './control.ts'
import { innerPlace } from './inner-place.ts'
import { compileKey, pathShower } from './keys.ts'
import { makeLambda } from './lambdas.ts'
import { operatorPlace } from './operator-place.ts'
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
import type { Scope } from './scope.ts'
import { hasAttribute, type Key, type Selection, selectOne, selectOr, selectPath } from './select.ts'
import { runSet } from './sets.ts'
import { constantText, runPath, runStringParts } from './strings.ts'
import { placeIn, startOf, type Unit } from './unit.ts'
import { delayVariable, runVariable } from './variables.ts'

interface Uncompiled {
  readonly node: Expression
  readonly scope: Scope | undefined
  readonly name: string | undefined
}

/** Makes a unit that compiles itself. */
export function unitOf(parts: Omit<Unit, 'run' | 'delay' | 'code' | 'key'>): Unit {
  const compile = ({ node, scope, name }: Uncompiled): Run => compileRun(unit, node, scope, name)
  const unit: Unit = {
    ...parts,
    run: (node, scope, name) => compileRun(unit, node, scope, name),
    delay: (node, scope, name) => compileDelay(unit, node, scope, name),
    code: (node, scope, name) => new LazyCode(compile, { node, scope, name }),
    key: (key, scope) => compileKey(unit, key, scope),
  }
  return unit
}

function compileRun(unit: Unit, expression: Expression, scope: Scope | undefined, name?: string): Run {
  const node = withoutParens(expression)
  switch (node.kind) {
    case 'identifier':
      return node.name === '__curPos'
        ? runPlace(placeIn(unit, node))
        : runVariable(unit, symbol(node.name), scope, placeIn(unit, node))
    case 'int':
    case 'float':
    case 'string':
    case 'indentedString':
    case 'path':
      return compileLiteral(unit, node, scope)
    case 'searchPath':
      return compileSearchPath(unit, node.path, scope, placeIn(unit, node))
    case 'select':
      return compileSelect(unit, node, scope)
    case 'hasAttr':
      return hasAttribute(
        unit.run(node.expression, scope),
        innerPlace(unit, node.expression),
        compileKeys(unit, node.path, scope),
      )
    case 'apply':
      return compileApply(unit, node, scope)
    case 'lambda':
      return makeLambda(unit, node, scope, name)
    case 'attrSet':
      return runSet(unit, tableOf(node.bindings, node.recursive, startOf(node)), scope)
    case 'list':
      return runList(delayAll(unit, node.elements, scope))
    case 'let':
      return runLet(unit, node, scope)
    case 'with':
      return runWithSet(unit, node, scope)
    case 'assert':
      return runAssert(unit, node, scope)
    case 'if':
      return runIf(unit, node, scope)
    case 'unary':
      return compileUnary(unit, node, scope)
    case 'binary':
      return compileBinary(unit, node, scope)
    default:
      throw new Error(`${node.kind} is not evaluated`)
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

function delayAll(unit: Unit, nodes: readonly Expression[], scope: Scope | undefined): Delay[] {
  return nodes.map((node) => unit.delay(node, scope))
}

function compileKeys(unit: Unit, path: readonly AttrKey[], scope: Scope | undefined): Key[] {
  return path.map((key) => unit.key(key, scope))
}

function compileDelay(unit: Unit, expression: Expression, scope: Scope | undefined, name?: string): Delay {
  const node = withoutParens(expression)
  switch (node.kind) {
    case 'identifier':
      if (node.name === '__curPos') break
      return delayVariable(unit, symbol(node.name), scope, placeIn(unit, node))
    case 'int':
    case 'float':
      return compileLiteral(unit, node, scope)
    case 'string':
    case 'indentedString':
    case 'path':
      if (constantText(node.parts) === undefined) break
      return compileLiteral(unit, node, scope)
    case 'list':
      if (node.elements.length > 0) break
      return () => emptyList
    default:
  }
  const code = unit.code(node, scope, name)
  return (env) => new Thunk(code, env)
}

type Literal = Extract<Expression, { kind: 'int' | 'float' | 'string' | 'indentedString' | 'path' }>

function compileLiteral(unit: Unit, node: Literal, scope: Scope | undefined): Run {
  switch (node.kind) {
    case 'int': {
      const value = intOf(node.value)
      return () => value
    }
    case 'float': {
      const value = new Float(node.value)
      return () => value
    }
    case 'path':
      return runPath(unit, node.parts, scope, placeIn(unit, node))
    default:
      return runStringParts(unit, node.parts, scope, placeIn(unit, node))
  }
}

function compileSearchPath(unit: Unit, path: string, scope: Scope | undefined, place: number): Run {
  const findFile = runVariable(unit, symbol('__findFile'), scope, 0)
  const nixPath = delayVariable(unit, symbol('__nixPath'), scope, 0)
  return runCall(findFile, [nixPath, () => path], place)
}

function compileSelect(unit: Unit, node: Select, scope: Scope | undefined): Run {
  const keys = compileKeys(unit, node.path, scope)
  const selection: Selection = {
    subject: unit.run(node.expression, scope),
    subjectPlace: innerPlace(unit, node.expression),
    place: placeIn(unit, node),
    keys,
    named: !unit.internal,
    show: pathShower(node.path, keys),
  }
  if (node.fallback) return selectOr(selection, unit.run(node.fallback, scope))
  return keys.length === 1 && typeof keys[0] === 'number'
    ? selectOne(selection, keys[0])
    : selectPath(selection)
}

function compileApply(unit: Unit, node: Apply, scope: Scope | undefined): Run {
  const args: Expression[] = [node.argument]
  let { callee } = node
  let first: Apply = node
  for (let inner = withoutParens(callee); inner.kind === 'apply'; inner = withoutParens(callee)) {
    args.unshift(inner.argument)
    callee = inner.callee
    first = inner
  }
  return runCall(unit.run(callee, scope), delayAll(unit, args, scope), placeIn(unit, first))
}

function compileUnary(unit: Unit, node: Unary, scope: Scope | undefined): Run {
  if (node.operator === '!') {
    const operand = runBool(
      unit.run(node.operand, scope),
      innerPlace(unit, node.operand),
      "in the argument of '!'",
    )
    return runNot(operand)
  }
  const subtract = runVariable(unit, symbol('__sub'), scope, 0)
  return runCall(subtract, [() => 0, unit.delay(node.operand, scope)], placeIn(unit, node))
}

const functions: Partial<Record<Binary['operator'], string>> = { '-': '__sub', '*': '__mul', '/': '__div' }

function compileBinary(unit: Unit, node: Binary, scope: Scope | undefined): Run {
  const { operator, left, right } = node
  const place = operatorPlace(unit, node)
  const leftPlace = innerPlace(unit, left)
  const rightPlace = innerPlace(unit, right)
  const one = (): Run => traced(unit.run(left, scope), leftPlace, `in the left operand of '${operator}'`)
  const other = (): Run => traced(unit.run(right, scope), rightPlace, `in the right operand of '${operator}'`)
  const leftBool = (): ((env: Env) => boolean) =>
    runBool(unit.run(left, scope), leftPlace, `in the left operand of '${operator}'`)
  const rightBool = (): ((env: Env) => boolean) =>
    runBool(unit.run(right, scope), rightPlace, `in the right operand of '${operator}'`)
  const lessThan = (first: Expression, second: Expression): Run =>
    runCall(
      runVariable(unit, symbol('__lessThan'), scope, 0),
      [unit.delay(first, scope), unit.delay(second, scope)],
      place,
    )
  switch (operator) {
    case '==':
      return runEqual(one(), other(), place)
    case '!=':
      return runNotEqual(one(), other(), place)
    case '++':
      return runConcat(one(), other(), place)
    case '//':
      return runUpdate(unit.run(left, scope), leftPlace, unit.run(right, scope), rightPlace)
    case '&&': {
      const first = leftBool()
      const second = rightBool()
      return runAnd(first, second)
    }
    case '||': {
      const first = leftBool()
      const second = rightBool()
      return runOr(first, second)
    }
    case '->': {
      const first = leftBool()
      const second = rightBool()
      return runOr(runNot(first), second)
    }
    case '<':
      return lessThan(left, right)
    case '>':
      return lessThan(right, left)
    case '<=':
      return negated(lessThan(right, left), place)
    case '>=':
      return negated(lessThan(left, right), place)
    case '+': {
      const part = (operand: Expression): Part => ({
        run: unit.run(operand, scope),
        place: placeIn(unit, operand),
        inner: innerPlace(unit, operand),
      })
      return runConcatenation(unit.machine, [part(left), part(right)], false, place)
    }
    default:
      return runCall(
        runVariable(unit, symbol(functions[operator]!), scope, 0),
        [unit.delay(left, scope), unit.delay(right, scope)],
        place,
      )
  }
}

function negated(run: Run, place: number): Run {
  return runNot(runBool(run, place, "in the argument of '!'"))
}
