/** Folders that stand in for inputs of a flake. */
export interface GivenInputs {
  /** By the names that lead to the input: `home-manager/nixpkgs`. */
  readonly byPath: ReadonlyMap<string, string>
  /** For every input of that name, however deep. */
  readonly byName: ReadonlyMap<string, string>
  /** Folders given as `path:…`: all in them counts, whether git tracks it or not. */
  readonly whole: ReadonlySet<string>
}

const prefix = 'PANTHER_FLAKE_'

/**
 * The folders that the environment names: all of `PANTHER_FLAKES`, a JSON object, and `PANTHER_FLAKE_HOME_MANAGER` for
 * `home-manager`. A text that says what is wrong where it is no such object.
 */
export function foldersOfEnvironment(
  environment: { readonly [name: string]: string | undefined },
  absolute: (folder: string) => string,
): ReadonlyMap<string, string> | string {
  const folders = new Map<string, string>()
  const all = environment['PANTHER_FLAKES']
  if (all) {
    let given: unknown
    try {
      given = JSON.parse(all)
    } catch {
      return 'PANTHER_FLAKES is no JSON.'
    }
    if (typeof given !== 'object' || given === null || Array.isArray(given))
      return 'PANTHER_FLAKES is no JSON object.'
    for (const [name, folder] of Object.entries(given)) folders.set(name, absolute(String(folder)))
  }
  for (const [name, folder] of Object.entries(environment))
    if (name.startsWith(prefix) && folder)
      folders.set(name.slice(prefix.length).toLowerCase().replaceAll('_', '-'), absolute(folder))
  return folders
}

/** The folder given for an input. An `nixpkgs-…` that only the environment could name is its nixpkgs. */
export function folderOf(
  { byPath, byName }: Pick<GivenInputs, 'byPath' | 'byName'>,
  names: readonly string[],
): string | undefined {
  const name = names.at(-1)!
  return (
    byPath.get(names.join('/')) ??
    byName.get(name) ??
    (name.startsWith('nixpkgs-') ? byName.get('nixpkgs') : undefined)
  )
}
