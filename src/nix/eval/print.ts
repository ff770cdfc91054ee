import { showFloat } from '../float-text.ts'
import { evaluated, running } from './force.ts'
import { inGuillemets } from './glyphs.ts'
import { showString } from './show-string.ts'
import { shownSymbol } from './symbols.ts'
import { Attrs, ContextString, Float, Lambda, Path, PrimOp, PrimOpApp, type Slot, Thunk } from './values.ts'

/** A value as `nix-instantiate --eval` prints it: as far as it is evaluated, what was printed before as repeated. */
export function printValue(slot: Slot): string {
  return new Printer().print(slot)
}

class Printer {
  readonly #seen = new Set<unknown>()

  print(slot: Slot): string {
    const value = evaluated(slot)
    if (value instanceof Thunk)
      return value.code === running ? inGuillemets('potential infinite recursion') : '<CODE>'
    if (value === null) return 'null'
    if (typeof value === 'string') return showString(value)
    if (value instanceof ContextString) return showString(value.text)
    if (value instanceof Float) return showFloat(value.value)
    if (value instanceof Path) return value.path
    if (value instanceof Lambda) return '<LAMBDA>'
    if (value instanceof PrimOp) return '<PRIMOP>'
    if (value instanceof PrimOpApp) return '<PRIMOP-APP>'
    if (value instanceof Attrs)
      return this.#repeats(value, value.values.length) ? inGuillemets('repeated') : this.#set(value)
    if (typeof value !== 'object') return String(value)
    if (this.#repeats(slot, value.length)) return inGuillemets('repeated')
    return `[ ${value.map((item) => `${this.print(item)} `).join('')}]`
  }

  #set(attrs: Attrs): string {
    let text = '{ '
    for (const index of attrs.shape.byName())
      text += `${shownSymbol(attrs.shape.symbols[index]!)} = ${this.print(attrs.values[index]!)}; `
    return `${text}}`
  }

  #repeats(value: unknown, size: number): boolean {
    if (size === 0) return false
    if (this.#seen.has(value)) return true
    this.#seen.add(value)
    return false
  }
}
