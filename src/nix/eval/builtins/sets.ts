import { attrPlace, attrsOfMap, drop, pick, placeList } from '../attrs.ts'
import { applyingToAttrs } from '../call.ts'
import { expectAttr, expectAttrs, expectFunction, expectList, expectPlainString } from '../expect.ts'
import { force } from '../force.ts'
import { placeValue } from '../place-value.ts'
import { known, type SymbolId, symbol, symbolName } from '../symbols.ts'
import { Attrs, PrimOp, type Slot, Thunk, type Value } from '../values.ts'

const first = (name: string): string => `while evaluating the first argument passed to builtins.${name}`
const second = (name: string): string => `while evaluating the second argument passed to builtins.${name}`
const only = (name: string): string => `while evaluating the argument passed to builtins.${name}`

function attrNames(set: Slot): Value {
  const { shape } = expectAttrs(set, only('attrNames'))
  const order = shape.byName()
  const names = new Array<Slot>(order.length)
  for (let at = 0; at < names.length; at++) names[at] = symbolName(shape.symbols[order[at]!]!)
  return names
}

function attrValues(set: Slot): Value {
  const { shape, values } = expectAttrs(set, only('attrValues'))
  const order = shape.byName()
  const sorted = new Array<Slot>(order.length)
  for (let at = 0; at < sorted.length; at++) sorted[at] = values[order[at]!]!
  return sorted
}

function getAttr(name: Slot, set: Slot): Value {
  const wanted = symbol(expectPlainString(name, first('getAttr')))
  const attrs = expectAttrs(set, second('getAttr'))
  return force(expectAttr(attrs, wanted, 'in the attribute set under consideration'))
}

function hasAttr(name: Slot, set: Slot): Value {
  const wanted = symbol(expectPlainString(name, first('hasAttr')))
  return expectAttrs(set, second('hasAttr')).shape.find(wanted) >= 0
}

function getAttrPlace(name: Slot, set: Slot): Value {
  const wanted = symbol(expectPlainString(name, first('unsafeGetAttrPos')))
  const attrs = expectAttrs(set, second('unsafeGetAttrPos'))
  const index = attrs.shape.find(wanted)
  return index < 0 ? null : placeValue(attrPlace(attrs, index))
}

function removeAttrs(set: Slot, names: Slot): Value {
  const attrs = expectAttrs(set, first('removeAttrs'))
  const why = 'while evaluating the values of the second argument passed to builtins.removeAttrs'
  const items = expectList(names, second('removeAttrs'))
  const removed: number[] = []
  for (let at = 0; at < items.length; at++) {
    const index = attrs.shape.find(symbol(expectPlainString(items[at]!, why)))
    if (index >= 0) removed.push(index)
  }
  return drop(attrs, ascending(removed))
}

/** The numbers in order, each once. Most often few are given, and in order. */
function ascending(numbers: number[]): readonly number[] {
  if (numbers.every((number, at) => at === 0 || numbers[at - 1]! < number)) return numbers
  return [...new Set(numbers)].sort((a, b) => a - b)
}

function listToAttrs(list: Slot): Value {
  const items = expectList(list, only('listToAttrs'))
  const pairs = new Map<SymbolId, Attrs>()
  for (let at = 0; at < items.length; at++) {
    const pair = expectAttrs(
      items[at]!,
      'while evaluating an element of the list passed to builtins.listToAttrs',
    )
    const index = pair.shape.find(known.name)
    const slot = expectAttr(pair, known.name, 'in a {name=...; value=...;} pair')
    const name = symbol(
      expectPlainString(
        slot,
        'while evaluating the `name` attribute of an element of the list passed to builtins.listToAttrs',
        attrPlace(pair, index),
      ),
    )
    if (!pairs.has(name)) pairs.set(name, pair)
  }
  const { shape, values } = attrsOfMap(pairs, (pair) =>
    expectAttr(pair, known.value, 'in a {name=...; value=...;} pair'),
  )
  const places = shape.symbols.map((name) => {
    const pair = pairs.get(name)!
    return attrPlace(pair, pair.shape.find(known.value))
  })
  return new Attrs(shape, values, placeList(shape, places, 0))
}

function intersectAttrs(one: Slot, other: Slot): Value {
  const names = expectAttrs(one, first('intersectAttrs'))
  const attrs = expectAttrs(other, second('intersectAttrs'))
  const kept: number[] = []
  if (names.values.length < attrs.values.length) {
    for (const name of names.shape.symbols) {
      const index = attrs.shape.find(name)
      if (index >= 0) kept.push(index)
    }
  } else {
    attrs.shape.symbols.forEach((name, index) => {
      if (names.shape.find(name) >= 0) kept.push(index)
    })
  }
  return pick(attrs, kept)
}

function catAttrs(name: Slot, list: Slot): Value {
  const wanted = symbol(expectPlainString(name, first('catAttrs')))
  const why = 'while evaluating an element in the list passed as second argument to builtins.catAttrs'
  const found: Slot[] = []
  for (const item of expectList(list, second('catAttrs'))) {
    const attrs = expectAttrs(item, why)
    const index = attrs.shape.find(wanted)
    if (index >= 0) found.push(attrs.values[index]!)
  }
  return found
}

function mapAttrs(callee: Slot, set: Slot): Value {
  return mapAttributes(callee, expectAttrs(set, second('mapAttrs')))
}

function mapAttributes(callee: Slot, attrs: Attrs): Attrs {
  const code = applyingToAttrs(callee, attrs)
  const mapped = new Array<Slot>(attrs.values.length)
  for (let index = 0; index < mapped.length; index++) mapped[index] = new Thunk(code, index)
  return new Attrs(attrs.shape, mapped, undefined)
}

function zipAttrsWith(callee: Slot, list: Slot): Value {
  const combine = expectFunction(callee, first('zipAttrsWith'))
  const why = 'while evaluating a value of the list passed as second argument to builtins.zipAttrsWith'
  const groups = new Map<SymbolId, Slot[]>()
  const items = expectList(list, second('zipAttrsWith'))
  for (let at = 0; at < items.length; at++) {
    const { shape, values } = expectAttrs(items[at]!, why)
    for (let index = 0; index < values.length; index++) {
      const name = shape.symbols[index]!
      const group = groups.get(name)
      if (group) group.push(values[index]!)
      else groups.set(name, [values[index]!])
    }
  }
  return mapAttributes(
    combine,
    attrsOfMap(groups, (values) => values),
  )
}

/** Attribute sets. */
export const setBuiltins: readonly PrimOp[] = [
  new PrimOp('attrNames', 1, attrNames),
  new PrimOp('attrValues', 1, attrValues),
  new PrimOp('getAttr', 2, getAttr),
  new PrimOp('hasAttr', 2, hasAttr),
  new PrimOp('unsafeGetAttrPos', 2, getAttrPlace),
  new PrimOp('removeAttrs', 2, removeAttrs),
  new PrimOp('listToAttrs', 1, listToAttrs),
  new PrimOp('intersectAttrs', 2, intersectAttrs),
  new PrimOp('catAttrs', 2, catAttrs),
  new PrimOp('mapAttrs', 2, mapAttrs),
  new PrimOp('zipAttrsWith', 2, zipAttrsWith),
]
