import { parseNix } from '../../nix/parse/index.ts'
import { staticName, withoutParens } from '../../nix/parse/static-names.ts'
import { freeVariables, isGlobal } from '../../nix/parse/variables.ts'
import type { AttrKey, Expression, Identifier, Name } from '../../nix/syntax.ts'
import { visitChildrenFirst } from '../../nix/traverse.ts'

/** A name that a text of Nix reads from `pkgs`, `lib` or `builtins`. */
export interface RawName {
  readonly root: string
  readonly path: readonly string[]
  /** It stands alone, inside `with`: any of these sets may have it, the innermost first. */
  readonly scopes?: readonly (readonly string[])[]
  /** It is the name that `inherit` binds, too. */
  readonly inherited?: true
  /** Where its last part stands in the text. */
  readonly start: number
  readonly end: number
}

const roots: ReadonlySet<string> = new Set(['pkgs', 'lib', 'builtins'])

/** Stands in a template where a value of JavaScript stands: a word wherever that may be. */
export const hole = 'panther_value'

type Node = Identifier | Name

/**
 * What a text of Nix certainly reads from `pkgs`, `lib` and `builtins`: those that its surroundings give it, or that it
 * takes as a module's argument. A name that the text binds itself is not looked at, nor one with a default (`a.b or c`).
 * Nothing where Nix cannot read the text.
 */
export function rawNames(text: string): readonly RawName[] {
  if (!/\b(?:pkgs|lib|builtins)\b/.test(text)) return []
  const ranges = new Map<object, { readonly start: number; readonly end: number }>()
  const parsed = parseNix(text, { ranges })
  if ('error' in parsed) return []
  const { body, given } = moduleOf(parsed.expression)
  const isBound = (name: string): boolean => given.has(name) && !roots.has(name)
  const free = new Map<object, string>(
    freeVariables(body).flatMap(({ node, name }) => (isBound(name) ? [] : [[node, name] as const])),
  )
  const isRoot = (node: Expression): node is Identifier =>
    node.kind === 'identifier' && roots.has(node.name) && free.has(node)
  const sets = packageArguments(body, isRoot)
  const baseOf = (node: Expression): readonly string[] | undefined =>
    isRoot(node) ? [node.name] : sets.get(node)
  const found: RawName[] = []
  const around = new Map<Node, (readonly string[] | undefined)[]>()
  visitChildrenFirst(body, (node) => {
    if (node.kind === 'select' && node.fallback === undefined) {
      const from = withoutParens(node.expression)
      const path = knownPart(node.path)
      const last = node.path[path.length - 1]
      const base = baseOf(from)
      if (base !== undefined && last !== undefined)
        found.push({ root: base[0]!, path: [...base.slice(1), ...path], ...ranges.get(last)! })
    } else if (node.kind === 'attrSet' || node.kind === 'let') {
      for (const binding of node.bindings) {
        if (binding.kind !== 'inherit' || binding.from === undefined) continue
        const from = pathOf(binding.from, baseOf)
        if (from === undefined) continue
        for (const name of binding.names)
          found.push({
            root: from[0]!,
            path: [...from.slice(1), name.name],
            inherited: true,
            ...ranges.get(name)!,
          })
      }
    } else if (node.kind === 'with') {
      const scope = pathOf(node.scope, baseOf)
      for (const { node: inner } of freeVariables(node.body)) {
        const scopes = around.get(inner) ?? []
        scopes.push(scope)
        around.set(inner, scopes)
      }
    }
  })
  for (const [node, scopes] of around) {
    if (!free.has(node) || isGlobal(node.name) || node.name === hole || roots.has(node.name)) continue
    if (scopes.every((scope) => scope !== undefined))
      found.push({
        root: scopes[0]![0]!,
        path: [...scopes[0]!.slice(1), node.name],
        scopes,
        ...ranges.get(node)!,
      })
  }
  return found.filter(({ path }) => !path.some((name) => name.includes(hole)))
}

/** The body of a module's function, and what it takes by name: of that, NixOS gives the sets that are known. */
function moduleOf(root: Expression): { readonly body: Expression; readonly given: ReadonlySet<string> } {
  const node = withoutParens(root)
  if (node.kind !== 'lambda' || node.parameter.kind !== 'formals') return { body: root, given: new Set() }
  const { formals, as } = node.parameter
  const names = [...formals.map(({ name }) => name), ...(as === undefined ? [] : [as.name])]
  return { body: node.body, given: new Set(names) }
}

/** The names up to the first that only Nix can compute. */
function knownPart(path: readonly AttrKey[]): readonly string[] {
  const names = path.map((key) => staticName(key))
  const end = names.indexOf(undefined)
  return (end < 0 ? names : names.slice(0, end)) as readonly string[]
}

/** `pkgs`, `pkgs.python3Packages`: the names of a set that is known. */
function pathOf(
  given: Expression,
  baseOf: (node: Expression) => readonly string[] | undefined,
): readonly string[] | undefined {
  const node = withoutParens(given)
  const base = baseOf(node)
  if (base !== undefined) return base
  if (node.kind !== 'select' || node.fallback !== undefined) return undefined
  const from = baseOf(withoutParens(node.expression))
  const path = knownPart(node.path)
  return from !== undefined && path.length === node.path.length ? [...from, ...path] : undefined
}

/** The places of `ps` in `pkgs.python3.withPackages (ps: …)`, and the set that it stands for. */
function packageArguments(
  body: Expression,
  isRoot: (node: Expression) => node is Identifier,
): ReadonlyMap<object, readonly string[]> {
  const found = new Map<object, readonly string[]>()
  visitChildrenFirst(body, (node) => {
    if (node.kind !== 'apply') return
    const path = pathOf(node.callee, (inner) => (isRoot(inner) ? [inner.name] : undefined))
    const set = path?.[0] === 'pkgs' ? packagesGivenBy(path.slice(1)) : undefined
    const argument = withoutParens(node.argument)
    if (set === undefined || argument.kind !== 'lambda' || argument.parameter.kind !== 'identifier') return
    const { name } = argument.parameter
    for (const free of freeVariables(argument.body))
      if (free.name === name && !free.inWith) found.set(free.node, ['pkgs', set])
  })
  return found
}

/** The set that a function of a package gives to the function that it is called with. */
export function packagesGivenBy(path: readonly string[]): string | undefined {
  const [from, by] = path
  if (path.length !== 2 || from === undefined) return undefined
  if (from === 'haskellPackages' && by === 'ghcWithPackages') return from
  return by === 'withPackages' && /^(?:python3\d*|perl|lua)$/.test(from) ? `${from}Packages` : undefined
}
