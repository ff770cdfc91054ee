import { attrPlace, attrsOf, type Entry } from '../attrs.ts'
import { coerceToString, newSink, stringWith } from '../coerce.ts'
import { contextOf } from '../context.ts'
import { NixError } from '../errors.ts'
import {
  elementsOf,
  expectAttrs,
  expectBool,
  expectList,
  expectPlainString,
  expectString,
} from '../expect.ts'
import type { Machine } from '../machine.ts'
import { isStorePath } from '../store-path.ts'
import { known, symbol, symbolName } from '../symbols.ts'
import { type Attrs, ContextString, PrimOp, type Slot, textOf, type Value } from '../values.ts'

interface PathInfo {
  path: boolean
  allOutputs: boolean
  readonly outputs: string[]
}

function getContext(slot: Slot): Value {
  const infos = new Map<string, PathInfo>()
  const infoOf = (path: string): PathInfo => {
    const info = infos.get(path) ?? { path: false, allOutputs: false, outputs: [] }
    infos.set(path, info)
    return info
  }
  for (const element of elementsOf(
    expectString(slot, 'while evaluating the argument passed to builtins.getContext'),
  )) {
    const output = /^!([^!]*)!(.*)$/.exec(element)
    if (output) infoOf(output[2]!).outputs.push(output[1]!)
    else if (element.startsWith('=')) infoOf(element.slice(1)).allOutputs = true
    else infoOf(element).path = true
  }
  return attrsOf(
    [...infos].map(([path, info]): Entry => {
      const entries: Entry[] = []
      if (info.path) entries.push({ name: known.path, value: true })
      if (info.allOutputs) entries.push({ name: known.allOutputs, value: true })
      if (info.outputs.length > 0) entries.push({ name: known.outputs, value: info.outputs.toSorted() })
      return { name: symbol(path), value: attrsOf(entries) }
    }),
  )
}

function appendContext(machine: Machine, slot: Slot, added: Slot): Value {
  const value = expectString(slot, 'while evaluating the first argument passed to builtins.appendContext')
  const attrs = expectAttrs(added, 'while evaluating the second argument passed to builtins.appendContext')
  const elements = [...elementsOf(value)]
  attrs.shape.symbols.forEach((name, index) => {
    const path = symbolName(name)
    const place = attrPlace(attrs, index)
    if (!isStorePath(path, machine.store.folder))
      throw new NixError('eval', `context key '${path}' is not a store path`, place)
    const info = expectAttrs(attrs.values[index]!, 'while evaluating the value of a string context', place)
    addElements(elements, path, info, place)
  })
  return stringWith(textOf(value)!, { context: contextOf(elements) })
}

function addElements(elements: string[], path: string, info: Attrs, place: number): void {
  const flag = (name: number): boolean => {
    const index = info.shape.find(name)
    const why = `while evaluating the \`${symbolName(name)}\` attribute of a string context`
    return index >= 0 && expectBool(info.values[index]!, why, attrPlace(info, index))
  }
  const isDerivation = path.endsWith('.drv')
  if (flag(known.path)) elements.push(path)
  if (flag(known.allOutputs)) {
    if (!isDerivation)
      throw new NixError(
        'eval',
        `tried to add all-outputs context of ${path}, which is not a derivation, to a string`,
        place,
      )
    elements.push(`=${path}`)
  }
  const index = info.shape.find(known.outputs)
  if (index < 0) return
  const at = attrPlace(info, index)
  const outputs = expectList(
    info.values[index]!,
    'while evaluating the `outputs` attribute of a string context',
    at,
  )
  if (outputs.length > 0 && !isDerivation)
    throw new NixError(
      'eval',
      `tried to add derivation output context of ${path}, which is not a derivation, to a string`,
      place,
    )
  for (const output of outputs)
    elements.push(
      `!${expectPlainString(output, 'while evaluating an output name within a string context', at)}!${path}`,
    )
}

/** What strings refer to. */
export function contextBuiltins(machine: Machine): readonly PrimOp[] {
  const coerce = (
    slot: Slot,
    name: string,
  ): { readonly text: string; readonly elements: readonly string[] } => {
    const sink = newSink()
    const why = `while evaluating the argument passed to builtins.${name}`
    const text = coerceToString(machine, slot, sink, { why, copy: true })
    return { text, elements: sink.context.elements() }
  }
  const discardDependency = (slot: Slot): Value => {
    const { text, elements } = coerce(slot, 'unsafeDiscardOutputDependency')
    return stringWith(text, { context: contextOf(elements.map((element) => element.replace(/^=/, ''))) })
  }
  const addDependencies = (slot: Slot): Value => {
    const { text, elements } = coerce(slot, 'addDrvOutputDependencies')
    if (elements.length !== 1)
      throw new NixError(
        'eval',
        `context of string '${text}' must have exactly one element, but has ${elements.length}`,
      )
    const [element] = elements as [string]
    const output = /^!([^!]*)!/.exec(element)
    if (output)
      throw new NixError(
        'eval',
        `\`addDrvOutputDependencies\` can only act on derivations, not on a derivation output such as '${output[1]}'`,
      )
    if (!element.endsWith('.drv')) throw new NixError('eval', `path '${element}' is not a derivation`)
    return stringWith(text, { context: contextOf([element.startsWith('=') ? element : `=${element}`]) })
  }
  return [
    new PrimOp(
      'unsafeDiscardStringContext',
      1,
      (slot: Slot) => coerce(slot, 'unsafeDiscardStringContext').text,
    ),
    new PrimOp('hasContext', 1, (slot: Slot) => {
      const why = 'while evaluating the argument passed to builtins.hasContext'
      return expectString(slot, why) instanceof ContextString
    }),
    new PrimOp('unsafeDiscardOutputDependency', 1, discardDependency),
    new PrimOp('addDrvOutputDependencies', 1, addDependencies),
    new PrimOp('getContext', 1, getContext),
    new PrimOp('appendContext', 2, (slot: Slot, added: Slot) => appendContext(machine, slot, added)),
  ]
}
