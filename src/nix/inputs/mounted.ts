import type { ByteString } from '../bytes.ts'
import { InputError, type Inputs } from '../eval/inputs.ts'
import type { Files } from './tree.ts'

/** A folder that evaluation sees in another place, which is where it would be in the store. */
export interface Mount {
  readonly folder: ByteString
  /** The files that the folder is of, where it is not one of the inputs'. */
  readonly files?: Files
  /** Whether a file or folder is part of it, by its path inside (`a/b`). */
  readonly includes?: (path: ByteString) => boolean
}

/**
 * Inputs in which folders stand in the places of `mounts`, as if they had been copied there. The map may grow later.
 *
 * @param mounts from the place, of which none is inside another, to the folder
 */
export function mountInputs(
  inputs: Inputs,
  mounts: ReadonlyMap<ByteString, Mount>,
  storeDir: string,
): Inputs {
  const prefix = `${storeDir}/`

  const mountOf = (path: ByteString): { readonly mount: Mount; readonly at: ByteString } | undefined => {
    if (!path.startsWith(prefix)) return undefined
    const end = path.indexOf('/', prefix.length)
    const at = end < 0 ? path : path.slice(0, end)
    const mount = mounts.get(at)
    return mount === undefined ? undefined : { mount, at }
  }
  /** Whether what a path leads to is part of the mount. The last link is followed, or not. */
  const holds = ({ folder, includes, files = inputs }: Mount, real: ByteString, follow: boolean): boolean => {
    if (includes === undefined || real === folder) return true
    // What is included is no link on the way, so that most often nothing has to be resolved.
    if (includes(real.slice(folder.length + 1)) && !(follow && files.lstat(real)?.type === 'symlink'))
      return true
    const slash = real.lastIndexOf('/')
    const found = follow ? files.realPath(real) : files.realPath(real.slice(0, slash)) + real.slice(slash)
    const root = files.realPath(folder)
    return found === root || !found.startsWith(`${root}/`) || includes(found.slice(root.length + 1))
  }
  /** Reads at the real place of a path; `missing` is what is found where its mount does not include it. */
  const asked = <T>(
    path: ByteString,
    follow: boolean,
    read: (files: Files, real: ByteString) => T,
    missing: () => T = () => {
      throw new InputError('missing', `path '${path}' does not exist`)
    },
  ): T => {
    const found = mountOf(path)
    if (found === undefined) return read(inputs, path)
    const { mount, at } = found
    const real = mount.folder + path.slice(at.length)
    if (!holds(mount, real, follow)) return missing()
    try {
      return read(mount.files ?? inputs, real)
    } catch (error) {
      // Messages name the place that evaluation knows.
      if (error instanceof InputError) throw new InputError(error.kind, error.message.replace(real, path))
      throw error
    }
  }

  return {
    ...inputs,
    readFile: (path) => asked(path, true, (files, real) => files.readFile(real)),
    readLink: (path) => asked(path, false, (files, real) => files.readLink(real)),
    readDir(path) {
      const entries = asked(path, true, (files, real) => files.readDir(real))
      const { mount, at } = mountOf(path) ?? {}
      if (mount?.includes === undefined) return entries
      const real = mount.folder + path.slice(at!.length)
      return entries.filter(({ name }) => holds(mount, `${real}/${name}`, false))
    },
    lstat: (path) =>
      asked(
        path,
        false,
        (files, real) => files.lstat(real),
        () => undefined,
      ),
    modified: (path) =>
      asked(
        path,
        false,
        (files, real) => files.modified(real),
        () => 0,
      ),
    whyMissing(path) {
      const found = mountOf(path)
      if (found === undefined) return inputs.whyMissing?.(path)
      const { folder, files = inputs } = found.mount
      const inside = path.slice(found.at.length + 1)
      if (holds(found.mount, `${folder}/${inside}`, false)) return undefined
      if (files.lstat(`${folder}/${inside}`) === undefined) return undefined
      return `Path '${inside}' in the repository "${folder}" is not tracked by Git.\n\nTo make it visible to Nix, run:\n\ngit -C "${folder}" add "${inside}"`
    },
    realPath(path) {
      const found = mountOf(path)
      if (found === undefined) return inputs.realPath(path)
      const { mount, at } = found
      const { folder, files = inputs } = mount
      const real = files.realPath(folder + path.slice(at.length))
      const root = files.realPath(folder)
      if (real === root) return at
      return real.startsWith(`${root}/`) ? at + real.slice(root.length) : real
    },
  }
}
