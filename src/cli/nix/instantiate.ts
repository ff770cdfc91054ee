import { toBytes } from '../../nix/bytes.ts'
import { autoCall, findAlong } from '../../nix/eval/attr-path.ts'
import { attr, attrsOf } from '../../nix/eval/attrs.ts'
import { bytesOf } from '../../nix/eval/bytes-of.ts'
import { calls, lazy } from '../../nix/eval/call.ts'
import { coerceToString, newSink } from '../../nix/eval/coerce.ts'
import { isDerivation } from '../../nix/eval/equal.ts'
import { NixError } from '../../nix/eval/errors.ts'
import { force } from '../../nix/eval/force.ts'
import { forceDeep } from '../../nix/eval/force-deep.ts'
import type { Inputs } from '../../nix/eval/inputs.ts'
import type { Machine } from '../../nix/eval/machine.ts'
import { makeMachine } from '../../nix/eval/make-machine.ts'
import { canonicalPath, parentOf, resolvePath } from '../../nix/eval/paths.ts'
import type { Origin } from '../../nix/eval/places.ts'
import { printValue } from '../../nix/eval/print.ts'
import { compileSource, readSource } from '../../nix/eval/read-source.ts'
import { showError } from '../../nix/eval/show-error.ts'
import { showExpression } from '../../nix/eval/show-expression.ts'
import { computedStore, storeFolder } from '../../nix/eval/store.ts'
import { asNixError } from '../../nix/eval/store-errors.ts'
import { known, symbol } from '../../nix/eval/symbols.ts'
import { writeJson } from '../../nix/eval/to-json.ts'
import { writeXml } from '../../nix/eval/to-xml.ts'
import { Attrs, type Path, type Slot, textOf, type Value } from '../../nix/eval/values.ts'
import { sourceWorld } from '../../nix/flakes/index.ts'
import { binaryCache, type StoreContents, storeClosure } from '../../nix/store/index.ts'
import type { NixArguments } from './arguments.ts'

export interface NixWorld {
  readonly inputs: Inputs
  readonly directory: string
  readonly system: string
  /** Byte strings. */
  readonly out: (text: string) => void
  readonly say: (text: string) => void
  readonly standardInput: () => Uint8Array
}

interface Source {
  readonly text: string
  readonly origin: Origin
  readonly directory: string
}

/** Does what `nix-instantiate` does with these words; yields the exit code. */
export function runNix(given: NixArguments, world: NixWorld): number {
  calls.limit = given.maxCallDepth
  calls.depth = 0
  const { directory, system, say } = world
  const storeDir = storeFolder(world.inputs)
  const sources = sourceWorld(world.inputs, storeDir)
  const { inputs } = sources
  const contents: StoreContents | undefined = given.cache === undefined ? undefined : new Map()
  const machine = makeMachine({
    inputs,
    store: computedStore(inputs, {
      folder: storeDir,
      mounts: sources.mounts,
      ...(contents && { contents }),
    }),
    sources,
    settings: {
      searchPath: given.searchPath.map(({ prefix, path }) => ({
        prefix: toBytes(prefix),
        path: toBytes(path),
      })),
      directory,
      system,
      pure: given.pure,
      pipes: given.pipes,
      lints: given.lints,
      traceVerbose: given.traceVerbose,
      abortOnWarn: given.abortOnWarn,
    },
    say: (line) => say(`${line}\n`),
  })
  try {
    const sources = given.sources.length === 0 ? [given.areExpressions ? '' : './default.nix'] : given.sources
    const write = contents && closureWriter(machine, contents, given.cache!)
    for (const source of sources) runSource(machine, given, world, source, write)
    return 0
  } catch (thrown) {
    const error = asNixError(thrown)
    if (!(error instanceof NixError)) throw error
    say(`${showError(error, { showTrace: given.showTrace })}\n`)
    return 1
  }
}

/** Puts a derivation with all that it needs into a binary cache. */
function closureWriter(
  { inputs, store, say }: Machine,
  contents: StoreContents,
  folder: string,
): (drvPath: string) => void {
  const cache = binaryCache(folder, store.folder)
  return (drvPath) => {
    for (const [path, content] of storeClosure(contents, drvPath, inputs, store.folder)) {
      if (content !== undefined) cache.add(path, content)
      else say(`warning: '${path}' is not written: only the store that has it knows what it refers to`)
    }
  }
}

function runSource(
  machine: Machine,
  given: NixArguments,
  world: NixWorld,
  source: string,
  write: ((drvPath: string) => void) | undefined,
): void {
  if (given.mode === 'find-file') {
    world.out(`${(machine.findFile(machine.settings.searchPath, toBytes(source), 0) as Path).path}\n`)
    return
  }
  if (given.mode === 'parse') {
    const { text, origin, directory } = sourceOf(machine, given, world, source)
    const { expression } = readSource(machine, text, origin)
    world.out(`${showExpression(expression, directory)}\n`)
    return
  }
  const root = rootOf(machine, given, world, source)
  const args = attrsOf(
    given.args.map(({ name, value, isText }) => ({
      name: symbol(toBytes(name)),
      value: isText
        ? toBytes(value)
        : lazy(() => compileSource(machine, toBytes(value), { kind: 'string' }, world.directory)([])),
    })),
  )
  const attributes = given.attributes.length === 0 ? [''] : given.attributes
  for (const attribute of attributes) {
    const found = findAlong(root, toBytes(attribute), args)
    if (given.mode === 'eval')
      printEvaluated(machine, given, world, args.values.length > 0 ? autoCall(found, args) : found)
    else
      for (const { drvPath, output } of derivationsIn(machine, autoCall(found, args), args, new Set())) {
        write?.(drvPath)
        world.out(`${drvPath}${output === 'out' ? '' : `!${output}`}\n`)
      }
  }
}

function rootOf(machine: Machine, given: NixArguments, world: NixWorld, source: string): Slot {
  const { text, origin, directory } = sourceOf(machine, given, world, source)
  return compileSource(machine, text, origin, directory)([])
}

function sourceOf(machine: Machine, given: NixArguments, world: NixWorld, source: string): Source {
  if (given.areExpressions)
    return { text: toBytes(source), origin: { kind: 'string' }, directory: world.directory }
  if (source === '-')
    return { text: bytesOf(world.standardInput()), origin: { kind: 'stdin' }, directory: world.directory }
  let path = fileOf(machine, world, source)
  if (world.inputs.lstat(world.inputs.realPath(path))?.type === 'directory')
    path = canonicalPath(`${path}/default.nix`)
  const text = bytesOf(world.inputs.readFile(path))
  return { text, origin: { kind: 'file', path }, directory: parentOf(path) }
}

function fileOf(machine: Machine, world: NixWorld, source: string): string {
  const search = /^<(.*)>$/.exec(source)
  if (search) return (machine.findFile(machine.settings.searchPath, toBytes(search[1]!), 0) as Path).path
  return resolvePath(world.directory, toBytes(source))
}

function printEvaluated(machine: Machine, given: NixArguments, { out }: NixWorld, value: Value): void {
  const sink = newSink()
  switch (given.output) {
    case 'raw':
      out(
        coerceToString(machine, value, sink, {
          why: 'while generating the nix-instantiate output',
          copy: true,
        }),
      )
      return
    case 'json':
      out(`${writeJson(machine, value, sink, { strict: given.strict, copy: true })}\n`)
      return
    case 'xml':
      out(writeXml(value, sink, { strict: given.strict, places: given.places }))
      return
    default:
      if (given.strict) forceDeep(value)
      out(`${printValue(value)}\n`)
  }
}

interface FoundDerivation {
  readonly drvPath: string
  readonly output: string
}

/** The derivations that a value stands for: itself, or those in sets that ask to be looked into. */
function* derivationsIn(
  machine: Machine,
  value: Value,
  args: Attrs,
  seen: Set<Attrs>,
  isRoot = true,
): Generator<FoundDerivation> {
  if (isDerivation(value)) {
    if (seen.has(value)) return
    seen.add(value)
    const drvPath = attr(value, known.drvPath)
    if (drvPath === undefined) throw new NixError('eval', "derivation does not contain a 'drvPath' attribute")
    const output = attr(value, known.outputName)
    yield {
      drvPath: textOf(force(drvPath))!,
      output: output === undefined ? 'out' : textOf(force(output))!,
    }
    return
  }
  if (Array.isArray(value)) {
    for (const item of value)
      yield* derivationsIn(machine, autoCall(force(item as Slot), args), args, seen, false)
    return
  }
  if (!(value instanceof Attrs)) {
    if (isRoot)
      throw new NixError('type', 'expression does not evaluate to a derivation (or a set or list of those)')
    return
  }
  const recurse = symbol('recurseForDerivations')
  for (const index of value.shape.byName()) {
    const inner = autoCall(force(value.values[index]!), args)
    const isSet = inner instanceof Attrs && !isDerivation(inner)
    const wanted = isSet ? attr(inner, recurse) : undefined
    if (isDerivation(inner) || (isSet && wanted !== undefined && force(wanted) === true))
      yield* derivationsIn(machine, inner, args, seen, false)
  }
}
