import { join } from 'node:path'
import type { FileSystem } from './file-system.ts'

/** Whether a process lives. */
export type IsRunning = (pid: number) => boolean

export const nodeIsRunning: IsRunning = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Thrown where another process writes the same flake. */
export class FlakeBusyError extends Error {
  override readonly name = 'FlakeBusyError'
}

const lockFile = '.panther-lock'

/** Runs alone in the folder, as far as panther is concerned. A lock whose process died does not count. */
export function alone<T>(directory: string, fs: FileSystem, isRunning: IsRunning, body: () => T): T {
  const lock = join(directory, lockFile)
  fs.makeFolder(directory)
  if (!fs.create(lock, String(process.pid))) {
    const owner = Number(new TextDecoder().decode(fs.read(lock)))
    if (owner !== process.pid && owner > 0 && isRunning(owner)) {
      throw new FlakeBusyError(
        `process ${owner} is writing ${directory}; if that is no panther, remove ${lock}`,
      )
    }
    fs.remove(lock)
    if (!fs.create(lock, String(process.pid)))
      throw new FlakeBusyError(`another process is writing ${directory}`)
  }
  try {
    return body()
  } finally {
    try {
      fs.remove(lock)
    } catch {
      // It means nothing any more when this process has ended.
    }
  }
}
