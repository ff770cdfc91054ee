import { call } from '../call.ts'
import { lessThan } from '../compare.ts'
import { NixError } from '../errors.ts'
import { expectAttr, expectAttrs, expectFunction, expectList } from '../expect.ts'
import { force } from '../force.ts'
import { showForError } from '../show-value.ts'
import { known } from '../symbols.ts'
import { type Attrs, Float, Path, type Slot, textOf, type Value } from '../values.ts'

/** Finds keys that were seen. Values of other types than numbers, strings and paths are compared with all of one kind. */
class SeenKeys {
  readonly #simple = new Set<unknown>()
  readonly #elements: { readonly key: Value; readonly element: Slot }[] = []

  /** Whether the key is new. */
  add(key: Value, element: Slot): boolean {
    const simple = simpleKey(key)
    if (simple !== undefined) {
      const last = this.#elements[0]
      if (last !== undefined) compareKeys(key, last, element)
      else this.#elements.push({ key, element })
      if (this.#simple.has(simple)) return false
      this.#simple.add(simple)
      return true
    }
    for (const other of this.#elements)
      if (!compareKeys(key, other, element) && !lessThan(other.key, key)) return false
    this.#elements.push({ key, element })
    return true
  }
}

/** What stands for a key in a set, where equality is all that counts. */
function simpleKey(key: Value): unknown {
  if (typeof key === 'number' || typeof key === 'bigint') return key
  if (key instanceof Float) return key.value
  if (key instanceof Path) return `p${key.path}`
  const text = textOf(key)
  return text === undefined ? undefined : `s${text}`
}

function compareKeys(
  key: Value,
  other: { readonly key: Value; readonly element: Slot },
  element: Slot,
): boolean {
  try {
    return lessThan(key, other.key)
  } catch (error) {
    if (error instanceof NixError) {
      error.trace(`with element ${showForError(other.element)}`)
      error.trace(`while comparing element ${showForError(element)}`)
    }
    throw error
  }
}

/** All elements that are reached from the first ones, each key once, in the order in which they were found. */
export function genericClosure(slot: Slot): Value {
  const set = expectAttrs(slot, 'while evaluating the first argument passed to builtins.genericClosure')
  const where = 'in the attrset passed as argument to builtins.genericClosure'
  const start = expectList(
    expectAttr(set, known.startSet, where),
    "while evaluating the 'startSet' attribute passed as argument to builtins.genericClosure",
  )
  if (start.length === 0) return start
  const operator = expectFunction(
    expectAttr(set, known.operator, where),
    "while evaluating the 'operator' attribute passed as argument to builtins.genericClosure",
  )
  const work: Slot[] = [...start]
  const result: Slot[] = []
  const seen = new SeenKeys()
  for (let at = 0; at < work.length; at++) {
    const element = work[at]!
    if (!seen.add(keyOf(element), element)) continue
    result.push(element)
    for (const next of expand(operator, element)) {
      force(next)
      work.push(next)
    }
  }
  return result
}

function keyOf(element: Slot): Value {
  let attrs: Attrs
  try {
    attrs = expectAttrs(element, '')
    return force(expectAttr(attrs, known.key, ''))
  } catch (error) {
    if (error instanceof NixError) error.trace(`in genericClosure element ${showForError(element)}`)
    throw error
  }
}

function expand(operator: Value, element: Slot): readonly Slot[] {
  try {
    const why = 'while evaluating the return value of the `operator` passed to builtins.genericClosure'
    return expectList(call(operator, element, 0), why)
  } catch (error) {
    if (error instanceof NixError)
      error.trace(`while calling operator on genericClosure element ${showForError(element)}`)
    throw error
  }
}
