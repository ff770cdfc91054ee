import { join } from 'node:path'
import { readCatalog } from '../../catalog/file/read.ts'
import { type Catalog, catalogOf, type OptionsPart, type OwnCatalogs } from '../../catalog/index.ts'
import { outside } from '../answer.ts'
import type { Files } from '../files.ts'
import { text } from '../text/catalog.ts'

/** The folder beside `fleet.ts` with the project's own catalogs and the types that are made of them. */
export const ownFolder = 'panther'

/** The file of one of a project's own catalogs, inside its folder. */
export function ownFile(input: string, part: OptionsPart): string {
  return `${ownFolder}/${input}.${part}.catalog`
}

/** The catalogs beside a `fleet.ts`. A file is read when it is asked for; one that is damaged stops the command. */
export function ownCatalogs(root: string, files: Files): OwnCatalogs {
  const known = new Map<string, Catalog | undefined>()
  const inputs = files
    .list(join(root, ownFolder))
    .flatMap((name) => /^(.+)\.(?:nixos|home|disko)\.catalog$/.exec(name)?.[1] ?? [])

  function open(input: string, part: OptionsPart): Catalog | undefined {
    const file = ownFile(input, part)
    const place = join(root, file)
    if (!inputs.includes(input) || !files.isFile(place)) return undefined
    const damaged = (): Error => outside('bad-catalog', text.badCatalog(file), text.badCatalogHint(input))
    const { source, root: facts } = readCatalog(
      readOrStop(damaged, () => files.bytes(place)),
      damaged,
    )
    return catalogOf(source, facts)
  }

  return {
    inputs: [...new Set(inputs)],
    options(input, part) {
      const file = ownFile(input, part)
      if (!known.has(file)) known.set(file, open(input, part))
      return known.get(file)
    },
  }
}

function readOrStop<T>(damaged: () => Error, read: () => T): T {
  try {
    return read()
  } catch {
    throw damaged()
  }
}
