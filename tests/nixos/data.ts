import { keyExpression } from '../../src/fleet/nix.ts'
import { isDeferred } from '../../src/modules/deferred.ts'
import { force } from '../../src/modules/lazy.ts'
import { isProperty } from '../../src/modules/properties.ts'

/** What JSON says of a value; `undefined` where Nix has to be asked. */
export type Data = null | boolean | number | string | readonly Data[] | { readonly [name: string]: Data }

/** The value as plain data, or nothing where only Nix can make data of it. */
export function plainData(given: unknown): Data | undefined {
  const value = force(given)
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number') return value === 0 ? 0 : value
  if (typeof value === 'bigint') return Number(value)
  if (typeof value !== 'object' || isDeferred(value) || isProperty(value)) return undefined
  if (Array.isArray(value)) return allOf(value.map(plainData))
  const members = Object.entries(value).filter(([, inner]) => force(inner) !== undefined)
  if (members.some(([name]) => keyExpression(name) !== undefined)) return undefined
  const values = allOf(members.map(([, inner]) => plainData(inner)))
  return values && Object.fromEntries(members.map(([name], index) => [name, values[index]!]))
}

function allOf(values: readonly (Data | undefined)[]): readonly Data[] | undefined {
  return values.some((value) => value === undefined) ? undefined : (values as readonly Data[])
}

/** Text that is equal for equal data. */
export function canonical(value: Data): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

/** What Nix has no data for, where there is such a thing in the value. */
export function opaqueIn(value: Data): string | undefined {
  return /"<(function|error|deep|pkgs|option)>"/.exec(JSON.stringify(value))?.[1]
}

/**
 * Definitions as NixOS may get them joined: sets of names that one file defines in several statements are one set
 * there. What counts is what each name is given, in order.
 */
export function byName(values: readonly Data[]): string {
  const found = new Map<string, Data[]>()
  const note = (path: string, value: Data): void => {
    const known = found.get(path)
    if (known === undefined) found.set(path, [value])
    else if (!isSimple(value) || canonical(known.at(-1)!) !== canonical(value)) known.push(value)
  }
  const visit = (path: readonly string[], value: Data): void => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      note(JSON.stringify(path), value)
      return
    }
    const merge = (value as { '<merge>'?: readonly Data[] })['<merge>']
    if (merge !== undefined) for (const inner of merge) visit(path, inner)
    else for (const [name, inner] of Object.entries(value)) visit([...path, name], inner)
  }
  for (const value of values) visit([], value)
  return JSON.stringify([...found].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Equal values of these say the same as one of them. */
function isSimple(value: Data): boolean {
  return value === null || typeof value === 'boolean' || typeof value === 'number'
}
