import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Folders of flakes by the name of the input. */
export type Trees = Readonly<Record<string, string>>

/** Without these there is nothing to compare with. */
const needed = ['nixpkgs', 'home-manager', 'disko']

const prefix = 'PANTHER_FLAKE_'

export const howToSet = `Set PANTHER_FLAKES to JSON, {"nixpkgs": "/folder", "home-manager": "/folder", "disko": "/folder"}, or ${prefix}NIXPKGS and so on: tests/nixos/README.md.`

/**
 * The folders that the environment names: all of `PANTHER_FLAKES`, and `PANTHER_FLAKE_HOME_MANAGER` for
 * `home-manager`. A text where some are missing.
 */
export function treesOf(environment: NodeJS.ProcessEnv): Trees | string {
  const trees: Record<string, string> = {}
  const { PANTHER_FLAKES: all } = environment
  if (all) {
    let given: unknown
    try {
      given = JSON.parse(all)
    } catch {
      return 'PANTHER_FLAKES is no JSON.'
    }
    if (typeof given !== 'object' || given === null) return 'PANTHER_FLAKES is no JSON object.'
    for (const [name, folder] of Object.entries(given)) trees[name] = resolve(String(folder))
  }
  for (const [name, folder] of Object.entries(environment)) {
    if (!name.startsWith(prefix) || !folder) continue
    trees[name.slice(prefix.length).toLowerCase().replaceAll('_', '-')] = resolve(folder)
  }
  const missing = needed.filter((name) => trees[name] === undefined)
  if (missing.length > 0) return `No folder is known for ${missing.join(', ')}. ${howToSet}`
  const empty = Object.entries(trees).find(([, folder]) => !existsSync(join(folder, '.')))
  return empty === undefined ? trees : `${empty[1]}, the folder of ${empty[0]}, is not there.`
}
