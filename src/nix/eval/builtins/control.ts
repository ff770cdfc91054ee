import { attrsOf } from '../attrs.ts'
import { calls } from '../call.ts'
import { coerceToString, newSink } from '../coerce.ts'
import { NixError } from '../errors.ts'
import { expectString } from '../expect.ts'
import { force } from '../force.ts'
import { forceDeep } from '../force-deep.ts'
import type { Machine } from '../machine.ts'
import { chomp, labelled } from '../show-error.ts'
import { showForTrace } from '../show-value.ts'
import { known } from '../symbols.ts'
import { PrimOp, type Slot, textOf, type Value } from '../values.ts'
import { genericClosure } from './generic-closure.ts'

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
