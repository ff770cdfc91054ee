import type { ExpressionData } from '../fleet/expression.ts'
import type { PlaceSource } from '../fleet/place.ts'
import type { ResolvedHost, Statement } from '../fleet/resolved.ts'
import { expressionsIn } from './expressions.ts'

/** An expression and where it was said. */
export interface Placed {
  readonly data: ExpressionData
  /** The path inside the definition's value. */
  readonly path: readonly string[]
  readonly user: string | undefined
  readonly place: PlaceSource
}

/** Every expression that a host says. */
export function* expressionsOf(host: ResolvedHost): Iterable<Placed> {
  for (const { statements } of host.sources) {
    for (const statement of statements) {
      if (statement.kind === 'import' && statement.source.kind === 'expression') {
        for (const found of expressionsInData(statement.source.expression))
          yield { ...found, user: statement.user, place: statement.place }
        continue
      }
      for (const found of expressionsIn(contentOf(statement)))
        yield { ...found, user: statement.user, place: statement.place }
    }
  }
}

function* expressionsInData(
  data: ExpressionData,
): Iterable<{ readonly data: ExpressionData; readonly path: readonly string[] }> {
  yield { data, path: [] }
  if (data.kind === 'select') yield* expressionsInData(data.from)
  if (data.kind === 'call') {
    yield* expressionsInData(data.function)
    yield* expressionsIn(data.argument)
  }
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
