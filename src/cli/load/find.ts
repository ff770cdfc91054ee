import { basename, dirname, join, resolve } from 'node:path'
import { misuse } from '../answer.ts'
import type { Files } from '../files.ts'
import { text } from '../text/load.ts'

const fileName = 'fleet.ts'

/**
 * The file of the fleet: the one that was named, or in the folder that was named; else the nearest `fleet.ts` here
 * or above. Stops the command where there is none.
 */
export function findFleet(files: Files, directory: string, named: string | undefined): string {
  if (named !== undefined) return findNamed(files, resolve(directory, named), named)
  for (let folder = directory; ; folder = dirname(folder)) {
    const candidate = join(folder, fileName)
    if (files.isFile(candidate)) return candidate
    if (dirname(folder) === folder) break
  }
  throw misuse('no-fleet', text.noFleet, text.noFleetHint)
}

function findNamed(files: Files, path: string, named: string): string {
  if (files.isFile(path)) return path
  const inside = join(path, fileName)
  if (files.isFile(inside)) return inside
  const what = files.isFolder(path) ? text.noFleetIn(named) : text.noSuchFile(named)
  const neighbours = files
    .list(dirname(path))
    .filter((name) => /fleet.*\.m?ts$/.test(name) && name !== basename(path))
  throw misuse('no-fleet', what, neighbours.length === 0 ? undefined : text.neighbours(neighbours))
}
