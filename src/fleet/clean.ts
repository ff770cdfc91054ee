import { isDeferred } from '../modules/deferred.ts'
import { isProperty, type PropertyData, property } from '../modules/properties.ts'
import { showKeys } from './key-token.ts'
import { problem } from './problem.ts'
import { isSecret } from './secret.ts'

/**
 * A copy of a definition's value that nothing can change any more, without what was not said (`undefined`).
 * Refuses what Nix has no value for, with the path inside the value.
 */
export function clean(value: unknown, what: string): unknown {
  return isLeaf(value) ? value : cleanAt(value, { what, path: [], parents: [] })
}

/** Where the copying is. The lists grow and shrink on the way. */
interface Spot {
  readonly what: string
  readonly path: string[]
  readonly parents: object[]
}

function isLeaf(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'boolean' || value === undefined || value === null
}

/** The same for the value of a whole definition, which is a set of options. */
export function cleanOptions(value: unknown, what: string): object {
  const copy = clean(value, what)
  // Whether there are properties around a set is the module system's to see.
  if (typeof copy === 'object' && copy !== null && !Array.isArray(copy)) return copy
  const given =
    copy === null || copy === undefined
      ? String(copy)
      : isDeferred(copy)
        ? 'a Nix expression'
        : Array.isArray(copy)
          ? 'a list'
          : `a ${typeof copy}`
  throw problem({
    code: 'bad-value',
    message: `${what} takes options by name, not ${given}.`,
    hint: 'Write a set: { … }.',
  })
}

const cleaned = new WeakMap<object, object>()

/** The same for definitions that stand in a list of many hosts: all of them share one copy. */
export function cleanShared(value: object, what: string): object {
  let copy = cleaned.get(value)
  if (copy === undefined) {
    copy = cleanOptions(value, what)
    if (typeof value === 'object' && value !== null) cleaned.set(value, copy)
  }
  return copy
}

function cleanAt(value: unknown, spot: Spot): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'bigint':
    case 'undefined':
      return value
    case 'number':
      if (Number.isFinite(value)) return value
      return refuse(spot, `the number ${value}`, 'Nix has finite numbers only.')
    case 'function':
      if (isDeferred(value)) return value
      return refuse(
        spot,
        'a JavaScript function',
        'A function as a value is written with nix.lambda; a function of the context stands in a list of definitions, not in a value.',
      )
    case 'symbol':
      return refuse(spot, 'a JavaScript symbol', 'Nix has no such value.')
    case 'object':
      return value === null || isDeferred(value) ? value : cleanObject(value, spot)
  }
}

function cleanObject(value: object, spot: Spot): unknown {
  const { parents } = spot
  if (parents.includes(value)) {
    refuse(spot, 'a value that contains itself', 'Nix has no such value: build it without the cycle.')
  }
  parents.push(value)
  const copy = Array.isArray(value)
    ? cleanList(value, spot)
    : isProperty(value)
      ? { [property]: cleanProperty(value[property], spot) }
      : cleanSet(value, spot)
  parents.pop()
  return Object.freeze(copy)
}

function cleanList(list: readonly unknown[], spot: Spot): unknown[] {
  const copy: unknown[] = []
  for (let index = 0; index < list.length; index++) {
    const element = list[index]
    if (isLeaf(element)) {
      if (element !== undefined) copy.push(element)
      continue
    }
    spot.path.push(String(index))
    copy.push(cleanAt(element, spot))
    spot.path.pop()
  }
  // Lists that grow keep room to grow.
  return copy.slice()
}

function cleanSet(value: object, spot: Spot): object {
  if (isSecret(value)) {
    refuse(
      spot,
      `the secret ${value.name} itself`,
      'It has no text form. Give its file to an option that takes a file: secret.file(host).',
    )
  }
  const prototype = Object.getPrototypeOf(value) as object | null
  if (prototype !== Object.prototype && prototype !== null) {
    const kind = value instanceof Promise ? 'a promise' : `a JavaScript ${prototype.constructor.name}`
    refuse(
      spot,
      kind,
      value instanceof Promise
        ? 'Await it where the fleet is loaded; functions of a fleet are synchronous.'
        : 'Turn it into plain data: text, numbers, lists and objects.',
    )
  }
  const copy: Record<string, unknown> = {}
  for (const name of Object.keys(value)) {
    const element = (value as Record<string, unknown>)[name]
    if (element === undefined) continue
    if (name === '__proto__') {
      refuse(spot, 'the name __proto__', 'JavaScript keeps it for itself: say it in Nix, with nixModule.')
    }
    if (isLeaf(element)) {
      copy[name] = element
      continue
    }
    spot.path.push(name)
    copy[name] = cleanAt(element, spot)
    spot.path.pop()
  }
  return copy
}

function cleanProperty(data: PropertyData, spot: Spot): PropertyData {
  if (data.kind === 'merge') {
    const contents = data.contents.map((content) => cleanAt(content, spot))
    return Object.freeze({
      kind: 'merge',
      contents: Object.freeze(contents.filter((content) => content !== undefined)),
    })
  }
  if (data.kind === 'definition') return data
  return Object.freeze({ ...data, content: cleanAt(data.content, spot) })
}

function refuse({ what, path }: Spot, kind: string, hint: string): never {
  const where = path.length === 0 ? what : `${what}, at ${showKeys(path.join('.'))},`
  throw problem({ code: 'bad-value', message: `${where} holds ${kind}.`, hint, valuePath: [...path] })
}
