import { assign, bool, float, int, list, nil, str } from './build.ts'
import { NixSyntaxError } from './error.ts'
import type { AttrSet, Expression } from './syntax.ts'

export interface FromValueOptions {
  /**
   * Asked first for every value, containers before what is in them. A tree that it returns stands for the value;
   * `undefined` leaves it to {@link fromValue}.
   */
  readonly convert?: (value: unknown, path: readonly (string | number)[]) => Expression | undefined
}

interface Todo {
  readonly value: unknown
  readonly parent: Todo | undefined
  readonly key: string | number | undefined
  readonly put: (made: Expression) => void
  /** What is left to do when the children are made. */
  finish?: () => Expression
}

/**
 * The tree of a plain JavaScript value: null, booleans, strings, integers (numbers or bigints, of 64 bits), other
 * finite numbers, arrays and plain objects. Each key is one whole name, in the order of the object.
 *
 * Throws {@link NixSyntaxError} that names the place of the value for everything else: undefined, functions, symbols,
 * class instances, cycles, -0, NaN, infinities, integers that a number does not hold exactly.
 *
 * `fromValue({ ports: [80], 'a b': 0.5 })` yields
 * ```nix
 * {
 *   ports = [ 80 ];
 *   "a b" = 0.5;
 * }
 * ```
 */
export function fromValue(value: unknown, options: FromValueOptions = {}): Expression {
  let made: Expression = nil
  const open = new Set<unknown>()
  const todo: Todo[] = [
    {
      value,
      parent: undefined,
      key: undefined,
      put: (result) => {
        made = result
      },
    },
  ]
  for (let next = todo.at(-1); next !== undefined; next = todo.at(-1)) {
    if (next.finish) {
      todo.pop()
      open.delete(next.value)
      next.put(next.finish())
      continue
    }
    const current = next
    const simple = located(
      current,
      () => options.convert?.(current.value, pathOf(current)) ?? scalar(current.value),
    )
    if (simple !== undefined) {
      todo.pop()
      current.put(simple)
      continue
    }
    if (open.has(current.value)) throw refusal(current, 'contains itself')
    open.add(current.value)
    const children = childrenOf(current)
    const results: Expression[] = []
    current.finish = () => container(current, children, results)
    for (let at = children.length - 1; at >= 0; at--) {
      const [key, child] = children[at]!
      todo.push({
        value: child,
        parent: current,
        key,
        put: (result) => {
          results[at] = result
        },
      })
    }
  }
  return made
}

function scalar(value: unknown): Expression | undefined {
  if (value === null) return nil
  switch (typeof value) {
    case 'boolean':
      return bool(value)
    case 'string':
      return str(value)
    case 'bigint':
      return int(value)
    case 'number':
      return Number.isInteger(value) && !Object.is(value, -0) ? int(value) : float(value)
    case 'undefined':
      throw new NixSyntaxError('undefined is no value in Nix; leave the key out or use null')
    case 'function':
    case 'symbol':
      throw new NixSyntaxError(`a ${typeof value} is no value in Nix`)
    default:
      return undefined
  }
}

type Child = readonly [key: string | number, value: unknown]

function childrenOf(todo: Todo): readonly Child[] {
  const { value } = todo
  // Holes in an array are undefined, and refused as such.
  if (Array.isArray(value)) return Array.from(value, (child: unknown, index) => [index, child])
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null)
    throw refusal(todo, `an instance of ${(value as object).constructor.name} is no plain value`)
  return Object.entries(value as object)
}

function container(todo: Todo, children: readonly Child[], results: readonly Expression[]): Expression {
  if (Array.isArray(todo.value)) return list(results)
  return located(todo, () =>
    Object.freeze<AttrSet>({
      kind: 'attrSet',
      recursive: false,
      bindings: Object.freeze(children.map(([key], index) => assign(String(key), results[index]!))),
    }),
  )
}

/** Adds the place of the value to what its conversion has to say. */
function located<T>(todo: Todo, make: () => T): T {
  try {
    return make()
  } catch (error) {
    if (error instanceof NixSyntaxError) throw refusal(todo, error.message)
    throw error
  }
}

function pathOf(todo: Todo): readonly (string | number)[] {
  const path: (string | number)[] = []
  for (let at: Todo | undefined = todo; at?.key !== undefined; at = at.parent) path.push(at.key)
  return path.reverse()
}

function refusal(todo: Todo, problem: string): NixSyntaxError {
  const path = pathOf(todo)
  const place = path
    .map((key) =>
      typeof key === 'number' ? `[${key}]` : `.${/^[\w$]+$/.test(key) ? key : JSON.stringify(key)}`,
    )
    .join('')
    .replace(/^\./, '')
  return new NixSyntaxError(place === '' ? problem : `${place}: ${problem}`)
}
