import type { Machine } from '../machine.ts'
import type { PrimOp } from '../values.ts'
import { arithmeticBuiltins } from './arithmetic.ts'
import { contextBuiltins } from './contexts.ts'
import { controlBuiltins } from './control.ts'
import { conversionBuiltins } from './conversions.ts'
import { derivationBuiltins } from './derivations.ts'
import { fetcherBuiltins } from './fetchers.ts'
import { fileBuiltins } from './files.ts'
import { listBuiltins } from './lists.ts'
import { patternBuiltins } from './patterns.ts'
import { setBuiltins } from './sets.ts'
import { stringBuiltins } from './strings.ts'
import { typeBuiltins } from './types.ts'

/** All built-in functions. */
export function allBuiltins(machine: Machine): readonly PrimOp[] {
  return [
    ...typeBuiltins,
    ...arithmeticBuiltins,
    ...listBuiltins,
    ...setBuiltins,
    ...patternBuiltins,
    ...stringBuiltins(machine),
    ...contextBuiltins(machine),
    ...controlBuiltins(machine),
    ...conversionBuiltins(machine),
    ...fileBuiltins(machine),
    ...derivationBuiltins(machine),
    ...fetcherBuiltins(machine),
  ]
}
