import { toBytes } from '../bytes.ts'
import { parseNix } from '../parse/index.ts'
import type { ParseWarning } from '../parse/lints.ts'
import type { Range } from '../parse/parsing.ts'
import { freeVariables } from '../parse/variables.ts'
import type { Expression } from '../syntax.ts'
import type { Run } from './code.ts'
import { unitOf } from './compile/index.ts'
import { scopeOf } from './compile/scope.ts'
import { startOf, type Unit } from './compile/unit.ts'
import { NixError } from './errors.ts'
import type { Machine } from './machine.ts'
import { addSource, type Origin, showOrigin, showPlace } from './places.ts'
import { showError } from './show-error.ts'
import { symbol, symbolName } from './symbols.ts'

/** Puts the places on the nodes themselves, which are new and nobody else's. */
class OnNodes extends Map<object, Range> {
  override set(node: object, range: Range): this {
    Object.assign(node, range)
    return this
  }
}

/** The parser's own words are text, what it quotes of the source is bytes. */
function inBytes(message: string): string {
  return message.replace(/[^\0-\xff]/g, toBytes)
}

function shownWarning({ message, offset, excerpt }: ParseWarning, base: number): string {
  const place = base + offset
  if (!excerpt) return `warning: at ${showPlace(place)}: ${message}`
  return showError(new NixError('parse', message, place), { label: 'warning', showTrace: false })
}

export interface ReadSource {
  readonly expression: Expression
  readonly base: number
}

/** The tree of a text, every node of which knows its place. `names` are bound beside the built-in variables. */
export function readSource(
  text: string,
  origin: Origin,
  { globals, settings, say }: Machine,
  names: readonly string[] = [],
): ReadSource {
  const base = addSource(origin, text)
  const { pipes, lints } = settings
  const warn = (warning: ParseWarning): void => say(shownWarning(warning, base))
  const named = `${showOrigin(origin)}:`
  const parsed = parseNix(text, { pipes, lints, warn, origin: named, ranges: new OnNodes() })
  if ('error' in parsed) {
    const { message, offset } = parsed.error
    throw new NixError('parse', inBytes(message), base + offset)
  }
  const known = new Set(names)
  const unbound = freeVariables(parsed.expression).find(
    ({ name, inWith }) => !inWith && name !== '__curPos' && !known.has(name) && !globals.has(symbol(name)),
  )
  if (unbound)
    throw new NixError('undefined', `undefined variable '${unbound.name}'`, base + startOf(unbound.node))
  return { expression: parsed.expression, base }
}

/** A text that is ready to be run. */
export function compileSource(
  machine: Machine,
  text: string,
  origin: Origin,
  directory: string,
  internal = false,
): Run {
  const { expression, base } = readSource(text, origin, machine)
  return unitFor(machine, text, base, directory, internal).run(expression, undefined)
}

/** A text in which other names are bound too; it runs on their values, in order. */
export function compileScoped(
  machine: Machine,
  text: string,
  origin: Origin,
  directory: string,
  names: readonly number[],
): Run {
  const known = names.map(symbolName)
  const { expression, base } = readSource(text, origin, machine, known)
  return unitFor(machine, text, base, directory, false).run(expression, scopeOf(undefined, names))
}

function unitFor(machine: Machine, text: string, base: number, directory: string, internal: boolean): Unit {
  return unitOf({ machine, text, base, directory, internal })
}
