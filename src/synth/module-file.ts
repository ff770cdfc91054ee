import type { Statement } from '../fleet/resolved.ts'
import { assign, attrs, call, commented, file, formals, lambda, list } from '../nix/build.ts'
import { print } from '../nix/print.ts'
import type { Binding, Expression } from '../nix/syntax.ts'
import { withBlankLines } from './bindings.ts'
import { type LazyText, lazyText, once } from './lazy-text.ts'
import { mergeStatements } from './merge-statements.ts'
import type { Scope } from './scope.ts'
import { isPlainSet } from './settle.ts'
import { disabledModules, optionValues } from './statements.ts'
import { bindingsOf, libFunction, requiredSyntax } from './value.ts'

export interface ModuleParts {
  /** What the file is for, in a line at its top. */
  readonly about?: string | undefined
  /** In order of use. */
  readonly imports?: readonly Expression[]
  readonly statements: readonly Statement[]
  /** Sets of options that are no statements of the user's. */
  readonly more?: readonly object[]
}

/** A module's text, and what it asks of those who import it. Nothing is made before it is read. */
export interface ModuleText extends LazyText {
  /** Arguments that the module takes. */
  readonly needs: ReadonlySet<string>
  /** Inputs that it names. */
  readonly inputs: ReadonlySet<string>
}

/** The text of a NixOS or Home Manager module. The scope knows what it needs only when something was read. */
export function moduleText(give: () => ModuleParts, scope: Scope): ModuleText {
  const made = once(() => {
    const parts = give()
    const module = moduleSyntax(parts, scope)
    const about = parts.about?.replace(/\s+/g, ' ').trim()
    return lazyText(() => print(file(module, about ? [about] : [])))
  })
  return {
    get text() {
      return made().text
    },
    get needs() {
      made()
      return scope.needs
    },
    get inputs() {
      made()
      return scope.inputs
    },
  }
}

/** The module as an expression: a set, or a function of the arguments that it needs. */
export function moduleSyntax(parts: ModuleParts, scope: Scope): Expression {
  const body = attrs(withBlankLines(moduleBindings(parts, scope)))
  const names = [...scope.needs].sort()
  return names.length === 0 ? body : { ...lambda(formals(names, { ellipsis: true }), body), bodyBelow: true }
}

/** Names that mean something else than an option on the top level of a module. */
const reserved = [
  '_class',
  '_file',
  'key',
  'disabledModules',
  'require',
  'imports',
  'options',
  'config',
  'meta',
  'freeformType',
]

function moduleBindings(
  { imports = [], statements, more = [] }: ModuleParts,
  scope: Scope,
): readonly Binding[] {
  const { target, surroundings } = scope
  if (target.kind === 'flake') throw new Error('flake.nix is no module')
  const pieces = mergeStatements(
    [...optionValues(statements, scope), ...more],
    surroundings.knowledge,
    target.kind,
  )
  return [
    ...(imports.length > 0 ? [importsBinding(imports)] : []),
    ...disabledModules(statements, scope),
    ...configBindings(pieces, scope),
  ]
}

function importsBinding(imports: readonly Expression[]): Binding {
  const binding = assign('imports', list(imports.toReversed()))
  return imports.length > 1
    ? commented(binding, { before: ['NixOS merges the last of these first.'] })
    : binding
}

function configBindings(pieces: readonly unknown[], scope: Scope): readonly Binding[] {
  const [only] = pieces
  if (pieces.length === 0) return []
  if (pieces.length > 1) {
    return [
      assign(
        'config',
        call(libFunction('mkMerge', scope), list(pieces.map((piece) => pieceSyntax(piece, scope)))),
      ),
    ]
  }
  if (!isPlainSet(only) || Object.keys(only).some((name) => reserved.includes(name)))
    return [assign('config', pieceSyntax(only, scope))]
  return bindingsOf(only, [], scope)
}

function pieceSyntax(piece: unknown, scope: Scope): Expression {
  return isPlainSet(piece) ? attrs(bindingsOf(piece, [], scope)) : requiredSyntax(piece, scope)
}
