import { parseJson } from '../../json/index.ts'
import { Refusal } from '../../refusal.ts'
import { parseToml } from '../../toml.ts'
import { newSink, stringWith } from '../coerce.ts'
import { NixError } from '../errors.ts'
import { expectPlainString } from '../expect.ts'
import type { Machine } from '../machine.ts'
import { writeJson } from '../to-json.ts'
import { writeXml } from '../to-xml.ts'
import { valueMaker } from '../value-maker.ts'
import { PrimOp, type Slot } from '../values.ts'

/** To text and back. */
export function conversionBuiltins(machine: Machine): readonly PrimOp[] {
  return [
    new PrimOp('toJSON', 1, (slot: Slot) => {
      const sink = newSink()
      return stringWith(writeJson(machine, slot, sink, { strict: true, copy: true }), sink)
    }),
    new PrimOp('fromJSON', 1, (slot: Slot) => {
      const text = expectPlainString(slot, 'while evaluating the first argument passed to builtins.fromJSON')
      try {
        return parseJson(text, valueMaker)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        const refused = new NixError('eval', error.message)
        throw error.message.startsWith('[json') ? refused.trace('while decoding a JSON string') : refused
      }
    }),
    new PrimOp('fromTOML', 1, (slot: Slot) => {
      const text = expectPlainString(slot, 'while evaluating the argument passed to builtins.fromTOML')
      return parseToml(text, valueMaker)
    }),
    new PrimOp('toXML', 1, (slot: Slot) => {
      const sink = newSink()
      return stringWith(writeXml(slot, sink, { strict: true, places: false }), sink)
    }),
  ]
}
