import type { AttrKey, Binding, Expression, Identifier, Name, StringPart } from '../syntax.ts'
import { boundNames, mergedBindings } from './bound-names.ts'

/** A variable that the expression itself does not bind. */
export interface FreeVariable {
  readonly name: string
  /** Where it stands: as itself, or as a name of `inherit`. */
  readonly node: Identifier | Name
  /** It stands in a `with`, whose set may bind it. */
  readonly inWith: boolean
}

interface Scope {
  /** What is bound here; nothing for a `with`. */
  readonly names: ReadonlySet<string> | undefined
  readonly outer: Scope | undefined
}

type Todo = readonly [Expression, Scope | undefined]

const globals: ReadonlySet<string> = new Set(
  (
    'abort baseNameOf break builtins derivation derivationStrict dirOf false fetchGit fetchMercurial fetchTarball ' +
    'fetchTree fromTOML import isNull map null placeholder removeAttrs scopedImport throw toString true'
  ).split(' '),
)

/** Whether Nix itself binds the name everywhere. Its other functions are in `builtins`, and with two underscores here. */
export function isGlobal(name: string): boolean {
  return globals.has(name) || name.startsWith('__')
}

/** The first variable that nothing can bind, but what is in `known`. */
export function unboundVariable(
  free: readonly FreeVariable[],
  known: ReadonlySet<string> = new Set(),
): FreeVariable | undefined {
  return free.find(({ name, inWith }) => !inWith && !isGlobal(name) && !known.has(name))
}

/** The variables that the expression does not bind itself, each time it names one. Needs no stack. */
export function freeVariables(root: Expression): readonly FreeVariable[] {
  const walk = new Walk()
  walk.todo.push([root, undefined])
  for (let next = walk.todo.pop(); next; next = walk.todo.pop()) walk.visit(...next)
  return walk.found
}

class Walk {
  readonly todo: Todo[] = []
  readonly found: FreeVariable[] = []

  visit(node: Expression, scope: Scope | undefined): void {
    switch (node.kind) {
      case 'identifier':
        this.#use(node, scope)
        break
      case 'string':
      case 'indentedString':
      case 'path':
        this.#parts(node.parts, scope)
        break
      case 'select':
        this.#add(scope, [node.expression, node.fallback])
        this.#path(node.path, scope)
        break
      case 'hasAttr':
        this.#add(scope, [node.expression])
        this.#path(node.path, scope)
        break
      case 'apply':
        this.#add(scope, [node.callee, node.argument])
        break
      case 'lambda':
        this.#lambda(node.parameter, node.body, scope)
        break
      case 'attrSet':
        this.#bindings(node.bindings, scope, node.recursive)
        break
      case 'list':
        this.#add(scope, node.elements)
        break
      case 'let':
        this.#add(this.#bindings(node.bindings, scope, true), [node.body])
        break
      case 'with':
        this.#add(scope, [node.scope])
        this.#add({ names: undefined, outer: scope }, [node.body])
        break
      case 'assert':
        this.#add(scope, [node.condition, node.body])
        break
      case 'if':
        this.#add(scope, [node.condition, node.consequent, node.alternative])
        break
      case 'unary':
        this.#add(scope, [node.operand])
        break
      case 'binary':
        this.#add(scope, [node.left, node.right])
        break
      case 'parens':
        this.#add(scope, [node.expression])
        break
      default:
        break
    }
  }

  #add(scope: Scope | undefined, nodes: readonly (Expression | undefined)[]): void {
    for (let at = nodes.length - 1; at >= 0; at--) if (nodes[at]) this.todo.push([nodes[at]!, scope])
  }

  #use(node: Identifier | Name, scope: Scope | undefined): void {
    let inWith = false
    for (let at = scope; at; at = at.outer) {
      if (at.names === undefined) inWith = true
      else if (at.names.has(node.name)) return
    }
    this.found.push({ name: node.name, node, inWith })
  }

  #parts(parts: readonly StringPart[], scope: Scope | undefined): void {
    for (const part of parts.toReversed())
      if (part.kind === 'interpolation') this.#add(scope, [part.expression])
  }

  #path(path: readonly AttrKey[], scope: Scope | undefined): void {
    for (const key of path.toReversed()) {
      if (key.kind === 'interpolation') this.#add(scope, [key.expression])
      else if (key.kind === 'string') this.#parts(key.parts, scope)
    }
  }

  #lambda(
    parameter: Extract<Expression, { kind: 'lambda' }>['parameter'],
    body: Expression,
    scope: Scope | undefined,
  ): void {
    const names =
      parameter.kind === 'identifier'
        ? [parameter.name]
        : [...parameter.formals.map(({ name }) => name), ...(parameter.as ? [parameter.as.name] : [])]
    const inner: Scope = { names: new Set(names), outer: scope }
    this.#add(inner, [body])
    if (parameter.kind === 'formals')
      this.#add(
        inner,
        parameter.formals.map(({ fallback }) => fallback),
      )
  }

  /** The scope inside. `inherit a` takes `a` from outside, all else sees what is bound. */
  #bindings(given: readonly Binding[], outer: Scope | undefined, recursive: boolean): Scope | undefined {
    const bindings = mergedBindings(given)
    const inner = recursive ? { names: boundNames(bindings), outer } : outer
    for (const binding of bindings.toReversed()) {
      if (binding.kind === 'assignment') {
        this.#add(inner, [binding.value])
        this.#path(binding.path, inner)
      } else if (binding.from) this.#add(inner, [binding.from])
      else for (const name of binding.names) this.#use(name, outer)
    }
    return inner
  }
}
