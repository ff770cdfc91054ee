import { type Delay, emptyEnv } from '../code.ts'
import type { FormalCode, FormalsCode, LambdaCode } from '../lambda-code.ts'
import { symbolName } from '../symbols.ts'
import { Lambda } from '../values.ts'
import { placeAt, type Unit } from './unit.ts'

/** `argument: body`. The body is compiled when it is first called. */
export function makeLambda(unit: Unit, node: number): (env: unknown[]) => Lambda {
  return makeFrom(codeOf(unit, node, unit.words[node + 4]!, undefined))
}

/** `{ a, b ? 1 }: body` */
export function makeFormalsLambda(unit: Unit, node: number): (env: unknown[]) => Lambda {
  return makeFrom(codeOf(unit, node, undefined, compileFormals(unit, node)))
}

function makeFrom(code: LambdaCode): (env: unknown[]) => Lambda {
  return (env) => new Lambda(code, env)
}

function codeOf(
  unit: Unit,
  node: number,
  argument: number | undefined,
  formals: FormalsCode | undefined,
): LambdaCode {
  const name = unit.words[node + 2]!
  return {
    place: placeAt(unit, node + 1),
    name: name < 0 ? undefined : symbolName(name),
    argument,
    formals,
    body: unit.code(unit.words[node + 3]!),
  }
}

function compileFormals(unit: Unit, node: number): FormalsCode {
  const { words } = unit
  const as = words[node + 4]!
  const formals: FormalCode[] = []
  for (let left = words[node + 6]!, at = node + 7; left > 0; left--, at += 3) {
    const fallback = words[at + 2]!
    formals.push({
      name: words[at]!,
      place: placeAt(unit, at + 1),
      fallback: fallback < 0 ? undefined : lazyDelay(unit, fallback),
    })
  }
  return {
    formals,
    ellipsis: words[node + 5] === 1,
    as: as < 0 ? undefined : as,
    empty: emptyEnv(formals.length + (as < 0 ? 0 : 1)),
    lastShape: undefined,
    lastIndices: undefined,
  }
}

/** Few defaults are ever used. */
function lazyDelay(unit: Unit, node: number): Delay {
  let delay: Delay | undefined
  return (env) => {
    delay ??= unit.delay(node)
    return delay(env)
  }
}
