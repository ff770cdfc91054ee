import { storePathOf } from '../store/index.ts'

/** Whether the path is that of something directly in the store. */
export function isStorePath(path: string, folder: string): boolean {
  return storePathOf(path, folder) === path
}
