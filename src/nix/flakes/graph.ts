import type { ByteString } from '../bytes.ts'
import { printFlakeRef } from './flake-ref.ts'
import type { FlakeAttrs } from './input-attrs.ts'
import type { FlakeInput, FlakeInputs } from './inputs.ts'
import { findLocked, type LockFile } from './lock-file.ts'

/** Where the source of a node of the graph is. */
export type Source =
  /** A folder of this machine. */
  | { readonly kind: 'folder'; readonly folder: ByteString }
  /** An entry of a lock file. */
  | { readonly kind: 'locked'; readonly attrs: FlakeAttrs }
  /** In the source of another node. */
  | { readonly kind: 'inside'; readonly parent: string; readonly path: ByteString }
  /** Nowhere. It is an error only where something uses it. */
  | { readonly kind: 'missing'; readonly message: ByteString }

export interface GraphNode {
  readonly source: Source
  /** The folder of the flake inside the source. */
  readonly dir: ByteString
  readonly flake: boolean
  /** From each input's name to the key of its node. */
  readonly inputs: ReadonlyMap<string, string>
}

/** A flake and all that it uses. The flake itself has the key `root`. */
export type FlakeGraph = ReadonlyMap<string, GraphNode>

/** A flake that was read. */
export interface ReadFlake {
  readonly inputs: FlakeInputs
  readonly lock: LockFile | undefined
}

export interface GraphOptions {
  /** The folder given for an input, by the names that lead to it. */
  readonly folderOf: (names: readonly string[]) => ByteString | undefined
  /** Where a source is that no lock file has, if it needs no network: a repository of this machine. */
  readonly placeOf?: (attrs: FlakeAttrs) => ByteString | undefined
  /** Reads the flake in a folder: its file's inputs and its lock file. */
  readonly readFlake: (folder: ByteString) => ReadFlake
  readonly root: ReadFlake
  /** Where the flake itself is: relative sources are inside. */
  readonly rootFolder: ByteString
}

interface Pending {
  source: Source
  dir: ByteString
  flake: boolean
  /** A key, or names from the root, to be found once all nodes are known. */
  readonly inputs: Map<string, string | readonly string[]>
}

interface Override {
  readonly input: FlakeInput
  /** The names that lead to the flake that says so: what it lets follow is counted from there. */
  readonly from: readonly string[]
}

/**
 * Works out what a flake's inputs are, as Nix does where it need not fetch: folders that were given come first, then
 * what a flake says of the inputs of its inputs, then its lock file. An entry counts as long as the flake still asks
 * for what the entry was locked for.
 *
 * @throws FlakeError
 */
export function resolveFlake(options: GraphOptions): FlakeGraph {
  const nodes = new Map<string, Pending>()
  const overrides = new Map<string, Override>()

  const add = (name: string, node: Pending): string => {
    let key = name
    for (let n = 2; nodes.has(key); n++) key = `${name}_${n}`
    nodes.set(key, node)
    return key
  }

  const collectOverrides = (input: FlakeInput, names: readonly string[], from: readonly string[]) => {
    for (const [name, inner] of input.inputs) {
      const path = [...names, name]
      const key = path.join('/')
      // What a flake further out says, was there first.
      if ((inner.ref !== undefined || inner.follows !== undefined) && !overrides.has(key))
        overrides.set(key, { input: inner, from })
      collectOverrides(inner, path, from)
    }
  }

  const isOverridden = (names: readonly string[]): boolean => {
    const prefix = `${names.join('/')}/`
    return overrides.keys().some((key) => key.startsWith(prefix))
  }

  /** Folders of nodes, and nodes of folders whose inputs nobody overrides: those can be shared, even by themselves. */
  const folders = new Map<string, ByteString>([['root', options.rootFolder]])
  const shared = new Map<ByteString, string>()

  /**
   * @param names from the root to the node
   * @param from the names of the flake whose file or lock file says so: what follows another input is counted from there
   */
  const expand = (
    key: string,
    inputs: FlakeInputs,
    names: readonly string[],
    from: readonly string[],
    lock: LockFile | undefined,
    lockKey: string | undefined,
  ): void => {
    const node = nodes.get(key)!
    for (const [name, input] of inputs) collectOverrides(input, [...names, name], from)
    for (const [name, declared] of inputs) {
      const path = [...names, name]
      const override = overrides.get(path.join('/'))
      const input = override?.input ?? declared
      const given = options.folderOf(path)
      if (given !== undefined) {
        node.inputs.set(name, enterFolder(path, { kind: 'folder', folder: given }, given, '', declared.flake))
        continue
      }
      if (input.follows !== undefined) {
        node.inputs.set(name, [...(override?.from ?? from), ...input.follows])
        continue
      }
      const ref: FlakeAttrs = input.ref ?? { type: 'indirect', id: name }
      const target = lock?.nodes.get(lockKey ?? '')?.inputs.get(name)
      const entry = typeof target === 'string' ? target : undefined
      const found = entry === undefined ? undefined : lock!.nodes.get(entry)
      const locked = found !== undefined && sameRef(found.original, ref) ? found.locked : undefined
      const { dir = '', ...attrs } = locked ?? ref
      const relative = relativePath(attrs)
      if (found !== undefined && locked !== undefined) {
        const source: Source =
          relative === undefined ? { kind: 'locked', attrs } : { kind: 'inside', parent: key, path: relative }
        const child = add(name, { source, dir: String(dir), flake: found.flake, inputs: new Map() })
        node.inputs.set(name, child)
        expand(child, lockedInputs(lock!, entry!), path, from, lock, entry)
      } else if (relative !== undefined) {
        const around = folders.get(key)
        const folder = around === undefined ? undefined : normalize(`${around}/${relative}`)
        const source: Source = { kind: 'inside', parent: key, path: relative }
        node.inputs.set(name, enterFolder(path, source, folder, String(dir), declared.flake))
      } else if (attrs['type'] === 'path') {
        const folder = String(attrs['path'])
        node.inputs.set(
          name,
          enterFolder(path, { kind: 'folder', folder }, folder, String(dir), declared.flake),
        )
      } else {
        const place = options.placeOf?.(attrs)
        if (place !== undefined) {
          const source: Source = { kind: 'locked', attrs }
          node.inputs.set(name, enterFolder(path, source, place, String(dir), declared.flake))
          continue
        }
        const source: Source = { kind: 'missing', message: missing(path, ref, found !== undefined) }
        node.inputs.set(name, add(name, { source, dir: '', flake: declared.flake, inputs: new Map() }))
      }
    }
  }

  const enterFolder = (
    path: readonly string[],
    source: Source,
    folder: ByteString | undefined,
    dir: ByteString,
    flake: boolean,
  ): string => {
    const identity = `${folder}?${dir}?${flake}`
    const known = shared.get(identity)
    if (known !== undefined && !isOverridden(path)) return known
    const key = add(path.at(-1)!, { source, dir, flake, inputs: new Map() })
    if (folder === undefined) return key
    folders.set(key, folder)
    if (!isOverridden(path)) shared.set(identity, key)
    if (flake) {
      const { inputs, lock } = options.readFlake(dir === '' ? folder : `${folder}/${dir}`)
      expand(key, inputs, path, path, lock, lock?.root)
    }
    return key
  }

  add('root', {
    source: { kind: 'folder', folder: options.rootFolder },
    dir: '',
    flake: true,
    inputs: new Map(),
  })
  const { inputs, lock } = options.root
  expand('root', inputs, [], [], lock, lock?.root)
  return settle(nodes)
}

/** An entry of a lock file says what its inputs are, so that its source need not be read. */
function lockedInputs(lock: LockFile, key: string): FlakeInputs {
  const inputs = new Map<string, FlakeInput>()
  for (const [name, target] of lock.nodes.get(key)!.inputs) {
    const locked = typeof target === 'string' ? lock.nodes.get(target) : undefined
    inputs.set(name, {
      ref: locked?.original,
      flake: locked?.flake ?? true,
      follows: typeof target === 'string' ? undefined : target,
      inputs: new Map(),
    })
  }
  return inputs
}

function relativePath(attrs: FlakeAttrs): ByteString | undefined {
  const { type, path } = attrs
  return type === 'path' && typeof path === 'string' && !path.startsWith('/') ? path : undefined
}

function normalize(path: ByteString): ByteString {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return `/${parts.join('/')}`
}

function sameRef(one: FlakeAttrs | undefined, other: FlakeAttrs): boolean {
  if (one === undefined) return false
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name])
}

function missing(names: readonly string[], ref: FlakeAttrs, stale: boolean): ByteString {
  const name = names.join('/')
  const why = stale ? 'the lock file has it for something else' : 'it is in no lock file'
  return `input '${name}' (${printFlakeRef(ref)}) cannot be used: ${why}, and nothing is fetched. Lock it with 'nix flake lock', or give its folder with '--override-input ${name} PATH'`
}

/** Finds what each input follows, now that all nodes are there. */
function settle(nodes: ReadonlyMap<string, Pending>): FlakeGraph {
  const asLock: LockFile = {
    root: 'root',
    nodes: new Map(
      Array.from(nodes, ([key, node]) => [
        key,
        { locked: undefined, original: undefined, flake: node.flake, inputs: node.inputs },
      ]),
    ),
  }
  const settled = new Map<string, GraphNode>()
  const absent = new Map<string, string>()
  for (const [key, node] of nodes) {
    const inputs = new Map<string, string>()
    for (const [name, target] of node.inputs) {
      if (typeof target === 'string') {
        inputs.set(name, target)
        continue
      }
      const shown = target.join('/')
      const found = findLocked(asLock, target)
      const place = found ?? absent.get(shown) ?? `${name} (absent ${absent.size})`
      if (found === undefined) absent.set(shown, place)
      inputs.set(name, place)
    }
    settled.set(key, { source: node.source, dir: node.dir, flake: node.flake, inputs })
  }
  for (const [shown, key] of absent) {
    const message = `an input follows '${shown}', which is no input of the flake`
    settled.set(key, { source: { kind: 'missing', message }, dir: '', flake: true, inputs: new Map() })
  }
  return settled
}
