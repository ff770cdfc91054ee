import type { ByteString } from '../bytes.ts'
import { bodyOf, pathOf, printInputs, printParts } from './aterm.ts'
import { type Derivation, type DerivationOutput, fixedOutput } from './derivation.ts'
import { StoreError } from './error.ts'
import { base16, type Hash, sha256Hex } from './hash.ts'
import { type FileIngestion, makeFixedOutputPath, makeOutputPath, makeTextPath } from './store-path.ts'

/** What of a derivation others need that depend on it. */
export interface KnownDerivation {
  /** The hash modulo fixed outputs, in base 16: equal for two derivations whose outputs are interchangeable. */
  readonly modulo: string
  /** From each output's name to its path. */
  readonly outputs: ReadonlyMap<ByteString, ByteString>
  /** The store paths that its file names: inputs, both derivations and sources. */
  readonly references: readonly ByteString[]
}

/** The derivations known so far, by the full path of their files. Shared by all that is evaluated in a process. */
export type KnownDerivations = Map<ByteString, KnownDerivation>

/** A derivation whose paths are still to be computed. */
export interface DerivationRequest extends Omit<Derivation, 'outputs'> {
  /** The name without `.drv`. */
  readonly name: ByteString
  /** Either names of outputs, or the content that the only output, `out`, will have. */
  readonly outputs: readonly ByteString[] | { readonly method: FileIngestion; readonly hash: Hash }
}

export interface Instantiated extends KnownDerivation {
  readonly drvPath: ByteString
  /** The bytes of the derivation's file. */
  readonly text: ByteString
}

/**
 * Computes the paths of a derivation and its outputs as Nix does, and adds it to those known. In its environment, the
 * variables named like outputs are set to their paths.
 *
 * Names are taken as they are given: the caller has checked them.
 *
 * @throws StoreError where an input is not known, or has no such output
 */
export function instantiate(
  known: KnownDerivations,
  request: DerivationRequest,
  storeDir: string,
): Instantiated {
  const { name, outputs: wanted } = request
  const names = isNames(wanted) ? wanted : ['out']
  const env = new Map(request.env)
  for (const output of names) env.set(output, '')
  const body = bodyOf({ ...request, env }, new Set(names))

  const outputs = new Map<ByteString, DerivationOutput>()
  const moduli = moduloInputs(known, request.inputDrvs)
  let modulo: string
  if (isNames(wanted)) {
    const inputs = printInputs(moduli)
    for (const output of wanted) outputs.set(output, { path: '', hashAlgorithm: '', hash: '' })
    const masked = sha256Hex(printParts(outputs, inputs, body, () => ''))
    for (const output of wanted)
      outputs.set(output, {
        path: makeOutputPath(output, masked, name, storeDir),
        hashAlgorithm: '',
        hash: '',
      })
    modulo = sha256Hex(printParts(outputs, inputs, body, pathOf))
  } else {
    const { method, hash } = wanted
    const out = {
      path: makeFixedOutputPath(name, method, hash, storeDir),
      hashAlgorithm: (method === 'recursive' ? 'r:' : '') + hash.algorithm,
      hash: base16(hash.digest),
    }
    outputs.set('out', out)
    modulo = hashOfFixed(out)
  }

  const text = printParts(outputs, printInputs(request.inputDrvs), body, pathOf)
  const references = referencesOf(request)
  const drvPath = makeTextPath(`${name}.drv`, text, references, storeDir)
  const paths = new Map(Array.from(outputs, ([output, { path }]) => [output, path] as const))
  const result: KnownDerivation = { modulo, outputs: paths, references }
  known.set(drvPath, result)
  return { drvPath, text, ...result }
}

/** The store paths that a derivation's file names, each once: the whole closure of an input counts as a source, too. */
function referencesOf(derivation: Pick<Derivation, 'inputSrcs' | 'inputDrvs'>): readonly ByteString[] {
  return [...new Set([...derivation.inputSrcs, ...derivation.inputDrvs.keys()])]
}

/** Adds a derivation that was read from its file. What it depends on must be known, unless its content is fixed. */
export function learnDerivation(
  known: KnownDerivations,
  drvPath: ByteString,
  derivation: Derivation,
): KnownDerivation {
  const result: KnownDerivation = {
    modulo: hashDerivationModulo(known, derivation),
    outputs: new Map(Array.from(derivation.outputs, ([output, { path }]) => [output, path] as const)),
    references: referencesOf(derivation),
  }
  known.set(drvPath, result)
  return result
}

/**
 * A derivation's hash that does not change with how inputs of known content are fetched: those count by content, all
 * others by their own hash of this kind.
 */
export function hashDerivationModulo(known: KnownDerivations, derivation: Derivation): string {
  const fixed = fixedOutput(derivation)
  if (fixed !== undefined) return hashOfFixed(fixed)
  const { outputs } = derivation
  const inputs = printInputs(moduloInputs(known, derivation.inputDrvs))
  return sha256Hex(printParts(outputs, inputs, bodyOf(derivation, new Set(outputs.keys())), pathOf))
}

function hashOfFixed({ hashAlgorithm, hash, path }: DerivationOutput): string {
  return sha256Hex(`fixed:out:${hashAlgorithm}:${hash}:${path}`)
}

/** Hashes in place of the inputs' paths. Inputs that come to the same count as one. */
function moduloInputs(
  known: KnownDerivations,
  inputDrvs: Derivation['inputDrvs'],
): ReadonlyMap<string, ReadonlySet<ByteString>> {
  const inputs = new Map<string, Set<ByteString>>()
  for (const [drvPath, wanted] of inputDrvs) {
    const { modulo, outputs: has } = knownDerivation(known, drvPath)
    const names = inputs.get(modulo) ?? new Set()
    inputs.set(modulo, names)
    for (const output of wanted) {
      if (!has.has(output)) throw new StoreError(`derivation '${drvPath}' does not have output '${output}'`)
      names.add(output)
    }
  }
  return inputs
}

function knownDerivation(known: KnownDerivations, drvPath: ByteString): KnownDerivation {
  const found = known.get(drvPath)
  if (found === undefined) throw new StoreError(`path '${drvPath}' is not valid`)
  return found
}

/**
 * All store paths that a derivation's file leads to, itself included: what a string whose context is the whole closure
 * of a derivation (`drv.drvPath`) depends on.
 */
export function derivationClosure(known: KnownDerivations, drvPath: ByteString): ReadonlySet<ByteString> {
  const closure = new Set<ByteString>([drvPath])
  for (const path of closure) {
    for (const reference of known.get(path)?.references ?? []) closure.add(reference)
  }
  return closure
}

function isNames(outputs: DerivationRequest['outputs']): outputs is readonly ByteString[] {
  return Array.isArray(outputs)
}
