import { bytesOf } from './bytes-of.ts'
import { lazy } from './call.ts'
import { NixError } from './errors.ts'
import { force } from './force.ts'
import { InputError } from './inputs.ts'
import { derivationFile, internalFiles } from './internal-files.ts'
import type { Machine, SearchPathEntry } from './machine.ts'
import { canonicalPath, parentOf, resolvePath } from './paths.ts'
import type { Origin } from './places.ts'
import { compileSource } from './read-source.ts'
import { type Attrs, Path, type Slot, type Value } from './values.ts'

const mostLinks = 1024

/** Files of Nix and their values; each is read and evaluated once. */
export class Files {
  readonly #machine: () => Machine
  readonly #resolved = new Map<string, string>()
  readonly #values = new Map<string, Slot>()
  readonly #found = new Map<string, string | undefined>()

  constructor(machine: () => Machine) {
    this.#machine = machine
  }

  import(path: string): Value {
    const file = this.#resolve(path)
    let value = this.#values.get(file)
    if (value === undefined) {
      value = lazy(() => this.#evaluate(file))
      this.#values.set(file, value)
    }
    return force(value)
  }

  importScoped(path: string, scope: Attrs): Value {
    const file = this.#resolve(path)
    const names = scope.shape.symbols
    const origin: Origin = { kind: 'file', path: file }
    const run = compileSource(this.#machine(), this.#read(file), origin, parentOf(file), { names })
    return run([undefined, ...scope.values])
  }

  #evaluate(file: string): Value {
    const internal = internalFiles.get(file)
    const text = internal?.text ?? this.#read(file)
    const origin: Origin = { kind: 'file', path: file }
    const run = compileSource(this.#machine(), text, origin, parentOf(file), {
      internal: internal === derivationFile,
    })
    try {
      return run([])
    } catch (error) {
      if (error instanceof NixError) error.trace(`while evaluating the file '${file}':`)
      throw error
    }
  }

  #read(file: string): string {
    try {
      return bytesOf(this.#machine().inputs.readFile(file))
    } catch (error) {
      throw error instanceof InputError ? new NixError('input', error.message) : error
    }
  }

  /** The file that is meant: links are followed, and a folder stands for its `default.nix`. */
  #resolve(path: string): string {
    if (internalFiles.has(path)) return path
    const known = this.#resolved.get(path)
    if (known !== undefined) return known
    const { inputs } = this.#machine()
    let file = path
    for (let links = 0; ; links++) {
      if (links >= mostLinks)
        throw new NixError('input', `too many symbolic links encountered while traversing the path '${path}'`)
      const status = inputs.lstat(file)
      if (status === undefined)
        throw new NixError('input', inputs.whyMissing?.(file) ?? `path '${file}' does not exist`)
      if (status.type !== 'symlink') break
      file = resolvePath(parentOf(file), inputs.readLink(file))
    }
    if (inputs.lstat(inputs.realPath(file))?.type === 'directory') file = canonicalPath(`${file}/default.nix`)
    this.#resolved.set(path, file)
    return file
  }

  /** Where `<name>` is. */
  find(entries: readonly SearchPathEntry[], name: string, place: number): Value {
    for (const { prefix, path } of entries) {
      const suffix = suffixOf(name, prefix)
      if (suffix === undefined) continue
      const found = this.#findIn(path, suffix)
      if (found !== undefined) return new Path(found)
    }
    if (name.startsWith('nix/')) return new Path(`<${name}>`)
    const message = this.#machine().settings.pure
      ? `cannot look up '<${name}>' in pure evaluation mode (use '--impure' to override)`
      : `file '${name}' was not found in the Nix search path (add it using $NIX_PATH or -I)`
    throw new NixError('throw', message, place)
  }

  #findIn(folder: string, suffix: string): string | undefined {
    const path = canonicalPath(`${resolvePath(this.#machine().settings.directory, folder)}/${suffix}`)
    if (this.#found.has(path)) return this.#found.get(path)
    const { inputs } = this.#machine()
    const real = inputs.realPath(path)
    const found = inputs.lstat(real) === undefined ? undefined : real
    this.#found.set(path, found)
    return found
  }
}

/** What is behind the prefix, or nothing if the name does not begin with it. */
function suffixOf(name: string, prefix: string): string | undefined {
  if (prefix === '') return name
  if (name === prefix) return ''
  return name.startsWith(`${prefix}/`) ? name.slice(prefix.length + 1) : undefined
}
