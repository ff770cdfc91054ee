import type { Options } from '../modules/index.ts'
import { problem } from './problem.ts'

/** Gives the value of the option of that name, path and all, of whatever the view is of. */
export type ReadOption<Of> = (of: Of, name: string) => unknown

interface Target<Of> {
  readonly of: Of
}

/**
 * The values of a module's options as an object in the shape of the options: each value is read when it is asked
 * for. A proxy with a handler that all hosts share, because most modules of a large fleet are never asked for most
 * of their options.
 */
export function viewShape<Of extends object>(
  options: Options,
  read: ReadOption<Of>,
  prefix = '',
): (of: Of) => object {
  const names = Object.keys(options)
  const groups = new Map<string, (of: Of) => object>()
  for (const name of names) {
    const child = options[name]!
    if (child.kind !== 'option') groups.set(name, viewShape(child as Options, read, `${prefix}${name}.`))
  }
  const value = (of: Of, name: string): unknown => {
    const group = groups.get(name)
    return group === undefined ? read(of, prefix + name) : group(of)
  }
  const refuse = (): never => {
    throw problem({
      code: 'value-changed',
      message: 'The values of options are not for changing.',
      hint: 'Define the option: call the module, or its set, with the value.',
    })
  }
  const handler: ProxyHandler<Target<Of>> = {
    get: ({ of }, name) =>
      typeof name === 'string' && Object.hasOwn(options, name) ? value(of, name) : undefined,
    has: (_, name) => Object.hasOwn(options, name),
    ownKeys: () => names,
    getOwnPropertyDescriptor: ({ of }, name) =>
      typeof name === 'string' && Object.hasOwn(options, name)
        ? { configurable: true, enumerable: true, value: value(of, name) }
        : undefined,
    set: refuse,
    defineProperty: refuse,
    deleteProperty: refuse,
  }
  return (of) => new Proxy<Target<Of>>({ of }, handler)
}
