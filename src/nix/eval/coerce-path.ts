import { coerceToString, newSink, peel } from './coerce.ts'
import { NixError } from './errors.ts'
import { force } from './force.ts'
import type { ContextSink, Machine } from './machine.ts'
import { canonicalPath } from './paths.ts'
import { Attrs, Path, type Slot, type Value } from './values.ts'

/** A path from a value that stands for one. */
export function coerceToPath(
  machine: Machine,
  slot: Slot,
  why: string,
  place = 0,
  sink: ContextSink = newSink(),
): string {
  const use = (value: Value): string => {
    if (value instanceof Path) return value.path
    const path = coerceToString(machine, value, sink, { why, copy: false }, place)
    if (!path.startsWith('/'))
      throw new NixError('eval', `string '${path}' doesn't represent an absolute path`).trace(why, place)
    return canonicalPath(path)
  }
  const value = force(slot, place)
  return value instanceof Attrs ? peel(value, place, false, use) : use(value)
}

/** A path that is read from: what is not built yet cannot be. */
export function realisePath(machine: Machine, slot: Slot): string {
  const sink = newSink()
  const path = coerceToPath(machine, slot, 'while realising the context of a path', 0, sink)
  const unbuilt = sink.context.elements().find((element) => element.startsWith('!'))
  if (unbuilt !== undefined) throw importFromDerivation(unbuilt, path)
  return path
}

/** What would have to be built before evaluation can go on. */
function importFromDerivation(element: string, path: string): NixError {
  const [, output, drvPath] = element.split('!')
  return new NixError(
    'eval',
    `cannot build '${drvPath}^${output}' during evaluation: panther evaluates without building, and this expression reads '${path}', which a build would have to make first (import from derivation)`,
  ).trace(`while realising the context of path '${path}'`)
}
