import type { Definition } from '../../modules/index.ts'
import { isAttrs } from '../../modules/plain.ts'
import { isProperty, property } from '../../modules/properties.ts'

/**
 * Whether definitions may say anything below a path, judged by its first two names as they were written: a host speaks of
 * few of the thousand services that rules would ask for, and the catalog need not be opened for the others.
 */
export function rootsOf(definitions: readonly Definition[]): (path: readonly string[]) => boolean {
  const known = new Set<string>()
  const addNames = (value: unknown, prefix: string, depth: number): void => {
    if (isProperty(value)) {
      const data = value[property]
      if (data.kind === 'merge') for (const content of data.contents) addNames(content, prefix, depth)
      else if (data.kind !== 'definition') addNames(data.content, prefix, depth)
    } else if (isAttrs(value)) {
      for (const [name, inner] of Object.entries(value)) {
        known.add(prefix + name)
        if (depth > 1) addNames(inner, `${prefix}${name}.`, depth - 1)
      }
    } else {
      // Something that only Nix knows may hold any name.
      known.add(`${prefix}*`)
    }
  }
  for (const { value } of definitions) addNames(value, '', 2)
  return ([first, second]) =>
    known.has('*') ||
    (first !== undefined &&
      (second === undefined ? known.has(first) : known.has(`${first}.${second}`) || known.has(`${first}.*`)))
}
