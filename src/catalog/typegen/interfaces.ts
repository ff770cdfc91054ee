import { existsSync, readFileSync } from 'node:fs'
import { titleOf } from './files.ts'
import { nixosFile } from './generate.ts'

/** An interface of panther's, as a project's own declarations name it. */
export interface NamedInterface {
  /** `pantheros/options/nixos-system`. */
  readonly module: string
  readonly name: string
}

/** The interface of a group of options that panther ships types for; nothing where there is none. */
export function interfaceAt(scope: 'nixos' | 'home', path: readonly string[]): NamedInterface | undefined {
  const file = scope === 'home' ? 'home-manager' : nixosFile({ path })
  const name = namesIn(file).get(titleOf(path))
  return name === undefined ? undefined : { module: `pantheros/options/${file}`, name }
}

const known = new Map<string, ReadonlyMap<string, string>>()

/** The names of the interfaces in a generated file, by the title in the comment above each. */
function namesIn(file: string): ReadonlyMap<string, string> {
  const names = known.get(file) ?? new Map(readNames(file))
  known.set(file, names)
  return names
}

function* readNames(file: string): Iterable<readonly [string, string]> {
  const [declared, source] = ['d.ts', 'ts'].map(
    (ending) => new URL(`../generated/${file}.${ending}`, import.meta.url),
  )
  const text = readFileSync(existsSync(declared!) ? declared! : source!, 'utf8')
  for (const [, title, name] of text.matchAll(/^\/\*\* `(.*)` \*\/\nexport interface (\w+)/gm))
    yield [title!, name!]
}
