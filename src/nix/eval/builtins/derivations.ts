import { checkStoreName, outputPlaceholder, StoreError } from '../../store/index.ts'
import { attr, attrPlace } from '../attrs.ts'
import { type Coercion, coerceToString } from '../coerce.ts'
import { union } from '../context.ts'
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
import type { Machine } from '../machine.ts'
import { showPlace } from '../places.ts'
import { showError } from '../show-error.ts'
import { known, symbol, symbolName } from '../symbols.ts'
import { writeJson } from '../to-json.ts'
import { type Attrs, ContextString, PrimOp, type Slot, textOf, type Value } from '../values.ts'
import { Draft, disabled, instantiateDraft, setOutputs, setSpecial } from './derivation-draft.ts'

const structuredAttrs = symbol('__structuredAttrs')
const ignoreNulls = symbol('__ignoreNulls')

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
      if (expectBool(slot, '')) throw disabled('ca-derivations')
      return
    case '__impure':
      if (expectBool(slot, '')) throw disabled('impure-derivations')
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
