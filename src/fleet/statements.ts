import { isDeferred } from '../modules/deferred.ts'
import type { cleanShared } from './clean.ts'
import type { Definition, ModuleDefinition, UserDefinitions } from './definition.ts'
import { expressionData } from './expression.ts'
import { problem } from './problem.ts'
import type { Said } from './said.ts'
import type { Scope } from './scope.ts'

/** Puts the properties around a definition's value that stand around the definition. */
export type Wrap = (value: unknown) => unknown

export const plainly: Wrap = (value) => value

/** What a definition says to the flake. Throws where it cannot stand in this scope, or under these properties. */
export function sayDefinition(
  definition: Exclude<Definition, ModuleDefinition | UserDefinitions>,
  wrap: Wrap,
  scope: Scope,
  clean: typeof cleanShared,
): Said | undefined {
  const { place } = definition
  const options = (user: string | undefined, value: unknown): Said => ({
    kind: 'statement',
    statement: { kind: 'options', user, value: wrap(value) as object, place },
  })
  switch (definition.kind) {
    case 'nixos':
      refuseSystem(
        scope,
        false,
        'nixos(…)',
        'Use darwin(…) here, or give the definition to hosts with a Linux system only.',
      )
      return options(undefined, clean(definition.value, 'nixos(…)'))
    case 'darwin':
      refuseSystem(scope, true, 'darwin(…)', 'Use nixos(…) here.')
      return options(undefined, clean(definition.value, 'darwin(…)'))
    case 'disks':
      refuseSystem(scope, false, 'disks(…)', 'disko lays out disks of Linux systems.')
      return options(undefined, { disko: { devices: clean(definition.value, 'disks(…)') } })
    case 'home':
      if (scope.user === undefined) throw homeWithoutUser()
      return options(scope.user, clean(definition.value, 'home(…)'))
  }
  if (wrap !== plainly) throw underProperty(definition.kind)
  switch (definition.kind) {
    case 'import': {
      const { source } = definition
      const kept =
        source.kind === 'expression'
          ? ({ kind: 'expression', expression: expressionData(source.expression) } as const)
          : source
      return { kind: 'statement', statement: { kind: 'import', user: scope.user, source: kept, place } }
    }
    case 'disable':
      return {
        kind: 'statement',
        statement: { kind: 'disable', user: scope.user, modules: definition.modules, place },
      }
    case 'assertion': {
      const { condition, message } = definition
      if (condition === true) return undefined
      if (condition === false && !isDeferred(message))
        return {
          kind: 'finding',
          code: 'assertion-failed',
          severity: 'error',
          message,
          user: scope.user,
          place,
        }
      return {
        kind: 'statement',
        statement: { kind: 'assertion', user: scope.user, condition, message, place },
      }
    }
    case 'warning': {
      const { condition, message } = definition
      if (condition === false) return undefined
      return {
        kind: 'statement',
        statement: { kind: 'warning', user: scope.user, condition, message, place },
      }
    }
  }
}

function refuseSystem({ host }: Scope, darwin: boolean, what: string, hint: string): void {
  if (host.isDarwin === darwin) return
  throw problem({
    code: 'wrong-system',
    message: `${what} on the host ${host.name}, whose system is ${host.system}.`,
    hint,
    host: host.name,
  })
}

function homeWithoutUser() {
  return problem({
    code: 'home-without-user',
    message: 'home({ … }) stands where no user is meant.',
    hint: "Say whose: home('alice', { … }); or use the module or profile in home('alice', [ … ]).",
  })
}

function underProperty(kind: 'import' | 'disable' | 'assertion' | 'warning') {
  const named = {
    import: 'An import',
    disable: 'disableModules',
    assertion: 'An assertion',
    warning: 'A warning',
  }[kind]
  const imports = kind === 'import' || kind === 'disable'
  return problem({
    code: 'property-misplaced',
    message: `${named} stands under mkIf or another property.`,
    hint: imports
      ? 'NixOS needs its imports before it knows any value: use a condition that panther knows.'
      : 'Give the condition to it: assertion(nix.or(nix.not(condition), …), …).',
  })
}
