import { withoutParens } from '../../parse/static-names.ts'
import type { Formals, Lambda as LambdaNode } from '../../syntax.ts'
import type { Delay } from '../code.ts'
import type { FormalCode, FormalsCode, LambdaCode } from '../lambda-code.ts'
import { symbol } from '../symbols.ts'
import { Lambda } from '../values.ts'
import { type Scope, scopeOf } from './scope.ts'
import { placeIn, type Unit } from './unit.ts'

/** A function. Its body is compiled when it is first called. */
export function makeLambda(
  unit: Unit,
  node: LambdaNode,
  scope: Scope | undefined,
  name: string | undefined,
): (env: unknown[]) => Lambda {
  const { parameter } = node
  const formals = parameter.kind === 'formals' ? sortedFormals(parameter) : undefined
  const names =
    parameter.kind === 'identifier'
      ? [symbol(parameter.name)]
      : [...(parameter.as ? [symbol(parameter.as.name)] : []), ...formals!.map(({ name }) => symbol(name))]
  const inner = scopeOf(scope, names)
  const code: LambdaCode = {
    place: placeIn(unit, node),
    name,
    argument: parameter.kind === 'identifier' ? symbol(parameter.name) : undefined,
    formals: parameter.kind === 'formals' ? compileFormals(unit, parameter, formals!, inner) : undefined,
    // What a function returns bears its name too.
    body: unit.code(node.body, inner, withoutParens(node.body).kind === 'lambda' ? name : undefined),
  }
  return (env) => new Lambda(code, env)
}

type Formal = Formals['formals'][number]

function sortedFormals({ formals }: Formals): readonly Formal[] {
  return formals.toSorted((a, b) => symbol(a.name) - symbol(b.name))
}

function compileFormals(unit: Unit, node: Formals, sorted: readonly Formal[], scope: Scope): FormalsCode {
  return {
    formals: sorted.map(
      (formal): FormalCode => ({
        name: symbol(formal.name),
        place: placeIn(unit, formal),
        fallback: formal.fallback && lazyDelay(() => unit.delay(formal.fallback!, scope)),
      }),
    ),
    ellipsis: node.ellipsis,
    as: node.as && symbol(node.as.name),
    lastShape: undefined,
    lastIndices: undefined,
  }
}

function lazyDelay(compile: () => Delay): Delay {
  let delay: Delay | undefined
  let uncompiled: (() => Delay) | undefined = compile
  return (env) => {
    if (delay === undefined) {
      delay = uncompiled!()
      uncompiled = undefined
    }
    return delay(env)
  }
}
