import {
  checkStoreName,
  type DerivationRequest,
  derivationClosure,
  type HashAlgorithm,
  hashAlgorithm,
  outputPlaceholder,
  parseHash,
  StoreError,
} from '../../store/index.ts'
import { attr, attrPlace, attrsOf } from '../attrs.ts'
import { type Coercion, coerceToString, newSink } from '../coerce.ts'
import { contextOf, union } from '../context.ts'
import { NixError } from '../errors.ts'
import {
  expectAttr,
  expectAttrs,
  expectBool,
  expectList,
  expectPlainString,
  expectString,
} from '../expect.ts'
import { force } from '../force.ts'
import type { ContextSink, Machine } from '../machine.ts'
import { showPlace } from '../places.ts'
import { showError } from '../show-error.ts'
import { fromStore } from '../store-errors.ts'
import { known, symbol, symbolName } from '../symbols.ts'
import { writeJson } from '../to-json.ts'
import { type Attrs, ContextString, PrimOp, type Slot, textOf, type Value } from '../values.ts'

const structuredAttrs = symbol('__structuredAttrs')
const ignoreNulls = symbol('__ignoreNulls')

/** What is gathered of a derivation, attribute by attribute. */
class Draft {
  readonly name: string
  readonly sink: ContextSink = newSink()
  readonly env = new Map<string, string>()
  readonly args: string[] = []
  /** The attributes as JSON, by name, for a derivation with structured attributes. */
  readonly json: Map<string, string> | undefined
  builder = ''
  system = ''
  outputs: readonly string[] = ['out']
  hash: string | undefined
  algorithm: HashAlgorithm | undefined
  recursive: boolean | undefined

  constructor(name: string, structured: boolean) {
    this.name = name
    this.json = structured ? new Map() : undefined
  }
}

function derivationStrict(machine: Machine, slot: Slot): Value {
  const attrs = expectAttrs(slot, 'while evaluating the argument passed to builtins.derivationStrict')
  const slotOfName = expectAttr(
    attrs,
    known.name,
    'in the attrset passed as argument to builtins.derivationStrict',
  )
  const namePlace = attrPlace(attrs, attrs.shape.find(known.name))
  let name: string
  try {
    name = expectPlainString(
      slotOfName,
      'while evaluating the `name` attribute passed to builtins.derivationStrict',
    )
  } catch (error) {
    if (error instanceof NixError) error.trace("while evaluating the derivation attribute 'name'", namePlace)
    throw error
  }
  try {
    return makeDerivation(machine, name, attrs)
  } catch (error) {
    if (error instanceof NixError)
      error.trace(
        `while evaluating derivation '${name}'\n  whose name attribute is located at ${showPlace(namePlace)}`,
        0,
        { always: true },
      )
    throw error
  }
}

function makeDerivation(machine: Machine, name: string, attrs: Attrs): Value {
  checkName(name)
  const flag = (symbolOfFlag: number, shown: string): boolean => {
    const value = attr(attrs, symbolOfFlag)
    const why = `while evaluating the \`${shown}\` attribute passed to builtins.derivationStrict`
    return value !== undefined && expectBool(value, why)
  }
  const draft = new Draft(name, flag(structuredAttrs, '__structuredAttrs'))
  const skipNulls = flag(ignoreNulls, '__ignoreNulls')
  for (const index of attrs.shape.byName()) {
    const key = attrs.shape.symbols[index]!
    if (key === ignoreNulls) continue
    const value = attrs.values[index]!
    try {
      if (skipNulls && force(value) === null) continue
      addAttribute(machine, draft, symbolName(key), value)
      if (draft.json !== undefined) mindAttribute(machine, name, symbolName(key), attrPlace(attrs, index))
    } catch (error) {
      if (error instanceof NixError)
        error.trace(
          `while evaluating attribute '${symbolName(key)}' of derivation '${name}'`,
          attrPlace(attrs, index),
        )
      throw error
    }
  }
  return instantiateDraft(machine, draft)
}

const outputChecks: ReadonlySet<string> = new Set([
  'allowedReferences',
  'allowedRequisites',
  'disallowedReferences',
  'disallowedRequisites',
  'maxSize',
  'maxClosureSize',
])

/** Says of an attribute that it has no effect beside structured ones. */
function mindAttribute(machine: Machine, name: string, key: string, place: number): void {
  if (!outputChecks.has(key)) return
  const message = `'structuredAttrs' disables the effect of the derivation attribute '${key}'; use 'outputChecks.<output>.${key}' instead`
  const warning = new NixError('eval', message, place).trace(`while evaluating derivation '${name}'`)
  machine.say(showError(warning, { label: 'warning', showTrace: false }))
}

function checkName(name: string): void {
  try {
    checkStoreName(name)
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    throw new NixError('eval', `invalid derivation name: ${error.message}. Please pass a different 'name'.`)
  }
}

const plain: Coercion = { why: '', more: true, copy: true }

function addAttribute(machine: Machine, draft: Draft, key: string, slot: Slot): void {
  switch (key) {
    case '__contentAddressed':
      if (expectBool(slot, '')) throw experimental('ca-derivations')
      return
    case '__impure':
      if (expectBool(slot, '')) throw experimental('impure-derivations')
      return
    case 'args': {
      const why = 'while evaluating an element of the argument list'
      for (const item of expectList(slot, ''))
        draft.args.push(coerceToString(machine, item, draft.sink, { ...plain, why }))
      return
    }
    default:
  }
  if (draft.json !== undefined) {
    if (key !== '__structuredAttrs') addStructured(machine, draft, draft.json, key, slot)
    return
  }
  const text = coerceToString(machine, slot, draft.sink, plain)
  if (key === '__json') {
    // The old way to say that attributes are structured.
    draft.env.set('__json', text)
    return
  }
  draft.env.set(key, text)
  if (key === 'outputs')
    setOutputs(
      draft,
      text.split(/[ \t\n\r]+/).filter((word) => word !== ''),
    )
  else setSpecial(draft, key, text)
}

function addStructured(
  machine: Machine,
  draft: Draft,
  json: Map<string, string>,
  key: string,
  slot: Slot,
): void {
  json.set(key, writeJson(machine, slot, draft.sink, { strict: true, copy: true }))
  switch (key) {
    case 'builder': {
      const value = expectString(slot, '')
      if (value instanceof ContextString) draft.sink.context = union(draft.sink.context, value.context)
      draft.builder = textOf(value)!
      return
    }
    case 'system':
    case 'outputHash':
    case 'outputHashAlgo':
    case 'outputHashMode':
      setSpecial(draft, key, expectPlainString(slot, ''))
      return
    case 'outputs':
      setOutputs(
        draft,
        expectList(slot, '').map((item) => expectPlainString(item, '')),
      )
      return
    default:
  }
}

function setSpecial(draft: Draft, key: string, text: string): void {
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
  if (mode === 'text') throw experimental('dynamic-derivations')
  if (mode === 'git') throw experimental('git-hashing')
  throw new NixError('eval', `invalid value '${mode}' for 'outputHashMode' attribute`)
}

function experimental(feature: string): NixError {
  return new NixError(
    'eval',
    `experimental Nix feature '${feature}' is disabled; add '--extra-experimental-features ${feature}' to enable it`,
  )
}

function setOutputs(draft: Draft, outputs: readonly string[]): void {
  const seen = new Set<string>()
  for (const output of outputs) {
    if (seen.has(output)) throw new NixError('eval', `duplicate derivation output '${output}'`)
    if (output === 'drvPath') throw new NixError('eval', "invalid derivation output name 'drvPath'")
    seen.add(output)
  }
  if (outputs.length === 0) throw new NixError('eval', 'derivation cannot have an empty set of outputs')
  draft.outputs = outputs
}

function instantiateDraft(machine: Machine, draft: Draft): Value {
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
  const sizes = { md5: 16, sha1: 20, sha256: 32, sha512: 64 } as const
  const empty = { algorithm, digest: new Uint8Array(sizes[algorithm]) }
  machine.say(
    `warning: found empty hash, assuming '${algorithm}-${Buffer.from(empty.digest).toString('base64')}'`,
  )
  return empty
}

/** Derivations. */
export function derivationBuiltins(machine: Machine): readonly PrimOp[] {
  return [
    new PrimOp('derivationStrict', 1, (slot: Slot) => derivationStrict(machine, slot)),
    new PrimOp('placeholder', 1, (slot: Slot) =>
      outputPlaceholder(
        expectPlainString(slot, 'while evaluating the first argument passed to builtins.placeholder'),
      ),
    ),
  ]
}
