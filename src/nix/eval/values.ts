import type { Code, Env } from './code.ts'
import type { Context } from './context.ts'
import type { LambdaCode } from './lambda-code.ts'
import type { Shape } from './shapes.ts'

/**
 * The values of Nix.
 *
 * - An integer is a number, or a bigint where a number could not hold it exactly. A float is a {@link Float}.
 * - A string is a byte string (one character for each byte of its UTF-8), or a {@link ContextString} if it refers to the
 *   store. So lengths, order and hashes are those of Nix at no cost.
 * - A list is an array. Elements of lists, attributes and variables are {@link Slot}s: what is not evaluated yet is a
 *   {@link Thunk}.
 */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | ContextString
  | Float
  | Path
  | Attrs
  | List
  | Lambda
  | PrimOp
  | PrimOpApp

export type Slot = Value | Thunk
export type List = readonly Slot[]

/** A float; its class tells it from an integer. */
export class Float {
  readonly value: number

  constructor(value: number) {
    this.value = value
  }
}

/** A string that refers to the store. Its context is never empty. */
export class ContextString {
  readonly text: string
  readonly context: Context

  constructor(text: string, context: Context) {
    this.text = text
    this.context = context
  }
}

/** An absolute path, as bytes. */
export class Path {
  readonly path: string

  constructor(path: string) {
    this.path = path
  }
}

/** Where attributes were written. It may know of more names than the set has whose places it tells. */
export type Places = PlaceList | MergedPlaces

export interface PlaceList {
  readonly kind: 'list'
  /** The names, in the order of the list. */
  readonly shape: Shape
  readonly list: readonly number[]
  /** The place of the set that the list was made for. */
  readonly self: number
}

/** The places of a set that two sets were merged into. Few are ever asked for, so they are looked up in those of the two. */
export interface MergedPlaces {
  readonly kind: 'merged'
  readonly left: Places | undefined
  readonly right: Places | undefined
  /** The names that come from the right. */
  readonly over: Shape
  /** How many merges may have to be passed before a list. */
  readonly depth: number
}

/** An attribute set. `values` is written to only when a thunk in it is replaced by its value. */
export class Attrs {
  readonly shape: Shape
  readonly values: Slot[]
  readonly places: Places | undefined

  constructor(shape: Shape, values: Slot[], places: Places | undefined) {
    this.shape = shape
    this.values = values
    this.places = places
  }
}

/** A function that was written in Nix. */
export class Lambda {
  readonly code: LambdaCode
  readonly env: Env

  constructor(code: LambdaCode, env: Env) {
    this.code = code
    this.env = env
  }
}

/** A built-in function of one to three arguments, which are given unevaluated. */
export class PrimOp {
  readonly name: string
  readonly arity: 1 | 2 | 3
  readonly run: (...args: Slot[]) => Value
  /** Whether an error that passes it is told that it did. */
  readonly traced: boolean

  constructor(name: string, arity: 1 | 2 | 3, run: (...args: never[]) => Value, traced = true) {
    this.name = name
    this.arity = arity
    this.run = run as (...args: Slot[]) => Value
    this.traced = traced
  }
}

/** A built-in function of two or three arguments that waits for more of them. */
export class PrimOpApp {
  readonly primOp: PrimOp
  /** How many arguments it has. */
  readonly given: 1 | 2
  readonly first: Slot
  /** Means nothing where one is given. */
  readonly second: Slot

  constructor(primOp: PrimOp, given: 1 | 2, first: Slot, second: Slot) {
    this.primOp = primOp
    this.given = given
    this.first = first
    this.second = second
  }
}

/** An expression that may be evaluated later. Afterwards `code` is `done` and `data` the value, and nothing else is kept. */
export class Thunk {
  code: Code
  /** What the code runs on, or the value. */
  data: unknown

  constructor(code: Code, data: unknown) {
    this.code = code
    this.data = data
  }
}

export const emptyList: List = Object.freeze([])

export function isFunction(value: Value): value is Lambda | PrimOp | PrimOpApp {
  return value instanceof Lambda || value instanceof PrimOp || value instanceof PrimOpApp
}

/** The bytes of a string, or nothing if it is none. */
export function textOf(value: Value): string | undefined {
  if (typeof value === 'string') return value
  return value instanceof ContextString ? value.text : undefined
}
