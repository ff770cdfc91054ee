import { disabledFeature } from '../../experimental.ts'
import {
  type DerivationRequest,
  derivationClosure,
  digestSize,
  type HashAlgorithm,
  hashAlgorithm,
  parseHash,
  StoreError,
} from '../../store/index.ts'
import { attrsOf } from '../attrs.ts'
import { newSink } from '../coerce.ts'
import { contextOf } from '../context.ts'
import { NixError } from '../errors.ts'
import type { ContextSink, Machine } from '../machine.ts'
import { fromStore } from '../store-errors.ts'
import { known, symbol } from '../symbols.ts'
import { ContextString, type Value } from '../values.ts'

/** What is gathered of a derivation, attribute by attribute. */
export class Draft {
  readonly name: string
  readonly sink: ContextSink = newSink()
  readonly env: Map<string, string> = new Map()
  readonly args: string[] = []
  /** The attributes as JSON, by name, for a derivation with structured attributes. */
  readonly json: Map<string, string> | undefined
  builder: string = ''
  system: string = ''
  outputs: readonly string[] = ['out']
  hash: string | undefined
  algorithm: HashAlgorithm | undefined
  recursive: boolean | undefined

  constructor(name: string, structured: boolean) {
    this.name = name
    this.json = structured ? new Map() : undefined
  }
}

/** What an attribute says of the derivation itself. */
export function setSpecial(draft: Draft, key: string, text: string): void {
  switch (key) {
    case 'builder':
      draft.builder = text
      return
    case 'system':
      draft.system = text
      return
    case 'outputHash':
      draft.hash = text
      return
    case 'outputHashAlgo':
      draft.algorithm = text === '' ? undefined : knownAlgorithm(text)
      return
    case 'outputHashMode':
      draft.recursive = isRecursive(text)
      return
    default:
  }
}

/** An algorithm that is not known counts as none. */
function knownAlgorithm(name: string): HashAlgorithm | undefined {
  try {
    return hashAlgorithm(name)
  } catch (error) {
    if (error instanceof StoreError) return undefined
    throw error
  }
}

function isRecursive(mode: string): boolean {
  if (mode === 'recursive' || mode === 'nar') return true
  if (mode === 'flat') return false
  if (mode === 'text') throw disabled('dynamic-derivations')
  if (mode === 'git') throw disabled('git-hashing')
  throw new NixError('eval', `invalid value '${mode}' for 'outputHashMode' attribute`)
}

/** A part of Nix that is off unless it is asked for. */
export function disabled(feature: string): NixError {
  return new NixError('eval', disabledFeature(feature))
}

/** The names of the outputs, in order. */
export function setOutputs(draft: Draft, outputs: readonly string[]): void {
  const seen = new Set<string>()
  for (const output of outputs) {
    if (seen.has(output)) throw new NixError('eval', `duplicate derivation output '${output}'`)
    if (output === 'drvPath') throw new NixError('eval', "invalid derivation output name 'drvPath'")
    seen.add(output)
  }
  if (outputs.length === 0) throw new NixError('eval', 'derivation cannot have an empty set of outputs')
  draft.outputs = outputs
}

/** The paths that the derivation comes to: what `derivationStrict` yields. */
export function instantiateDraft(machine: Machine, draft: Draft): Value {
  const { name, json } = draft
  if (json !== undefined) {
    const members = [...json].map(([key, value]) => `${JSON.stringify(key)}:${value}`)
    draft.env.set('__json', `{${members.join(',')}}`)
  }
  if (draft.builder === '') throw new NixError('eval', "required attribute 'builder' missing")
  if (draft.system === '') throw new NixError('eval', "required attribute 'system' missing")
  if (name.endsWith('.drv'))
    throw new NixError(
      'eval',
      "derivation names are allowed to end in '.drv' only if they produce a single derivation file",
    )
  const request = requestOf(machine, draft)
  const { drvPath, outputs } = fromStore(() => machine.store.addDerivation(request))
  return attrsOf([
    { name: known.drvPath, value: new ContextString(drvPath, contextOf([`=${drvPath}`])) },
    ...[...outputs].map(([output, path]) => ({
      name: symbol(output),
      value: new ContextString(path, contextOf([`!${output}!${drvPath}`])),
    })),
  ])
}

function requestOf(machine: Machine, draft: Draft): DerivationRequest {
  const { name, hash } = draft
  const inputDrvs = new Map<string, Set<string>>()
  const inputSrcs = new Set<string>()
  const addOutput = (drvPath: string, output: string): void => {
    const outputs = inputDrvs.get(drvPath)
    if (outputs) outputs.add(output)
    else inputDrvs.set(drvPath, new Set([output]))
  }
  for (const element of draft.sink.context.elements()) {
    if (element.startsWith('!')) {
      const end = element.indexOf('!', 1)
      addOutput(element.slice(end + 1), element.slice(1, end))
    } else if (element.startsWith('=')) {
      for (const path of derivationClosure(machine.store.derivations, element.slice(1))) {
        inputSrcs.add(path)
        const derivation = machine.store.derivations.get(path)
        for (const output of derivation?.outputs.keys() ?? []) addOutput(path, output)
      }
    } else inputSrcs.add(element)
  }
  const base = {
    name,
    inputDrvs,
    inputSrcs,
    platform: draft.system,
    builder: draft.builder,
    args: draft.args,
    env: draft.env,
  }
  if (hash === undefined) return { ...base, outputs: draft.outputs }
  if (draft.outputs.length !== 1 || draft.outputs[0] !== 'out')
    throw new NixError('eval', 'multiple outputs are not supported in fixed-output derivations')
  const parsed = fromStore(() => hashOrEmpty(machine, hash, draft.algorithm))
  return { ...base, outputs: { method: draft.recursive === true ? 'recursive' : 'flat', hash: parsed } }
}

function hashOrEmpty(
  machine: Machine,
  text: string,
  algorithm: HashAlgorithm | undefined,
): ReturnType<typeof parseHash> {
  if (text !== '') return parseHash(text, algorithm)
  if (algorithm === undefined) throw new NixError('eval', 'empty hash requires explicit hash algorithm')
  const empty = { algorithm, digest: new Uint8Array(digestSize[algorithm]) }
  machine.say(
    `warning: found empty hash, assuming '${algorithm}-${Buffer.from(empty.digest).toString('base64')}'`,
  )
  return empty
}
