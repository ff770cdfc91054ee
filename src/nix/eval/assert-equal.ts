import { floatToString } from '../float-text.ts'
import { attrPlace } from './attrs.ts'
import { calls, enter } from './call.ts'
import { equal, isDerivation } from './equal.ts'
import { NixError } from './errors.ts'
import { force } from './force.ts'
import { showType } from './show-type.ts'
import { showForError } from './show-value.ts'
import { known, symbolName } from './symbols.ts'
import { Attrs, Float, isFunction, type List, Path, type Slot, textOf, type Value } from './values.ts'

/** Throws if two values are not equal, and says where they differ. */
export function assertEqual(one: Value, other: Value, place: number): void {
  enter(place)
  compare(one, other, place)
  calls.depth--
}

function compareSlots(one: Slot, other: Slot, place: number): void {
  const left = force(one, place)
  const right = force(other, place)
  if (one !== other) assertEqual(left, right, place)
}

function isNumber(value: Value): boolean {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof Float
}

function compare(one: Value, other: Value, place: number): void {
  const left = showForError(one)
  const right = showForError(other)
  const types = [showType(one), showType(other)] as const
  if (isNumber(one) && isNumber(other)) {
    if (equal(one, other)) return
    throw differ(`${types[0]} with value '${left}' is not equal to ${types[1]} with value '${right}'`)
  }
  if (textOf(one) !== undefined && textOf(other) !== undefined) {
    if (textOf(one) === textOf(other)) return
    throw differ(`string '${left}' is not equal to string '${right}'`)
  }
  if (isFunction(one) && isFunction(other))
    throw differ('distinct functions and immediate comparisons of identical functions compare as unequal')
  if (types[0] !== types[1])
    throw differ(`${types[0]} of value '${left}' is not equal to ${types[1]} of value '${right}'`)
  if (typeof one === 'boolean' && one !== other)
    throw differ(`boolean '${left}' is not equal to boolean '${right}'`)
  if (one instanceof Path && !equal(one, other))
    throw differ(`path '${left}' is not equal to path '${right}'`)
  if (one instanceof Float)
    throw differ(`float '${floatToString(one.value)}' is not equal to float '${right}'`)
  if (Array.isArray(one)) compareLists(one, other as List, place)
  else if (one instanceof Attrs) compareSets(one, other as Attrs, place)
}

function compareLists(one: List, other: List, place: number): void {
  if (one.length !== other.length)
    throw differ(
      `list of size '${one.length}' is not equal to list of size '${other.length}', left hand side is '${showForError(one)}', right hand side is '${showForError(other)}'`,
    )
  for (const [index, item] of one.entries()) {
    try {
      compareSlots(item, other[index]!, place)
    } catch (error) {
      if (error instanceof NixError) error.trace(`while comparing list element ${index}`, place)
      throw error
    }
  }
}

function compareSets(one: Attrs, other: Attrs, place: number): void {
  if (isDerivation(one) && isDerivation(other)) {
    const left = one.shape.find(known.outPath)
    const right = other.shape.find(known.outPath)
    if (left >= 0 && right >= 0) {
      try {
        compareSlots(one.values[left]!, other.values[right]!, place)
        return
      } catch (error) {
        if (error instanceof NixError)
          error.trace("while comparing a derivation by its 'outPath' attribute", place)
        throw error
      }
    }
  }
  const shown = [showForError(one), showForError(other)] as const
  if (one.values.length !== other.values.length)
    throw differ(`attribute names of attribute set '${shown[0]}' differs from attribute set '${shown[1]}'`)
  for (const [index, name] of one.shape.symbols.entries()) {
    const otherName = other.shape.symbols[index]!
    if (name !== otherName) {
      if (other.shape.find(name) < 0)
        throw differ(
          `attribute name '${symbolName(name)}' is contained in '${shown[0]}', but not in '${shown[1]}'`,
        )
      throw differ(
        `attribute name '${symbolName(otherName)}' is missing in '${shown[0]}', but is contained in '${shown[1]}'`,
      )
    }
    try {
      compareSlots(one.values[index]!, other.values[index]!, place)
    } catch (error) {
      if (error instanceof NixError) {
        if (attrPlace(other, index) !== 0) error.trace('where right hand side is', attrPlace(other, index))
        if (attrPlace(one, index) !== 0) error.trace('where left hand side is', attrPlace(one, index))
        error.trace(`while comparing attribute '${symbolName(name)}'`, place)
      }
      throw error
    }
  }
}

function differ(message: string): NixError {
  return new NixError('assert', message)
}
