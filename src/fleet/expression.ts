import { type Deferred, deferred, deferredKey, isDeferred } from '../modules/deferred.ts'
import { isProperty, property } from '../modules/properties.ts'
import { clean } from './clean.ts'
import { callPlace, type PlaceSource } from './place.ts'
import { problem } from './problem.ts'

/**
 * What a Nix expression is made of, as data. `src/synth` turns it into syntax where it is printed, since the
 * text depends on the place: a host's own option is `config.x` there and
 * `self.nixosConfigurations.<host>.config.x` elsewhere.
 */
export type ExpressionData =
  /** An option's value on a host, or of a user's Home Manager there. */
  | { readonly kind: 'config'; readonly host: string; readonly user?: string; readonly path: readonly Key[] }
  /** `self.nixosConfigurations.<host>` itself. */
  | { readonly kind: 'system'; readonly host: string }
  /** `pkgs`, `lib`, `builtins`, `inputs`, or a package set of another input. */
  | { readonly kind: 'global'; readonly name: string }
  | { readonly kind: 'select'; readonly from: ExpressionData; readonly key: Key }
  | { readonly kind: 'call'; readonly function: ExpressionData; readonly argument: unknown }
  | { readonly kind: 'text'; readonly strings: readonly string[]; readonly values: readonly unknown[] }
  | { readonly kind: 'raw'; readonly strings: readonly string[]; readonly values: readonly unknown[] }
  | {
      readonly kind: 'if'
      readonly condition: unknown
      readonly whenTrue: unknown
      readonly whenFalse: unknown
    }
  | { readonly kind: 'operator'; readonly operator: Operator; readonly operands: readonly unknown[] }
  | { readonly kind: 'lambda'; readonly parameters: readonly string[]; readonly body: unknown }
  | { readonly kind: 'variable'; readonly name: string }
  /** A file or folder of the fleet; `file` is absolute. */
  | { readonly kind: 'path'; readonly file: string }

export type Operator = '!' | '&&' | '||' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '++' | '//'

/** An attribute name: text, or text that only Nix can compute. */
export type Key = string

/** An expression whose value only Nix knows. */
export interface Expression<out T = unknown> extends Deferred<T> {
  readonly [data]: ExpressionData
}

const data: unique symbol = Symbol.for('pantheros.expression') as never

/** One expression that the user's code made, until something takes it up. */
interface Made {
  readonly expression: Expression
  readonly place: PlaceSource
  used: boolean
}

const madeBy = new WeakMap<object, Made>()
let made: Made[] = []

/** Runs a function of the user's and gives what it made of expressions and never used in another one. */
export function trackExpressions<T>(run: () => T): {
  readonly result: T
  readonly made: readonly Unplaced[]
} {
  const before = made
  const own: Made[] = []
  made = own
  try {
    const result = run()
    return { result, made: own }
  } finally {
    made = before
  }
}

export interface Unplaced {
  readonly expression: Expression
  readonly place: PlaceSource
  readonly used: boolean
}

/** Expressions made while the fleet was loaded. */
export function expressionsMadeAtLoad(): readonly Unplaced[] {
  return made
}

/** Says that the expression stands somewhere, so that reading it was no mistake. */
export function markUsed(expression: Expression): void {
  const record = madeBy.get(expression)
  if (record !== undefined) record.used = true
}

export function expressionData(expression: Expression): ExpressionData {
  return expression[data]
}

export function isExpression(value: unknown): value is Expression {
  return isDeferred(value) && data in (value as object)
}

const described: Record<ExpressionData['kind'], string> = {
  config: 'A Ref',
  system: 'A Ref',
  global: 'A Nix expression',
  select: 'A Nix expression',
  call: 'A Nix expression',
  text: 'A Nix text',
  raw: 'A Nix expression',
  if: 'A Nix expression',
  operator: 'A Nix expression',
  lambda: 'A Nix function',
  variable: 'A Nix variable',
  path: 'A path',
}

/**
 * Makes an expression. It answers every property with the expression that selects it, and every call with the
 * call where that makes sense in Nix; whatever JavaScript would do with it in silence is an error.
 */
export function makeExpression<T>(content: ExpressionData, callable = true): Expression<T> {
  const record = { place: callPlace(), used: false } as { -readonly [K in keyof Made]: Made[K] }
  record.expression = new Proxy(() => {}, handlerFor(content, callable, record)) as unknown as Expression
  madeBy.set(record.expression, record)
  made.push(record)
  return record.expression as Expression<T>
}

const instead = {
  text: 'Use nix`…${it}…` for text, nix.key`…` for an attribute name, nix.eq and its like to compare.',
  json: 'Let Nix do it: nix.expr`builtins.toJSON ${it}`.',
  iterate: 'Let Nix do it: lib.concatMap and its like take it, nix.concat joins lists.',
  enumerate: 'Let Nix do it: lib.mapAttrsToList and its like take it, nix.merge joins sets.',
  call: 'Methods of JavaScript do not work on it; `lib` has functions that take it.',
  has: 'Let Nix ask: nix.expr`${it} ? name`.',
  change: 'Define the option instead: nixos({ … }).',
}

function handlerFor(content: ExpressionData, callable: boolean, record: Made): ProxyHandler<() => void> {
  let key: string | undefined
  const refuse = (what: string, hint: string): never => {
    record.used = true
    throw problem({
      code: 'ref-misused',
      message: `${described[content.kind]} (${describe(content)}) cannot be ${what}: only Nix knows its value.`,
      hint,
    })
  }
  return {
    get(_, property) {
      switch (property) {
        case deferred:
          return true
        case data:
          return content
        case deferredKey:
          key ??= keyOf(content)
          return key
        case Symbol.toPrimitive:
          return () => refuse('turned into text or a number', instead.text)
        case Symbol.iterator:
          return refuse('iterated or spread', instead.iterate)
        case 'toJSON':
          // `builtins.toJSON` is a function of Nix.
          if (content.kind === 'global') break
          return () => refuse('turned into JSON', instead.json)
        case 'then':
          return undefined
      }
      if (typeof property === 'symbol') return undefined
      record.used = true
      if (content.kind === 'config')
        return makeExpression({ ...content, path: [...content.path, property] }, callable)
      return makeExpression({ kind: 'select', from: content, key: property }, callable)
    },
    apply(_, __, args: unknown[]) {
      if (!callable) return refuse('called', instead.call)
      record.used = true
      const given = args.map((argument) => clean(argument, `An argument of ${describe(content)}`))
      markAllUsed(given)
      return makeExpression(
        given.reduce<ExpressionData>((fn, argument) => ({ kind: 'call', function: fn, argument }), content),
      )
    },
    has(_, property) {
      if (property === deferred || property === data || property === deferredKey) return true
      return typeof property === 'symbol' ? false : refuse('asked for what it holds', instead.has)
    },
    ownKeys: () => refuse('enumerated or spread', instead.enumerate),
    getOwnPropertyDescriptor: () => undefined,
    set: () => refuse('assigned to', instead.change),
    deleteProperty: () => refuse('changed', instead.change),
    defineProperty: () => refuse('changed', instead.change),
    setPrototypeOf: () => refuse('changed', instead.change),
    preventExtensions: () => refuse('changed', instead.change),
  }
}

/** Marks every expression inside a value. */
export function markAllUsed(value: unknown): void {
  const seen = new Set<object>()
  const queue: unknown[] = [value]
  while (queue.length > 0) {
    const next = queue.pop()
    if (isExpression(next)) {
      markUsed(next)
      continue
    }
    if (typeof next !== 'object' || next === null || seen.has(next)) continue
    seen.add(next)
    for (const inner of Object.values(isProperty(next) ? next[property] : next)) queue.push(inner)
  }
}

/** The expression in short, for messages. */
export function describe(content: ExpressionData): string {
  switch (content.kind) {
    case 'config':
      return [
        content.host,
        ...(content.user === undefined ? [] : [content.user]),
        'config',
        ...content.path,
      ].join('.')
    case 'system':
      return `${content.host}.nixosSystem`
    case 'global':
    case 'variable':
      return content.name
    case 'select':
      return `${describe(content.from)}.${content.key}`
    case 'call':
      return `${describe(content.function)}(…)`
    case 'text':
      return `nix\`${content.strings.join('${…}')}\``
    case 'raw':
      return `nix.expr\`${content.strings.join('${…}')}\``
    case 'if':
      return 'nix.if(…)'
    case 'operator':
      return `${content.operator} …`
    case 'lambda':
      return `nix.lambda([${content.parameters.join(', ')}], …)`
    case 'path':
      return content.file
  }
}

/** Equal for expressions that stand for the same, in every run. */
function keyOf(content: unknown): string {
  if (isDeferred(content)) return content[deferredKey]
  if (Array.isArray(content)) return `[${content.map(keyOf).join()}]`
  if (typeof content !== 'object' || content === null)
    return typeof content === 'bigint' ? `${content}n` : (JSON.stringify(content) ?? 'undefined')
  if (isProperty(content)) return `property${keyOf(content[property])}`
  return `{${Object.entries(content)
    .map(([name, value]) => `${JSON.stringify(name)}:${keyOf(value)}`)
    .join()}}`
}
