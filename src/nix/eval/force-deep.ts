import { attrPlace } from './attrs.ts'
import { calls, enter } from './call.ts'
import { NixError } from './errors.ts'
import { force } from './force.ts'
import { placeOfSlot } from './slot-place.ts'
import { shownSymbol } from './symbols.ts'
import { Attrs, type List, type Slot, type Value } from './values.ts'

/** Evaluates a value and all that is in it. */
export function forceDeep(slot: Slot): Value {
  return new Forcing().force(slot)
}

class Forcing {
  readonly #seen = new Set<unknown>()

  force(slot: Slot): Value {
    const place = placeOfSlot(slot)
    enter(place)
    const value = force(slot, place)
    if (typeof value === 'object' && value !== null && !this.#seen.has(value)) {
      this.#seen.add(value)
      if (value instanceof Attrs) this.#forceSet(value)
      else if (Array.isArray(value)) this.#forceList(value)
    }
    calls.depth--
    return value
  }

  #forceSet(attrs: Attrs): void {
    for (let index = 0; index < attrs.values.length; index++) {
      try {
        this.force(attrs.values[index]!)
      } catch (error) {
        if (error instanceof NixError)
          error.trace(
            `while evaluating the attribute '${shownSymbol(attrs.shape.symbols[index]!)}'`,
            attrPlace(attrs, index),
          )
        throw error
      }
    }
  }

  #forceList(list: List): void {
    for (let index = 0; index < list.length; index++) {
      try {
        this.force(list[index]!)
      } catch (error) {
        if (error instanceof NixError) error.trace(`while evaluating list element at index ${index}`)
        throw error
      }
    }
  }
}
