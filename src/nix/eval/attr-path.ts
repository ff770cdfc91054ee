import { attrPlace, attrsOf, type Entry } from './attrs.ts'
import { call } from './call.ts'
import { NixError } from './errors.ts'
import { force } from './force.ts'
import { showType } from './show-type.ts'
import { bestMatches } from './suggestions.ts'
import { known, symbol, symbolName } from './symbols.ts'
import { Attrs, Lambda, type Slot, type Value } from './values.ts'

/** Calls a function of formals with those arguments that it takes; everything else stays as it is. */
export function autoCall(value: Value, args: Attrs): Value {
  if (value instanceof Attrs) {
    const index = value.shape.find(known.functor)
    return index < 0 ? value : autoCall(call(force(value.values[index]!), value, 0), args)
  }
  if (!(value instanceof Lambda) || value.code.formals === undefined) return value
  const { formals, ellipsis } = value.code.formals
  if (ellipsis) return call(value, args, 0)
  const entries: Entry[] = []
  for (const { name, fallback, place } of formals) {
    const index = args.shape.find(name)
    if (index >= 0) entries.push({ name, value: args.values[index]!, place: attrPlace(args, index) })
    else if (fallback === undefined)
      throw new NixError(
        'missing-argument',
        `cannot evaluate a function that has an argument without a value ('${symbolName(name)}')\nNix attempted to evaluate a function as a top level expression; in\nthis case it must have its arguments supplied either by default\nvalues, or passed explicitly with '--arg' or '--argstr'. See\nhttps://nix.dev/manual/nix/stable/language/syntax.html#functions.`,
        place,
      )
  }
  return call(value, attrsOf(entries), 0)
}

/** The parts of an attribute path: `a."b.c".d`. */
export function parseAttrPath(path: string): readonly string[] {
  const parts: string[] = []
  let part = ''
  let quoted = false
  for (let at = 0; at < path.length; at++) {
    const char = path[at]!
    if (char === '"') {
      const end = path.indexOf('"', at + 1)
      if (end < 0) throw new NixError('usage', `missing closing quote in selection path '${path}'`)
      part += path.slice(at + 1, end)
      quoted = true
      at = end
    } else if (char === '.') {
      parts.push(part)
      part = ''
      quoted = false
    } else part += char
  }
  if (part !== '' || quoted) parts.push(part)
  return parts
}

/** The value at a path; functions on the way are called with the arguments. */
export function findAlong(root: Slot, path: string, args: Attrs): Value {
  let value = force(root)
  for (const part of parseAttrPath(path)) {
    value = autoCall(value, args)
    value =
      /^\d+$/.test(part) && Array.isArray(value)
        ? element(value, Number(part), path)
        : member(value, part, path)
  }
  return value
}

function element(list: readonly Slot[], index: number, path: string): Value {
  const slot = list[index]
  if (slot === undefined)
    throw new NixError('eval', `list index ${index} in selection path '${path}' is out of range`)
  return force(slot)
}

function member(value: Value, name: string, path: string): Value {
  if (!(value instanceof Attrs))
    throw new NixError(
      'type',
      `the expression selected by the selection path '${path}' should be a set but is ${showType(value)}`,
    )
  if (name === '') throw new NixError('eval', `empty attribute name in selection path '${path}'`)
  const index = value.shape.find(symbol(name))
  if (index >= 0) return force(value.values[index]!)
  throw new NixError(
    'eval',
    `attribute '${name}' in selection path '${path}' not found`,
    0,
    bestMatches(value.shape.symbols.map(symbolName), name),
  )
}
