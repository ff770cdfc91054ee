import type { PlaceSource } from '../fleet/place.ts'
import type { ResolvedHost, Statement } from '../fleet/resolved.ts'
import { expressionsWithin, type Found, expressionsIn as inValue } from './expressions.ts'

/** An expression and where it was said. */
export interface Placed extends Found {
  readonly user: string | undefined
  readonly place: PlaceSource
}

const known = new WeakMap<ResolvedHost, readonly Placed[]>()

/** Every expression that a host says. Several checks ask, and looking through all that is said takes its time. */
export function expressionsOf(host: ResolvedHost): readonly Placed[] {
  const found = known.get(host) ?? [...expressionsIn(host)]
  known.set(host, found)
  return found
}

function* expressionsIn({ sources }: ResolvedHost): Iterable<Placed> {
  for (const { statements } of sources) {
    for (const statement of statements) {
      for (const found of expressionsOfStatement(statement))
        yield { ...found, user: statement.user, place: statement.place }
    }
  }
}

function expressionsOfStatement(statement: Statement): Iterable<Found> {
  const isExpression = statement.kind === 'import' && statement.source.kind === 'expression'
  return isExpression ? expressionsWithin(statement.source.expression) : inValue(contentOf(statement))
}

function contentOf(statement: Statement): unknown {
  switch (statement.kind) {
    case 'options':
      return statement.value
    case 'disable':
      return { disabledModules: statement.modules }
    case 'assertion':
      return { assertions: [statement.condition, statement.message] }
    case 'warning':
      return { warnings: [statement.condition, statement.message] }
    case 'import':
      return undefined
  }
}
