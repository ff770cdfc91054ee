import { anyForms, forms, leaves, parts, type Type } from './grammar.ts'
import { type Random, randomOf } from './random.ts'

/** An expression: text and the expressions in it. `kind` is the hole that it fills. */
export interface Tree {
  readonly kind: string
  readonly children: readonly (string | Tree)[]
}

interface Variable {
  readonly name: string
  readonly type: Type
}

const types = Object.keys(leaves) as readonly Type[]
/** One hole of so many is filled with what it is not for. */
const wrongTypeEvery = 120
const hole = /@@|@[a-z]+2?(?::[a-z]+)*/g

/** A program, the same one for the same seed; most are well-typed. */
export function generate(seed: number): Tree {
  const random = randomOf(seed)
  return fill(random, 'any', 2 + random.below(4), [])
}

export function textOfTree({ children }: Tree): string {
  return children.map((child) => (typeof child === 'string' ? child : textOfTree(child))).join('')
}

/** The simplest expressions that may fill a hole. */
export function simplest(kind: string): readonly string[] {
  if (kind === 'any') return ['1', '""', '[ ]', '{ }', 'null']
  if (kind in parts) return parts[kind as 'drv'].slice(0, 1)
  return kind in leaves ? leaves[kind as Type].slice(0, 2) : []
}

function fill(random: Random, kind: string, depth: number, scope: readonly Variable[]): Tree {
  if (kind.includes(':')) return lambda(random, kind.split(':') as Type[], depth, scope)
  if (kind in parts) {
    const ways = parts[kind as 'drv']
    return expand(random, kind, depth <= 0 ? ways[0]! : random.pick(ways), depth, scope, 'set')
  }
  const wanted = kind === 'any' || random.below(wrongTypeEvery) === 0 ? random.pick(types) : (kind as Type)
  const known = scope.filter(({ type }) => type === wanted)
  if (known.length > 0 && random.below(3) === 0) return { kind, children: [random.pick(known).name] }
  if (depth <= 0 || random.below(8) === 0)
    return { kind, children: [random.below(40) === 0 ? 'null' : random.pick(leaves[wanted])] }
  const way = random.below(5) === 0 ? random.pick(anyForms) : random.pick(forms[wanted])
  return expand(random, kind, way, depth - 1, scope, wanted)
}

function expand(
  random: Random,
  kind: string,
  way: string,
  depth: number,
  scope: readonly Variable[],
  own: Type,
): Tree {
  const children: (string | Tree)[] = []
  let end = 0
  for (const found of way.matchAll(hole)) {
    children.push(way.slice(end, found.index))
    end = found.index + found[0].length
    children.push(fill(random, found[0] === '@@' ? own : found[0].slice(1), depth, scope))
  }
  return { kind, children: [...children, way.slice(end)] }
}

function lambda(random: Random, all: readonly Type[], depth: number, scope: readonly Variable[]): Tree {
  const inner = all.slice(0, -1).map((type, index) => ({ name: `v${scope.length + index}`, type }))
  const typed = inner.map(({ name, type }) => ({
    name,
    type: (type as string) === 'any' ? random.pick(types) : type,
  }))
  const body = fill(random, all.at(-1)!, Math.min(depth, 2), [...scope, ...typed])
  return {
    kind: all.join(':'),
    children: [`(${inner.map(({ name }) => `${name}: `).join('')}`, body, ')'],
  }
}
