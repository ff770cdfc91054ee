import type { Slot } from './containers.ts'
import { isPlain } from './discharge.ts'
import { type MergedDefinitions, mergeDefinitions, refusalBy } from './merge-definitions.ts'
import { once } from './once.ts'
import type { At, Definition, Env, OptionType, Path } from './option-type.ts'
import type { DefinitionRecord, Inside, Result } from './result.ts'

/** One element of a container while it merges. */
export interface Element {
  readonly isDefined: boolean
  /** For the container that is built. */
  readonly slot: Slot
  /** For tools. */
  readonly result: () => Result
}

/** Discharges the definitions of an element now, and merges them when it is read. */
export function mergeElement(
  definitions: readonly Definition[],
  type: OptionType,
  path: Path,
  env: Env,
): Element {
  const at: At = { path, env }
  if (isPlain(definitions) && (type.structure.kind === 'leaf' || type.structure.kind === 'values')) {
    // Most elements are one plain string: no need to wait until it is read.
    if (refusalBy(type, definitions, at) === undefined) {
      const { value } = type.merge(definitions, at)
      return {
        isDefined: true,
        slot: { value },
        result: () => elementResult(mergeDefinitions(definitions, type, at), path),
      }
    }
  }
  const element = mergeDefinitions(definitions, type, at)
  const merged = once(element.merged, path)
  const shared = { ...element, merged }
  return {
    isDefined: element.isDefined,
    slot: { compute: () => merged().value, path },
    result: () => elementResult(shared, path),
  }
}

function elementResult(element: MergedDefinitions, path: Path): Result {
  const { values, maybe, others, highestPriority } = element.discharged
  const inside = () => element.merged().inside
  return {
    path,
    get value() {
      return element.merged().value
    },
    isDefined: element.isDefined,
    highestPriority,
    definitions: [...values, ...maybe, ...others] satisfies readonly DefinitionRecord[],
    names: () => inside()?.names() ?? [],
    child: (name) => inside()?.child(name),
    problems: () => inside()?.problems?.() ?? [],
  }
}

/** The elements of a container for tools. */
export function insideOf(elements: ReadonlyMap<string, Element>): Inside {
  return {
    names: () => [...elements.keys()],
    child: (name) => elements.get(name)?.result(),
  }
}
