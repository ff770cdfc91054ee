import type { PlaceSource } from '../fleet/place.ts'
import type { ResolvedHost, Statement } from '../fleet/resolved.ts'
import { expressionsIn, expressionsWithin, type Found, saysExpression } from './expressions.ts'

/** An expression and where it was said. */
export interface Placed extends Found {
  readonly user: string | undefined
  readonly place: PlaceSource
}

const known = new WeakMap<ResolvedHost, readonly Placed[]>()

/** Every expression that a host says. Looked for once: many checks ask. */
export function expressionsOf(host: ResolvedHost): readonly Placed[] {
  const found = known.get(host) ?? host.sources.flatMap(({ statements }) => statements.flatMap(placed))
  known.set(host, found)
  return found
}

function placed(statement: Statement): readonly Placed[] {
  const { user, place } = statement
  return expressionsOfStatement(statement).map((found) => ({ ...found, user, place }))
}

/** By the value of a statement, which hosts share where a profile says it. */
const shared = new WeakMap<object, readonly Found[]>()

function expressionsOfStatement(statement: Statement): readonly Found[] {
  if (statement.kind === 'import') {
    const { source } = statement
    return source.kind === 'expression' ? [...expressionsWithin(source.expression)] : []
  }
  if (statement.kind !== 'options') return [...expressionsIn(contentOf(statement))]
  const { value } = statement
  const found = shared.get(value) ?? (saysExpression(value) ? [...expressionsIn(value)] : none)
  shared.set(value, found)
  return found
}

const none: readonly Found[] = []

function contentOf(statement: Exclude<Statement, { kind: 'options' | 'import' }>): unknown {
  switch (statement.kind) {
    case 'disable':
      return { disabledModules: statement.modules }
    case 'assertion':
      return { assertions: [statement.condition, statement.message] }
    case 'warning':
      return { warnings: [statement.condition, statement.message] }
  }
}
