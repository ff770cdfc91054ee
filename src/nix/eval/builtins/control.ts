import { attrsOf } from '../attrs.ts'
import { call, calls } from '../call.ts'
import { coerceToString, newSink } from '../coerce.ts'
import { lessThan } from '../compare.ts'
import { NixError } from '../errors.ts'
import { expectAttr, expectAttrs, expectFunction, expectList, expectString } from '../expect.ts'
import { force } from '../force.ts'
import { forceDeep } from '../force-deep.ts'
import type { Machine } from '../machine.ts'
import { chomp, labelled } from '../show-error.ts'
import { showForError, showForTrace } from '../show-value.ts'
import { known } from '../symbols.ts'
import { type Attrs, Float, Path, PrimOp, type Slot, textOf, type Value } from '../values.ts'

function tryEval(slot: Slot): Value {
  const { depth } = calls
  try {
    return attrsOf([
      { name: known.value, value: force(slot) },
      { name: known.success, value: true },
    ])
  } catch (error) {
    if (!(error instanceof NixError) || (error.kind !== 'throw' && error.kind !== 'assert')) throw error
    calls.depth = depth
    return attrsOf([
      { name: known.value, value: false },
      { name: known.success, value: false },
    ])
  }
}

function seq(one: Slot, other: Slot): Value {
  force(one)
  return force(other)
}

/** Finds keys that were seen. Values of other types than numbers, strings and paths are compared with all of one kind. */
class SeenKeys {
  readonly #simple = new Set<unknown>()
  readonly #elements: { readonly key: Value; readonly element: Slot }[] = []

  /** Whether the key is new. */
  add(key: Value, element: Slot): boolean {
    const simple = simpleKey(key)
    if (simple !== undefined) {
      const last = this.#elements[0]
      if (last !== undefined) compareKeys(key, last, element)
      else this.#elements.push({ key, element })
      if (this.#simple.has(simple)) return false
      this.#simple.add(simple)
      return true
    }
    for (const other of this.#elements)
      if (!compareKeys(key, other, element) && !lessThan(other.key, key)) return false
    this.#elements.push({ key, element })
    return true
  }
}

/** What stands for a key in a set, where equality is all that counts. */
function simpleKey(key: Value): unknown {
  if (typeof key === 'number' || typeof key === 'bigint') return key
  if (key instanceof Float) return key.value
  if (key instanceof Path) return `p${key.path}`
  const text = textOf(key)
  return text === undefined ? undefined : `s${text}`
}

function compareKeys(
  key: Value,
  other: { readonly key: Value; readonly element: Slot },
  element: Slot,
): boolean {
  try {
    return lessThan(key, other.key)
  } catch (error) {
    if (error instanceof NixError) {
      error.trace(`with element ${showForError(other.element)}`)
      error.trace(`while comparing element ${showForError(element)}`)
    }
    throw error
  }
}

function genericClosure(slot: Slot): Value {
  const set = expectAttrs(slot, 'while evaluating the first argument passed to builtins.genericClosure')
  const where = 'in the attrset passed as argument to builtins.genericClosure'
  const start = expectList(
    expectAttr(set, known.startSet, where),
    "while evaluating the 'startSet' attribute passed as argument to builtins.genericClosure",
  )
  if (start.length === 0) return start
  const operator = expectFunction(
    expectAttr(set, known.operator, where),
    "while evaluating the 'operator' attribute passed as argument to builtins.genericClosure",
  )
  const work: Slot[] = [...start]
  const result: Slot[] = []
  const seen = new SeenKeys()
  for (let at = 0; at < work.length; at++) {
    const element = work[at]!
    if (!seen.add(keyOf(element), element)) continue
    result.push(element)
    for (const next of expand(operator, element)) {
      force(next)
      work.push(next)
    }
  }
  return result
}

function keyOf(element: Slot): Value {
  let attrs: Attrs
  try {
    attrs = expectAttrs(element, '')
    return force(expectAttr(attrs, known.key, ''))
  } catch (error) {
    if (error instanceof NixError) error.trace(`in genericClosure element ${showForError(element)}`)
    throw error
  }
}

function expand(operator: Value, element: Slot): readonly Slot[] {
  try {
    const why = 'while evaluating the return value of the `operator` passed to builtins.genericClosure'
    return expectList(call(operator, element, 0), why)
  } catch (error) {
    if (error instanceof NixError)
      error.trace(`while calling operator on genericClosure element ${showForError(element)}`)
    throw error
  }
}

/** Errors, order of evaluation, and what is told on the way. */
export function controlBuiltins(machine: Machine): readonly PrimOp[] {
  const message = (slot: Slot, why: string): string =>
    coerceToString(machine, slot, newSink(), { why, copy: true })

  const trace = (text: Slot, value: Slot): Value => {
    const shown = force(text)
    machine.say(`trace: ${textOf(shown) ?? showForTrace(shown)}`)
    return force(value)
  }

  return [
    new PrimOp('abort', 1, (slot: Slot) => {
      const text = message(slot, 'while evaluating the error message passed to builtins.abort')
      throw new NixError('abort', `evaluation aborted with the following error message: '${text}'`)
    }),
    new PrimOp('throw', 1, (slot: Slot) => {
      throw new NixError('throw', message(slot, 'while evaluating the error message passed to builtin.throw'))
    }),
    new PrimOp(
      'addErrorContext',
      2,
      (context: Slot, value: Slot) => {
        const { depth } = calls
        try {
          return force(value)
        } catch (error) {
          if (!(error instanceof NixError)) throw error
          calls.depth = depth
          const why = 'while evaluating the error message passed to builtins.addErrorContext'
          throw error.trace(coerceToString(machine, context, newSink(), { why, copy: false }), 0, {
            always: true,
          })
        }
      },
      false,
    ),
    new PrimOp('tryEval', 1, tryEval),
    new PrimOp('seq', 2, seq),
    new PrimOp('deepSeq', 2, (one: Slot, other: Slot) => {
      forceDeep(one)
      return force(other)
    }),
    new PrimOp('break', 1, (value: Slot) => force(value)),
    new PrimOp('trace', 2, trace),
    new PrimOp(
      'traceVerbose',
      2,
      machine.settings.traceVerbose ? trace : (_: Slot, value: Slot) => force(value),
    ),
    new PrimOp('warn', 2, (text: Slot, value: Slot) => {
      const why = 'while evaluating the first argument; the message passed to builtins.warn'
      const said = textOf(expectString(text, why))!
      const label = 'evaluation warning'
      machine.say(said.startsWith('\n') ? `${label}:${chomp(said)}` : labelled(label, said))
      if (machine.settings.abortOnWarn)
        throw new NixError('abort', 'aborting to reveal stack trace of warning, as abort-on-warn is set')
      return force(value)
    }),
    new PrimOp('genericClosure', 1, genericClosure),
  ]
}
