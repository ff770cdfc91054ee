import { join } from 'node:path'
import type { WrittenFiles } from '../model.ts'
import type { FileSystem } from './file-system.ts'

/** Where the model stands, and with it the list of panther's own files. */
export const modelFile = 'panther.json'

/** Files that panther wrote the last time; nothing where there is no `panther.json` of ours. */
export function readManifest(directory: string, fs: FileSystem): WrittenFiles | undefined {
  const path = join(directory, modelFile)
  const kind = fs.kind(path)
  if (kind !== 'file' && kind !== 'program') return undefined
  let content: unknown
  try {
    content = JSON.parse(new TextDecoder().decode(fs.read(path)))
  } catch {
    return undefined
  }
  if (typeof content !== 'object' || content === null) return undefined
  const { version, files } = content as { version?: unknown; files?: unknown }
  if (version !== 1 || typeof files !== 'object' || files === null) return undefined
  // A path that leads out of the flake is none that panther wrote.
  return Object.fromEntries(
    Object.entries(files).filter(([name, hash]) => isInside(name) && typeof hash === 'string'),
  )
}

export function isInside(path: string): boolean {
  return (
    path !== '' &&
    !path.startsWith('/') &&
    !path.includes('\\') &&
    !path.split('/').some((part) => part === '' || part === '.' || part === '..')
  )
}
