import { contentKey } from './content-key.ts'
import { type ModuleText, moduleText } from './module-file.ts'
import type { Part } from './parts.ts'
import { makeScope, type Scope, type Surroundings } from './scope.ts'

/** A part as it stands in the flake. */
export interface Printed {
  readonly file: string
  readonly module: ModuleText
}

/** Finds each part's file: shared by all hosts and users for which it reads the same. */
export function printParts(parts: readonly Part[], surroundings: Surroundings): ReadonlyMap<Part, Printed> {
  const byKey = Map.groupBy(parts, (part) => part.key)
  return new Map([...byKey.values()].flatMap((group) => [...printGroup(group, surroundings)]))
}

function printGroup(group: readonly Part[], surroundings: Surroundings): ReadonlyMap<Part, Printed> {
  const levels = group[0]!.names.length
  for (let level = 0; level < levels - 1; level++) {
    const printed = printAt(level, group, surroundings, true)
    if (printed !== undefined) return printed
  }
  return printAt(levels - 1, group, surroundings, false)!
}

/** Nothing if two parts with the same name there differ and must not. */
function printAt(
  level: number,
  group: readonly Part[],
  surroundings: Surroundings,
  mustAgree: boolean,
): ReadonlyMap<Part, Printed> | undefined {
  const modules = new Map<string, ModuleText>()
  const known = new Map<string, Printed>()
  const printed = new Map<Part, Printed>()
  for (const part of group) {
    const file = part.names[level]!
    const key = `${file} ${keyOf(part)}`
    const one = known.get(key) ?? printPart(part, file, surroundings)
    known.set(key, one)
    const other = modules.get(file) ?? one.module
    if (mustAgree && other !== one.module && other.text !== one.module.text) return undefined
    modules.set(file, one.module)
    printed.set(part, one)
  }
  return printed
}

const keys = new WeakMap<Part, string>()

function keyOf(part: Part): string {
  const known = keys.get(part) ?? contentKey(part)
  keys.set(part, known)
  return known
}

function printPart(part: Part, file: string, surroundings: Surroundings): Printed {
  const scope: Scope = makeScope(part.target, file, surroundings, () => {})
  return { file, module: moduleText(() => ({ about: part.about, statements: part.statements }), scope) }
}
