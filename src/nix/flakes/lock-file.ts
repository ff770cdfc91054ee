import type { ByteString } from '../bytes.ts'
import type { DataMaker } from '../data-maker.ts'
import { parseJson } from '../json/index.ts'
import { Refusal } from '../refusal.ts'
import { FlakeError } from './error.ts'
import type { FlakeAttrs } from './input-attrs.ts'

/** One source of a lock file. */
export interface LockNode {
  /** What exactly is used; absent for the flake itself. */
  readonly locked: FlakeAttrs | undefined
  /** What the flake asked for. */
  readonly original: FlakeAttrs | undefined
  readonly flake: boolean
  /** For each input, a node's key, or the names that lead from the root to the input that it follows. */
  readonly inputs: ReadonlyMap<string, string | readonly string[]>
}

export interface LockFile {
  readonly root: string
  readonly nodes: ReadonlyMap<string, LockNode>
}

type Json = null | boolean | number | bigint | ByteString | readonly Json[] | ReadonlyMap<ByteString, Json>

const plain: DataMaker<Json> = {
  null: () => null,
  boolean: (value) => value,
  integer: (value) => value,
  float: (value) => value,
  string: (value) => value,
  list: (items) => items,
  object: (members) => members,
}

/**
 * Reads a lock file of version 5 to 7, which are the ones that Nix reads.
 *
 * @param path what messages call it
 * @throws FlakeError
 */
export function parseLockFile(text: ByteString, path: ByteString): LockFile {
  let json: Json
  try {
    json = parseJson(text, plain)
  } catch (error) {
    if (error instanceof Refusal) throw new FlakeError(`Could not parse '${path}': ${error.message}`)
    throw error
  }
  const bad = (what: string): never => {
    throw new FlakeError(`lock file '${path}' ${what}`)
  }
  const file = isObject(json) ? json : bad('is no object')
  const version = file.get('version')
  if (typeof version !== 'number' || version < 5 || version > 7)
    bad(`has unsupported version ${typeof version === 'number' ? version : 0}`)
  const root = file.get('root')
  const nodes = file.get('nodes')
  if (typeof root !== 'string' || !isObject(nodes)) return bad("lacks 'root' or 'nodes'")
  const read = new Map<string, LockNode>()
  for (const [key, node] of nodes) {
    if (!isObject(node)) return bad(`has a node '${key}' that is no object`)
    const inputs = new Map<string, string | readonly string[]>()
    const given = node.get('inputs')
    for (const [name, target] of isObject(given) ? given : []) {
      if (Array.isArray(target)) inputs.set(name, target.map(String))
      else if (typeof target === 'string' && nodes.has(target)) inputs.set(name, target)
      else bad(`references missing node '${String(target)}'`)
    }
    const info = attrsOf(node.get('info'))
    const locked = attrsOf(node.get('locked'))
    if (key !== root && locked === undefined) bad(`lacks attribute 'locked' of node '${key}'`)
    read.set(key, {
      locked: locked === undefined ? undefined : { ...info, ...locked },
      original: attrsOf(node.get('original')),
      flake: node.get('flake') !== false,
      inputs,
    })
  }
  if (!read.has(root)) bad(`references missing node '${root}'`)
  return { root, nodes: read }
}

function isObject(json: Json | undefined): json is ReadonlyMap<ByteString, Json> {
  return json instanceof Map
}

function attrsOf(json: Json | undefined): FlakeAttrs | undefined {
  if (!isObject(json)) return undefined
  const attrs: Record<string, ByteString | number | boolean> = {}
  for (const [name, value] of json)
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      attrs[name] = value
  return attrs
}

/**
 * The node at the end of names that lead from the root, through inputs that follow others.
 *
 * @throws FlakeError where they follow each other in a circle
 */
export function findLocked(lock: LockFile, names: readonly string[]): string | undefined {
  const visiting: string[] = []
  const find = (path: readonly string[]): string | undefined => {
    const shown = path.join('/')
    if (visiting.includes(shown))
      throw new FlakeError(`follow cycle detected: [${[...visiting, shown].join(' -> ')}]`)
    visiting.push(shown)
    let key: string | undefined = lock.root
    for (const name of path) {
      const target: string | readonly string[] | undefined = lock.nodes.get(key)?.inputs.get(name)
      key = typeof target === 'object' ? find(target) : target
      if (key === undefined) return undefined
    }
    visiting.pop()
    return key
  }
  return find(names)
}
