import {
  formatHash,
  type Hash,
  hashBytes,
  type PathFilter,
  parseHash,
  storePathOf,
} from '../../store/index.ts'
import { attrPlace, attrsOf } from '../attrs.ts'
import { bytesOf } from '../bytes-of.ts'
import { call2 } from '../call.ts'
import { coerceToString, newSink, stringWith } from '../coerce.ts'
import { coerceToPath, realisePath } from '../coerce-path.ts'
import { contextOf } from '../context.ts'
import { NixError } from '../errors.ts'
import {
  elementsOf,
  expectAttr,
  expectAttrs,
  expectBool,
  expectFunction,
  expectList,
  expectPlainString,
  expectString,
} from '../expect.ts'
import { force } from '../force.ts'
import type { Machine, SearchPathEntry } from '../machine.ts'
import { baseNameOf, parentOf } from '../paths.ts'
import { fromStore } from '../store-errors.ts'
import { isStorePath } from '../store-path.ts'
import { known, symbol, symbolName } from '../symbols.ts'
import { Path, PrimOp, type Slot, textOf, type Value } from '../values.ts'
import { algorithmOf } from './strings.ts'

/** The last part of a path, where one slash at its end does not count. */
function oldBaseNameOf(path: string): string {
  return baseNameOf(path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path)
}

function dirOf(machine: Machine, slot: Slot): Value {
  const value = force(slot)
  if (value instanceof Path) return new Path(parentOf(value.path))
  const sink = newSink()
  const why = "while evaluating the first argument passed to 'builtins.dirOf'"
  const path = coerceToString(machine, value, sink, { why, copy: false })
  const slash = path.lastIndexOf('/')
  return stringWith(slash < 0 ? '.' : slash === 0 ? '/' : path.slice(0, slash), sink)
}

function pathExists(machine: Machine, slot: Slot): Value {
  const value = force(slot)
  const text = textOf(value)
  const mustBeFolder = text !== undefined && /\/\.?$/.test(text)
  const path = realisePath(machine, value)
  const status = machine.inputs.lstat(mustBeFolder ? machine.inputs.realPath(path) : path)
  return status !== undefined && (!mustBeFolder || status.type === 'directory')
}

function readFile(machine: Machine, slot: Slot): Value {
  const path = realisePath(machine, slot)
  const text = bytesOf(machine.inputs.readFile(path))
  if (text.includes('\0'))
    throw new NixError('eval', `the contents of the file '${path}' cannot be represented as a Nix string`)
  return text
}

function readDir(machine: Machine, slot: Slot): Value {
  const path = realisePath(machine, slot)
  return attrsOf(
    machine.inputs.readDir(path).map(({ name, type }) => ({
      name: symbol(name),
      value: type,
    })),
  )
}

function findFile(machine: Machine, list: Slot, name: Slot): Value {
  const entries = expectList(list, 'while evaluating the first argument passed to builtins.findFile').map(
    (item): SearchPathEntry => {
      const attrs = expectAttrs(item, 'while evaluating an element of the list passed to builtins.findFile')
      const prefix = attrs.shape.find(known.prefix)
      const why = (attribute: string): string =>
        `while evaluating the \`${attribute}\` attribute of an element of the list passed to builtins.findFile`
      return {
        prefix: prefix < 0 ? '' : expectPlainString(attrs.values[prefix]!, why('prefix')),
        path: coerceToString(
          machine,
          expectAttr(attrs, known.path, 'in an element of the __nixPath'),
          newSink(),
          { why: why('path'), copy: false },
        ),
      }
    },
  )
  const wanted = expectPlainString(name, 'while evaluating the second argument passed to builtins.findFile')
  return machine.findFile(entries, wanted, 0)
}

function toFile(machine: Machine, name: Slot, contents: Slot): Value {
  const chosen = expectPlainString(name, 'while evaluating the first argument passed to builtins.toFile')
  const value = expectString(contents, 'while evaluating the second argument passed to builtins.toFile')
  const references = elementsOf(value)
  for (const element of references) {
    if (!/^[!=]/.test(element)) continue
    throw new NixError(
      'eval',
      `files created by builtins.toFile may not reference derivations, but ${chosen} references ${element.replace(`${machine.store.folder}/`, '')}`,
    )
  }
  const path = fromStore(() => machine.store.addText(chosen, textOf(value)!, references))
  return stringWith(path, { context: contextOf([path]) })
}

interface AddedPath {
  readonly path: string
  readonly name: string
  readonly filter: Value | undefined
  readonly recursive: boolean
  readonly expected: Hash | undefined
}

function addPath(machine: Machine, { path, name, filter, recursive, expected }: AddedPath): Value {
  try {
    const source = machine.inputs.realPath(path)
    const why = 'while evaluating the return value of the path filter function'
    const accepts: PathFilter | undefined =
      filter === undefined
        ? undefined
        : (inner, type) => expectBool(call2(filter, path + inner.slice(source.length), type, 0), why)
    const stored = fromStore(() => machine.store.addFiltered(source, name, recursive, accepts))
    if (expected !== undefined && machine.store.fixedPath(name, recursive, expected) !== stored)
      throw new NixError('eval', `store path mismatch in (possibly filtered) path added from '${path}'`)
    return stringWith(stored, { context: contextOf([stored]) })
  } catch (error) {
    if (error instanceof NixError) error.trace(`while adding path '${path}'`)
    throw error
  }
}

function filterSource(machine: Machine, filter: Slot, slot: Slot): Value {
  const why = "while evaluating the second argument (the path to filter) passed to 'builtins.filterSource'"
  const path = coerceToPath(machine, slot, why)
  const accepts = expectFunction(
    filter,
    'while evaluating the first argument passed to builtins.filterSource',
  )
  return addPath(machine, {
    path,
    name: baseNameOf(path),
    filter: accepts,
    recursive: true,
    expected: undefined,
  })
}

function path(machine: Machine, slot: Slot): Value {
  const attrs = expectAttrs(slot, "while evaluating the argument passed to 'builtins.path'")
  let source: string | undefined
  let name = ''
  let filter: Value | undefined
  let recursive = true
  let expected: Hash | undefined
  attrs.shape.symbols.forEach((attribute, index) => {
    const value = attrs.values[index]!
    const place = attrPlace(attrs, index)
    switch (symbolName(attribute)) {
      case 'path':
        source = coerceToPath(
          machine,
          value,
          "while evaluating the 'path' attribute passed to 'builtins.path'",
          place,
        )
        break
      case 'name':
        name = expectPlainString(
          value,
          'while evaluating the `name` attribute passed to builtins.path',
          place,
        )
        break
      case 'filter':
        filter = expectFunction(
          value,
          'while evaluating the `filter` parameter passed to builtins.path',
          place,
        )
        break
      case 'recursive':
        recursive = expectBool(
          value,
          'while evaluating the `recursive` attribute passed to builtins.path',
          place,
        )
        break
      case 'sha256': {
        const why = 'while evaluating the `sha256` attribute passed to builtins.path'
        const text = expectPlainString(value, why, place)
        expected = fromStore(() => parseHash(text === '' ? '0'.repeat(64) : text, 'sha256'))
        break
      }
      default:
        throw new NixError(
          'eval',
          `unsupported argument '${symbolName(attribute)}' to 'builtins.path'`,
          place,
        )
    }
  })
  if (source === undefined)
    throw new NixError('eval', "missing required 'path' attribute in the first argument to 'builtins.path'")
  return addPath(machine, {
    path: source,
    name: name === '' ? baseNameOf(source) : name,
    filter,
    recursive,
    expected,
  })
}

function storePath(machine: Machine, slot: Slot): Value {
  if (machine.settings.pure)
    throw new NixError('eval', "'builtins.storePath' is not allowed in pure evaluation mode")
  const sink = newSink()
  const why = "while evaluating the first argument passed to 'builtins.storePath'"
  const given = coerceToPath(machine, slot, why, 0, sink)
  const { folder } = machine.store
  const path = isStorePath(given, folder) ? given : machine.inputs.realPath(given)
  const stored = storePathOf(path, folder)
  if (stored === undefined) throw new NixError('eval', `path '${path}' is not in the Nix store`)
  return stringWith(path, { context: contextOf([...sink.context.elements(), stored]) })
}

/** Files, and what is copied to the store. */
export function fileBuiltins(machine: Machine): readonly PrimOp[] {
  return [
    new PrimOp('import', 1, (slot: Slot) => machine.importFile(realisePath(machine, slot))),
    new PrimOp('scopedImport', 2, (scope: Slot, slot: Slot) => {
      const file = realisePath(machine, slot)
      const why = 'while evaluating the first argument passed to builtins.scopedImport'
      return machine.importScoped(file, expectAttrs(scope, why))
    }),
    new PrimOp('baseNameOf', 1, (slot: Slot) => {
      const sink = newSink()
      const why = 'while evaluating the first argument passed to builtins.baseNameOf'
      return stringWith(oldBaseNameOf(coerceToString(machine, slot, sink, { why, copy: false })), sink)
    }),
    new PrimOp('dirOf', 1, (slot: Slot) => dirOf(machine, slot)),
    new PrimOp('pathExists', 1, (slot: Slot) => pathExists(machine, slot)),
    new PrimOp('readFile', 1, (slot: Slot) => readFile(machine, slot)),
    new PrimOp('readDir', 1, (slot: Slot) => readDir(machine, slot)),
    new PrimOp('readFileType', 1, (slot: Slot) => {
      const file = realisePath(machine, slot)
      const status = machine.inputs.lstat(file)
      if (status === undefined) throw new NixError('input', `path '${file}' does not exist`)
      return status.type
    }),
    new PrimOp('findFile', 2, (list: Slot, name: Slot) => findFile(machine, list, name)),
    new PrimOp('hashFile', 2, (algorithm: Slot, slot: Slot) => {
      const chosen = algorithmOf(algorithm, 'hashFile')
      return formatHash(hashBytes(chosen, machine.inputs.readFile(realisePath(machine, slot))), 'base16')
    }),
    new PrimOp('toPath', 1, (slot: Slot) => {
      const sink = newSink()
      const why = 'while evaluating the first argument passed to builtins.toPath'
      return stringWith(coerceToPath(machine, slot, why, 0, sink), sink)
    }),
    new PrimOp('toFile', 2, (name: Slot, contents: Slot) => toFile(machine, name, contents)),
    new PrimOp('filterSource', 2, (filter: Slot, slot: Slot) => filterSource(machine, filter, slot)),
    new PrimOp('path', 1, (slot: Slot) => path(machine, slot)),
    new PrimOp('storePath', 1, (slot: Slot) => storePath(machine, slot)),
    new PrimOp('getEnv', 1, (slot: Slot) => {
      const name = expectPlainString(slot, 'while evaluating the first argument passed to builtins.getEnv')
      return machine.settings.pure ? '' : (machine.inputs.env(name) ?? '')
    }),
  ]
}
