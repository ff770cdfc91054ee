import { isDeferred } from '../modules/deferred.ts'
import { isProperty, type PropertyData, property } from '../modules/properties.ts'
import { problem } from './problem.ts'
import { isSecret } from './secret.ts'

/**
 * A copy of a definition's value that nothing can change any more, without what was not said (`undefined`).
 * Refuses what Nix has no value for, with the path inside the value.
 */
export function clean(value: unknown, what: string): unknown {
  return cleanAt(value, what, [], [])
}

function cleanAt(value: unknown, what: string, path: readonly string[], parents: readonly object[]): unknown {
  if (isDeferred(value)) return value
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'bigint':
    case 'undefined':
      return value
    case 'number':
      if (Number.isFinite(value)) return value
      return refuse(what, path, `the number ${value}`, 'Nix has finite numbers only.')
    case 'function':
      return refuse(
        what,
        path,
        'a JavaScript function',
        'A function as a value is written with nix.lambda; a function of the context stands in a list of definitions, not in a value.',
      )
    case 'symbol':
      return refuse(what, path, 'a JavaScript symbol', 'Nix has no such value.')
    case 'object':
      return value === null ? null : cleanObject(value, what, path, parents)
  }
}

function cleanObject(
  value: object,
  what: string,
  path: readonly string[],
  parents: readonly object[],
): unknown {
  if (parents.includes(value))
    refuse(what, path, 'a value that contains itself', 'Nix has no such value: build it without the cycle.')
  const inner = [...parents, value]
  if (isProperty(value))
    return Object.freeze({ [property]: cleanProperty(value[property], what, path, inner) })
  if (Array.isArray(value)) {
    const list: unknown[] = []
    for (const [index, element] of value.entries()) {
      const copy = cleanAt(element, what, [...path, String(index)], inner)
      if (copy !== undefined) list.push(copy)
    }
    return Object.freeze(list)
  }
  if (isSecret(value)) {
    refuse(
      what,
      path,
      `the secret ${value.name} itself`,
      'It has no text form. Give its file to an option that takes a file: secret.file(host).',
    )
  }
  const prototype = Object.getPrototypeOf(value) as object | null
  if (prototype !== Object.prototype && prototype !== null) {
    const kind = value instanceof Promise ? 'a promise' : `a JavaScript ${prototype.constructor.name}`
    refuse(
      what,
      path,
      kind,
      value instanceof Promise
        ? 'Await it where the fleet is loaded; functions of a fleet are synchronous.'
        : 'Turn it into plain data: text, numbers, lists and objects.',
    )
  }
  const copy: Record<string, unknown> = Object.create(null)
  for (const [name, element] of Object.entries(value)) {
    const cleaned = cleanAt(element, what, [...path, name], inner)
    if (cleaned !== undefined) copy[name] = cleaned
  }
  Object.setPrototypeOf(copy, Object.prototype)
  return Object.freeze(copy)
}

function cleanProperty(
  data: PropertyData,
  what: string,
  path: readonly string[],
  parents: readonly object[],
): PropertyData {
  if (data.kind === 'merge') {
    const contents = data.contents.map((content) => cleanAt(content, what, path, parents))
    return Object.freeze({
      kind: 'merge',
      contents: Object.freeze(contents.filter((content) => content !== undefined)),
    })
  }
  if (data.kind === 'definition') return data
  return Object.freeze({ ...data, content: cleanAt(data.content, what, path, parents) })
}

function refuse(what: string, path: readonly string[], kind: string, hint: string): never {
  const where = path.length === 0 ? what : `${what}, at ${path.join('.')},`
  throw problem({ code: 'bad-value', message: `${where} holds ${kind}.`, hint, valuePath: path })
}
