import { attrPlace, emptyAttrs } from './attrs.ts'
import { Code, type Env } from './code.ts'
import { NixError } from './errors.ts'
import { done, force, stackOverflow } from './force.ts'
import type { FormalsCode, LambdaCode } from './lambda-code.ts'
import { wrongType } from './show-type.ts'
import { asNixError } from './store-errors.ts'
import { bestMatches } from './suggestions.ts'
import { known, shownSymbol, symbolName } from './symbols.ts'
import { Attrs, Lambda, PrimOp, PrimOpApp, type Slot, Thunk, type Value } from './values.ts'

/** How deep calls are nested, and may be. Evaluation is synchronous, so one counter serves all of it. */
export const calls: { depth: number; limit: number } = { depth: 0, limit: 10_000 }

/** Enters one more level; who enters leaves by `calls.depth--`, and who catches an error restores the depth it had. */
export function enter(place: number): void {
  if (calls.depth > calls.limit) throw stackOverflow(place)
  calls.depth++
}

/** Applies a function to one argument. */
export function call(callee: Value, argument: Slot, place: number): Value {
  if (callee instanceof Lambda) return callLambda(callee.code, callee.env, argument, place)
  if (callee instanceof PrimOp)
    return callee.arity === 1
      ? callPrimOp(callee, argument, null, null, place)
      : new PrimOpApp(callee, 1, argument, null)
  if (callee instanceof PrimOpApp) {
    const { primOp, given, first, second } = callee
    if (given === 2) return callPrimOp(primOp, first, second, argument, place)
    return primOp.arity === 2
      ? callPrimOp(primOp, first, argument, null, place)
      : new PrimOpApp(primOp, 2, first, argument)
  }
  return callFunctor(callee, argument, place)
}

/** Applies a function to two arguments. */
export function call2(callee: Value, first: Slot, second: Slot, place: number): Value {
  if (callee instanceof PrimOp && callee.arity === 2) return callPrimOp(callee, first, second, null, place)
  if (callee instanceof Lambda) {
    const { formals, returned } = callee.code
    if (returned !== undefined && formals === undefined)
      return callLambda(returned, [callee.env, first], second, place)
  }
  return call(call(callee, first, place), second, place)
}

/** Applies a function to any number of arguments. */
export function callAll(callee: Value, args: readonly Slot[], place: number): Value {
  if (callee instanceof PrimOp && callee.arity === 3 && args.length === 3)
    return callPrimOp(callee, args[0]!, args[1]!, args[2]!, place)
  const { length } = args
  let result = callee
  let index = 0
  for (; index + 1 < length; index += 2) result = call2(result, args[index]!, args[index + 1]!, place)
  return index < length ? call(result, args[index]!, place) : result
}

/** Applies a built-in function to as many of the arguments as it takes. */
function callPrimOp(primOp: PrimOp, first: Slot, second: Slot, third: Slot, place: number): Value {
  if (calls.depth > calls.limit) throw stackOverflow(place)
  calls.depth++
  try {
    const { arity } = primOp
    const result =
      arity === 1
        ? primOp.run(first)
        : arity === 2
          ? primOp.run(first, second)
          : primOp.run(first, second, third)
    calls.depth--
    return result
  } catch (thrown) {
    const error = asNixError(thrown)
    if (primOp.traced && error instanceof NixError)
      error.trace(`while calling the '${primOp.name}' builtin`, place)
    throw error
  }
}

function callLambda(code: LambdaCode, env: Env, argument: Slot, place: number): Value {
  if (calls.depth > calls.limit) throw stackOverflow(place)
  calls.depth++
  const inner =
    code.formals === undefined ? [env, argument] : bindFormals(code, code.formals, env, argument, place)
  try {
    const result = code.body.run(inner as never, 0)
    calls.depth--
    return result
  } catch (error) {
    if (error instanceof NixError) {
      const name = code.name === undefined ? 'anonymous lambda' : `'${code.name}'`
      error.trace(`while calling ${name}`, code.place, { detail: true })
      if (place !== 0) error.trace('from call site', place, { detail: true })
    }
    throw error
  }
}

function callFunctor(callee: Value, argument: Slot, place: number): Value {
  const index = callee instanceof Attrs ? callee.shape.find(known.functor) : -1
  if (index < 0)
    throw new NixError(
      'type',
      `attempt to call something which is not a function but ${wrongType(callee)}`,
      place,
    )
  const attrs = callee as Attrs
  enter(place)
  try {
    const functor = force(attrs.values[index]!)
    const result = call2(functor, attrs, argument, attrPlace(attrs, index))
    calls.depth--
    return result
  } catch (error) {
    if (error instanceof NixError)
      error.trace("while calling a functor (an attribute set with a '__functor' attribute)", place)
    throw error
  }
}

function bindFormals(code: LambdaCode, formals: FormalsCode, outer: Env, argument: Slot, place: number): Env {
  const given = forceArgument(code, argument, place)
  if (given.shape !== formals.lastShape) {
    formals.lastShape = given.shape
    formals.lastIndices = formals.formals.map(({ name }) => given.shape.find(name))
  }
  const indices = formals.lastIndices!
  const { length } = indices
  // Every variable has a slot before a default value looks at one.
  const env = formals.empty.slice()
  env[0] = outer
  if (formals.as !== undefined) env[1] = argument
  const first = env.length - length
  let used = 0
  for (let index = 0; index < length; index++) {
    const at = indices[index]!
    if (at >= 0) {
      used++
      env[first + index] = given.values[at]!
      continue
    }
    const { fallback, name } = formals.formals[index]!
    if (fallback === undefined)
      throw withCallSite(
        new NixError(
          'type',
          `function '${nameOf(code)}' called without required argument '${shownSymbol(name)}'`,
          code.place,
        ),
        place,
      )
    env[first + index] = fallback(env)
  }
  if (!formals.ellipsis && used !== given.values.length) throw unexpectedArgument(code, formals, given, place)
  return env
}

function forceArgument(code: LambdaCode, argument: Slot, place: number): Attrs {
  try {
    const given = force(argument, code.place)
    if (given instanceof Attrs) return given
    throw new NixError('type', `expected a set but found ${wrongType(given)}`).trace(
      'while evaluating the value passed for the lambda argument',
      code.place,
    )
  } catch (error) {
    throw error instanceof NixError ? withCallSite(error, place) : error
  }
}

function withCallSite(error: NixError, place: number): NixError {
  return place === 0 ? error : error.trace('from call site', place)
}

function unexpectedArgument(code: LambdaCode, formals: FormalsCode, given: Attrs, place: number): NixError {
  const names = formals.formals.map(({ name }) => symbolName(name))
  const extra = given.shape.symbols.find((name) => !formals.formals.some((formal) => formal.name === name))!
  return withCallSite(
    new NixError(
      'type',
      `function '${nameOf(code)}' called with unexpected argument '${shownSymbol(extra)}'`,
      code.place,
      bestMatches(names, symbolName(extra)),
    ),
    place,
  )
}

function nameOf({ name }: LambdaCode): string {
  return name ?? 'anonymous lambda'
}

/** The application of a function to each of many items: the thunks have the item as data, and this in common. */
export class Applying extends Code {
  readonly callee: Slot
  readonly attrs: Attrs

  constructor(run: Code['run'], callee: Slot, attrs: Attrs) {
    super(run)
    this.callee = callee
    this.attrs = attrs
  }
}

/** What makes the application of the function to an item, not evaluated yet. */
export function applying(callee: Value): Code {
  return new Applying(applyToItem, callee, emptyAttrs)
}

/** The same to the name and the value of an attribute, whose index is the thunk's data. */
export function applyingToAttrs(callee: Slot, attrs: Attrs): Code {
  return new Applying(applyToAttribute, callee, attrs)
}

function applyToItem(this: Applying, item: Slot, place: number): Value {
  return call(this.callee as Value, item, place)
}

function applyToAttribute(this: Applying, index: number, place: number): Value {
  const { shape, values } = this.attrs
  return call2(force(this.callee), symbolName(shape.symbols[index]!), values[index]!, place)
}

const delayed = new Code((compute: () => Value) => compute())

/** A value that is computed when it is asked for. */
export function lazy(compute: () => Value): Thunk {
  return new Thunk(delayed, compute)
}

/** Whether a slot has its value. */
export function isForced(slot: Slot): boolean {
  return !(slot instanceof Thunk) || slot.code === done
}
