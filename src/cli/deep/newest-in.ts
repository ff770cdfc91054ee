import { existsSync, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** When the newest file of a folder was changed, in seconds since 1970; 0 where there is none. */
export function newestIn(folder: string): number {
  if (!existsSync(folder)) return 0
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
  const times = [folder, ...paths].map((path) => lstatSync(path).mtimeMs)
  return Math.floor(times.reduce((newest, time) => Math.max(newest, time), 0) / 1000)
}
