import type { ExpressionData } from '../fleet/expression.ts'
import type { ImportSource, ResolvedHost } from '../fleet/resolved.ts'

type WrittenModule = Exclude<ImportSource, { readonly kind: 'expression' }>

/**
 * Whether a host, or a user's Home Manager, imports modules that the catalogs do not know. Of those written in Nix that
 * belong to the fleet, `counts` says whether they are meant.
 */
export function foreignModules(
  host: ResolvedHost,
  user: string | undefined,
  counts: (source: WrittenModule) => boolean = () => true,
): boolean {
  return host.sources.some(({ statements }) =>
    statements.some((statement) => {
      if (statement.kind !== 'import' || statement.user !== user) return false
      if (statement.source.kind !== 'expression') return counts(statement.source)
      const input = inputOf(statement.source.expression)
      return input === undefined || !(knownInputs.has(input) || host.catalog.knownInputs.has(input))
    }),
  )
}

/** The inputs whose modules a host imports. */
export function importedInputs({ sources }: ResolvedHost): ReadonlySet<string> {
  const expressions = sources.flatMap(({ statements }) =>
    statements.flatMap((statement) =>
      statement.kind === 'import' && statement.source.kind === 'expression'
        ? [statement.source.expression]
        : [],
    ),
  )
  return new Set(expressions.flatMap((expression) => inputOf(expression) ?? []))
}

/** The input that an expression selects from. */
export function inputOf(expression: ExpressionData): string | undefined {
  if (expression.kind !== 'select')
    return expression.kind === 'call' ? inputOf(expression.function) : undefined
  const { from, key } = expression
  if (from.kind === 'global') return from.name === 'inputs' ? key : undefined
  return inputOf(from)
}

/** Inputs whose modules either are in the catalogs or declare next to nothing. */
const knownInputs = new Set([
  'nixos-hardware',
  'home-manager',
  'disko',
  'opnix',
  'agenix',
  'sops-nix',
  'secrix',
  'preservation',
  'microvm',
  'stylix',
  'catppuccin',
  'nixos-wsl',
])
