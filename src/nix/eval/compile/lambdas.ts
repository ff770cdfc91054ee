import { op } from '../bind/program.ts'
import { Code, type Delay, type Env, emptyEnv } from '../code.ts'
import type { FormalCode, FormalsCode, LambdaCode } from '../lambda-code.ts'
import { symbolName } from '../symbols.ts'
import { Lambda } from '../values.ts'
import { placeAt, type Unit } from './unit.ts'

/** `argument: body` and `{ a, b ? 1 }: body`. The body is compiled when it is first called. */
export function makeLambda(unit: Unit, node: number): (env: Env) => Lambda {
  return makeFrom(codeAt(unit, node))
}

function makeFrom(code: LambdaCode): (env: Env) => Lambda {
  return (env) => new Lambda(code, env)
}

function codeAt(unit: Unit, node: number): LambdaCode {
  const { words } = unit
  const name = words[node + 2]!
  const body = words[node + 3]!
  const takesSet = words[node] === op.formals
  const returned = words[body] === op.lambda || words[body] === op.formals ? codeAt(unit, body) : undefined
  return {
    place: placeAt(unit, node + 1),
    name: name < 0 ? undefined : symbolName(name),
    argument: takesSet ? undefined : words[node + 4]!,
    formals: takesSet ? compileFormals(unit, node) : undefined,
    body: returned === undefined ? unit.code(body) : new Code(makeFrom(returned)),
    returned,
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
