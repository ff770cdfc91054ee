import { showFloat } from '../float-text.ts'
import { done, running } from './force.ts'
import { inGuillemets } from './glyphs.ts'
import { showPlace } from './places.ts'
import { showAttributeName, showString } from './show-string.ts'
import { symbolName } from './symbols.ts'
import {
  Attrs,
  ContextString,
  Float,
  Lambda,
  type List,
  Path,
  PrimOp,
  PrimOpApp,
  type Slot,
  Thunk,
  type Value,
} from './values.ts'

const deepest = 10
const mostAttributes = 10
const mostItems = 10
const longestString = 1024

/** A value as messages show it: as far as it is evaluated, and cut short. */
export function showForError(value: Slot): string {
  return new Shower(mostAttributes, mostItems, deepest, longestString).show(value, 0)
}

/** A value as `trace` shows it: as far as it is evaluated. */
export function showForTrace(value: Slot): string {
  return new Shower(Infinity, Infinity, Infinity, Infinity).show(value, 0)
}

class Shower {
  readonly #seen = new Set<unknown>()
  readonly #attributes: number
  readonly #items: number
  readonly #depth: number
  readonly #string: number
  #shownAttributes = 0
  #shownItems = 0

  constructor(attributes: number, items: number, depth: number, string: number) {
    this.#attributes = attributes
    this.#items = items
    this.#depth = depth
    this.#string = string
  }

  show(slot: Slot, depth: number): string {
    if (slot instanceof Thunk) {
      if (slot.code === running) return inGuillemets('potential infinite recursion')
      return slot.code === done ? this.show(slot.data as Value, depth) : inGuillemets('thunk')
    }
    if (slot === null) return 'null'
    if (typeof slot === 'string') return this.#text(slot)
    if (slot instanceof ContextString) return this.#text(slot.text)
    if (slot instanceof Float) return showFloat(slot.value)
    if (slot instanceof Path) return slot.path
    if (slot instanceof Attrs) return this.#set(slot, depth)
    if (slot instanceof Lambda) {
      const { name, place } = slot.code
      return inGuillemets(`lambda${name === undefined ? '' : ` ${name}`} @ ${showPlace(place)}`)
    }
    if (slot instanceof PrimOp) return inGuillemets(`primop ${slot.name}`)
    if (slot instanceof PrimOpApp) return inGuillemets(`partially applied primop ${slot.primOp.name}`)
    return typeof slot === 'object' ? this.#list(slot, depth) : String(slot)
  }

  #text(text: string): string {
    if (text.length <= this.#string) return showString(text)
    return `${showString(text.slice(0, this.#string))} ${inGuillemets(`${counted(text.length - this.#string, 'byte')} elided`)}`
  }

  #set(attrs: Attrs, depth: number): string {
    if (this.#seen.has(attrs)) return inGuillemets('repeated')
    this.#seen.add(attrs)
    if (depth >= this.#depth) return '{ ... }'
    const order = [...attrs.shape.byName()]
    const isImportant = (index: number): boolean => /^_?type$/.test(symbolName(attrs.shape.symbols[index]!))
    if (this.#attributes !== Infinity) order.sort((a, b) => Number(isImportant(b)) - Number(isImportant(a)))
    let text = '{'
    for (const [count, index] of order.entries()) {
      if (this.#shownAttributes >= this.#attributes)
        return `${text} ${inGuillemets(`${counted(order.length - count, 'attribute')} elided`)} }`
      const name = symbolName(attrs.shape.symbols[index]!)
      text += ` ${showAttributeName(name)} = ${this.show(attrs.values[index]!, depth + 1)};`
      this.#shownAttributes++
    }
    return `${text} }`
  }

  #list(list: List, depth: number): string {
    if (list.length > 0 && this.#seen.has(list)) return inGuillemets('repeated')
    this.#seen.add(list)
    if (depth >= this.#depth) return '[ ... ]'
    let text = '['
    for (const [count, item] of list.entries()) {
      if (this.#shownItems >= this.#items)
        return `${text} ${inGuillemets(`${counted(list.length - count, 'item')} elided`)} ]`
      text += ` ${this.show(item, depth + 1)}`
      this.#shownItems++
    }
    return `${text} ]`
  }
}

function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`
}
