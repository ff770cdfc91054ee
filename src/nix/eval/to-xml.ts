import { showFloat } from '../float-text.ts'
import { attrPlace } from './attrs.ts'
import { calls, enter } from './call.ts'
import { union } from './context.ts'
import { isDerivation } from './equal.ts'
import { evaluated, force } from './force.ts'
import type { ContextSink } from './machine.ts'
import { placeOf } from './places.ts'
import { known, symbolName } from './symbols.ts'
import {
  Attrs,
  ContextString,
  Float,
  Lambda,
  Path,
  PrimOp,
  PrimOpApp,
  type Slot,
  Thunk,
  textOf,
} from './values.ts'

export interface XmlOptions {
  readonly strict: boolean
  /** Tell where attributes and functions are written. */
  readonly places: boolean
}

/** A value as XML. */
export function writeXml(slot: Slot, sink: ContextSink, options: XmlOptions): string {
  const writer = new Writer(sink, options)
  writer.write(slot, 1, 0)
  return `<?xml version='1.0' encoding='utf-8'?>\n<expr>\n${writer.text}</expr>\n`
}

type XmlAttributes = Readonly<Record<string, string>>

class Writer {
  text = ''
  readonly #sink: ContextSink
  readonly #options: XmlOptions
  readonly #derivations = new Set<string>()

  constructor(sink: ContextSink, options: XmlOptions) {
    this.#sink = sink
    this.#options = options
  }

  write(slot: Slot, depth: number, place: number): void {
    enter(place)
    this.#writeValue(this.#options.strict ? force(slot, place) : evaluated(slot), depth, place)
    calls.depth--
  }

  #writeValue(value: Slot, depth: number, place: number): void {
    if (value === null) this.#empty('null', {}, depth)
    else if (typeof value === 'boolean') this.#empty('bool', { value: String(value) }, depth)
    else if (typeof value === 'number' || typeof value === 'bigint')
      this.#empty('int', { value: String(value) }, depth)
    else if (typeof value === 'string') this.#empty('string', { value }, depth)
    else if (value instanceof ContextString) {
      this.#sink.context = union(this.#sink.context, value.context)
      this.#empty('string', { value: value.text }, depth)
    } else if (value instanceof Float) this.#empty('float', { value: showFloat(value.value) }, depth)
    else if (value instanceof Path) this.#empty('path', { value: value.path }, depth)
    else if (value instanceof Attrs) this.#set(value, depth)
    else if (value instanceof Lambda) this.#function(value, depth)
    else if (value instanceof Thunk || value instanceof PrimOp || value instanceof PrimOpApp)
      this.#empty('unevaluated', {}, depth)
    else
      this.#element('list', {}, depth, () => {
        for (const item of value) this.write(item, depth + 1, place)
      })
  }

  #set(attrs: Attrs, depth: number): void {
    if (!isDerivation(attrs)) {
      this.#element('attrs', {}, depth, () => this.#attributes(attrs, depth + 1))
      return
    }
    const drvPath = this.#pathOf(attrs, known.drvPath)
    const outPath = this.#pathOf(attrs, known.outPath)
    const described = {
      ...(drvPath !== undefined && { drvPath }),
      ...(outPath !== undefined && { outPath }),
    }
    this.#element('derivation', described, depth, () => {
      if (drvPath !== undefined && drvPath !== '' && !this.#derivations.has(drvPath)) {
        this.#derivations.add(drvPath)
        this.#attributes(attrs, depth + 1)
      } else this.#empty('repeated', {}, depth + 1)
    })
  }

  #pathOf(attrs: Attrs, name: number): string | undefined {
    const index = attrs.shape.find(name)
    if (index < 0) return undefined
    const slot = attrs.values[index]!
    const value = this.#options.strict ? force(slot, attrPlace(attrs, index)) : evaluated(slot)
    return value instanceof Thunk ? undefined : textOf(value)
  }

  #attributes(attrs: Attrs, depth: number): void {
    for (const index of attrs.shape.byName()) {
      const name = symbolName(attrs.shape.symbols[index]!)
      const place = attrPlace(attrs, index)
      this.#element('attr', { name, ...this.#place(place) }, depth, () =>
        this.write(attrs.values[index]!, depth + 1, place),
      )
    }
  }

  #function({ code }: Lambda, depth: number): void {
    this.#element('function', this.#place(code.place), depth, () => {
      const { formals, argument } = code
      if (formals === undefined) {
        this.#empty('varpat', { name: symbolName(argument!) }, depth + 1)
        return
      }
      const described = {
        ...(formals.ellipsis && { ellipsis: '1' }),
        ...(formals.as !== undefined && { name: symbolName(formals.as) }),
      }
      this.#element('attrspat', described, depth + 1, () => {
        for (const name of formals.formals.map((formal) => symbolName(formal.name)).sort())
          this.#empty('attr', { name }, depth + 2)
      })
    })
  }

  #place(at: number): XmlAttributes {
    const place = this.#options.places ? placeOf(at) : undefined
    if (place === undefined) return {}
    const { origin, line, column } = place
    return {
      column: String(column),
      line: String(line),
      ...(origin.kind === 'file' && { path: origin.path }),
    }
  }

  #empty(name: string, attributes: XmlAttributes, depth: number): void {
    this.text += `${'  '.repeat(depth)}<${name}${written(attributes)} />\n`
  }

  #element(name: string, attributes: XmlAttributes, depth: number, content: () => void): void {
    const indentation = '  '.repeat(depth)
    this.text += `${indentation}<${name}${written(attributes)}>\n`
    content()
    this.text += `${indentation}</${name}>\n`
  }
}

const escapes: Readonly<Record<string, string>> = {
  '"': '&quot;',
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '\n': '&#xA;',
}

/** Attributes are written in the order of their names. */
function written(attributes: XmlAttributes): string {
  return Object.keys(attributes)
    .sort()
    .map((name) => ` ${name}="${attributes[name]!.replace(/["<>&\n]/g, (char) => escapes[char]!)}"`)
    .join('')
}
