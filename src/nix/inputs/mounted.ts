import type { ByteString } from '../bytes.ts'
import { InputError, type Inputs } from '../eval/inputs.ts'

/** A folder that evaluation sees in another place, which is where it would be in the store. */
export interface Mount {
  readonly folder: ByteString
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

  /** Where a path really is; undefined where its mount does not include it. */
  const place = (
    path: ByteString,
  ): { readonly path: ByteString | undefined; readonly mount?: Mount; readonly at?: ByteString } => {
    if (!path.startsWith(prefix)) return { path }
    const end = path.indexOf('/', prefix.length)
    const at = end < 0 ? path : path.slice(0, end)
    const mount = mounts.get(at)
    if (mount === undefined) return { path }
    const inside = path.slice(at.length + 1)
    if (inside === '') return { path: mount.folder, mount, at }
    const included = mount.includes?.(inside) ?? true
    return { path: included ? `${mount.folder}/${inside}` : undefined, mount, at }
  }
  const there = (path: ByteString): ByteString => {
    const real = place(path).path
    if (real === undefined) throw new InputError('missing', `path '${path}' does not exist`)
    return real
  }
  /** Messages name the place that evaluation knows. */
  const asked = <T>(path: ByteString, read: (real: ByteString) => T): T => {
    const real = there(path)
    if (real === path) return read(path)
    try {
      return read(real)
    } catch (error) {
      if (error instanceof InputError) throw new InputError(error.kind, error.message.replace(real, path))
      throw error
    }
  }

  return {
    ...inputs,
    readFile: (path) => asked(path, inputs.readFile),
    readLink: (path) => asked(path, inputs.readLink),
    readDir(path) {
      const { mount, at } = place(path)
      const entries = asked(path, inputs.readDir)
      if (mount?.includes === undefined || at === undefined) return entries
      const inside = path.slice(at.length + 1)
      return entries.filter(({ name }) => mount.includes!(inside === '' ? name : `${inside}/${name}`))
    },
    lstat(path) {
      const real = place(path).path
      return real === undefined ? undefined : inputs.lstat(real)
    },
    realPath(path) {
      const { path: real, mount, at } = place(path)
      if (real === undefined) return path
      const found = inputs.realPath(real)
      if (mount === undefined || at === undefined) return found
      const root = inputs.realPath(mount.folder)
      if (found === root) return at
      return found.startsWith(`${root}/`) ? at + found.slice(root.length) : found
    },
  }
}
