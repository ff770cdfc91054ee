import type { FactNode, OptionFacts, Struct } from '../../catalog/index.ts'
import { isExpression } from '../../fleet/expression.ts'
import { keyExpression } from '../../fleet/nix.ts'
import { force } from '../../modules/lazy.ts'
import type { Path } from '../../modules/option-type.ts'
import { isAttrs } from '../../modules/plain.ts'
import { isProperty, property } from '../../modules/properties.ts'

/** A name inside an option's value. */
export type Inside =
  /** An option of a submodule that has an old name; `element` leads to that submodule. */
  | { readonly kind: 'declared'; readonly key: Path; readonly facts: OptionFacts; readonly element: Path }
  /** A name that nobody declares, where any is taken; `known` are the declared ones that are not said beside it. */
  | { readonly kind: 'free'; readonly key: Path; readonly known: readonly string[] }

/** The names inside a value, as far as its type declares some: through submodules, lists, sets and properties. */
export function* insideOf(
  given: unknown,
  at: Struct | undefined,
  node: FactNode,
  path: Path,
): Iterable<Inside> {
  const struct = bare(at)
  if (struct === undefined || !isWorthALook(struct, node)) return
  for (const value of contentsOf(given)) {
    if (Array.isArray(value)) {
      if (struct.t !== 'listOf' || node.each === undefined) continue
      for (const [index, element] of value.entries())
        yield* insideOf(element, struct.elem, node.each, [...path, String(index)])
    } else if (isAttrs(value) && !isExpression(value)) {
      if (struct.t === 'submodule') yield* inSubmodule(value, struct, node, path)
      else if (node.each !== undefined)
        for (const [name, inner] of Object.entries(value))
          yield* insideOf(inner, struct.elem, node.each, [...path, name])
    }
  }
}

function* inSubmodule(value: object, { freeform }: Struct, node: FactNode, path: Path): Iterable<Inside> {
  for (const [name, inner] of Object.entries(value)) {
    const key = [...path, name]
    const below = node.child(name)
    if (below !== undefined) yield* inGroup(inner, below, key, path)
    else if (freeform !== undefined && keyExpression(name) === undefined)
      yield { kind: 'free', key, known: node.names().filter((other) => !Object.hasOwn(value, other)) }
  }
}

/** An option of a submodule, or a group of its options. */
function* inGroup(given: unknown, node: FactNode, path: Path, element: Path): Iterable<Inside> {
  if (node.option !== undefined) {
    if (isOld(node)) yield { kind: 'declared', key: path, facts: node.option, element }
    yield* insideOf(given, node.option.struct, node, path)
    return
  }
  for (const value of contentsOf(given)) {
    if (!isAttrs(value) || isExpression(value)) continue
    for (const [name, inner] of Object.entries(value)) {
      const below = node.child(name)
      if (below !== undefined) yield* inGroup(inner, below, [...path, name], element)
    }
  }
}

/** What a value may come to: without properties, and without what stands under a condition that is false. */
function* contentsOf(given: unknown): Iterable<unknown> {
  const value = force(given)
  if (!isProperty(value)) {
    yield value
    return
  }
  const data = value[property]
  if (data.kind === 'merge') for (const content of data.contents) yield* contentsOf(content)
  else if (data.kind !== 'definition' && !(data.kind === 'if' && force(data.condition) === false))
    yield* contentsOf(data.content)
}

/** The type of what is there, where it may be missing. */
function bare(struct: Struct | undefined): Struct | undefined {
  let inner = struct
  while (inner?.t === 'nullOr' || inner?.t === 'unique') inner = inner.elem
  return inner
}

/** Whether a type plainly has nothing inside, as most have. */
export function isPlain({ t, elem, of }: Struct): boolean {
  return t !== 'submodule' && elem === undefined && of === undefined
}

const worth = new WeakMap<FactNode, boolean>()

/**
 * Whether something may be said of the names inside the value of an option: one of a submodule that has an old name, or
 * a submodule that takes any name and knows some. Most options have neither, and are not looked into.
 */
export function isWorthALook(struct: Struct | undefined, node: FactNode): boolean {
  const known = worth.get(node)
  if (known !== undefined) return known
  const inner = bare(struct)
  const below = node.names().map((name) => node.child(name)!)
  const found =
    (inner?.t === 'submodule' && inner.freeform !== undefined && below.length > 0) ||
    below.some((child) => isOld(child) || isWorthALook(child.option?.struct, child)) ||
    (node.each !== undefined && isWorthALook(inner?.elem, node.each))
  worth.set(node, found)
  return found
}

function isOld({ option }: FactNode): boolean {
  return option?.aliasOf !== undefined || option?.removed !== undefined
}
