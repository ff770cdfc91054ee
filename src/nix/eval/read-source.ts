import { toBytes } from '../bytes.ts'
import { parseNix } from '../parse/index.ts'
import type { ParseWarning } from '../parse/lints.ts'
import type { Expression } from '../syntax.ts'
import type { Program } from './bind/program.ts'
import { writeProgram } from './bind/write.ts'
import type { Run } from './code.ts'
import { compileProgram } from './compile/index.ts'
import { NixError } from './errors.ts'
import type { Machine } from './machine.ts'
import { addSource, type Origin, showOrigin, showPlace } from './places.ts'
import { showError } from './show-error.ts'
import type { SymbolId } from './symbols.ts'

/** The parser's own words are text, what it quotes of the source is bytes. */
function inBytes(message: string): string {
  return message.replace(/[^\0-\xff]/g, toBytes)
}

function shownWarning({ message, offset, excerpt }: ParseWarning, base: number): string {
  const place = base + offset
  if (!excerpt) return `warning: at ${showPlace(place)}: ${message}`
  return showError(new NixError('parse', message, place), { label: 'warning', showTrace: false })
}

/** The stack of the evaluator's thread is a large one. */
const deepest = 10_000

interface ReadSource {
  readonly expression: Expression
  readonly program: Program
  readonly base: number
}

/** The tree of a text and what it is to the evaluator. `names` are bound beside the built-in variables. */
export function readSource(
  machine: Machine,
  text: string,
  origin: Origin,
  names?: readonly SymbolId[],
): ReadSource {
  const base = addSource(origin, text)
  const { pipes, lints } = machine.settings
  const warn = (warning: ParseWarning): void => machine.say(shownWarning(warning, base))
  const named = `${showOrigin(origin)}:`
  const parsed = parseNix(text, { pipes, lints, warn, origin: named, deepest, placed: true })
  if ('error' in parsed) {
    const { message, offset } = parsed.error
    throw new NixError('parse', inBytes(message), base + offset)
  }
  const { expression } = parsed
  const program = writeProgram(expression, { text, base, globals: machine.globals, names })
  return { expression, program, base }
}

/** A text that is ready to be run. `names` are those of the environment that it runs on, in order. */
export function compileSource(
  machine: Machine,
  text: string,
  origin: Origin,
  directory: string,
  { internal = false, names }: { readonly internal?: boolean; readonly names?: readonly SymbolId[] } = {},
): Run {
  const { program, base } = readSource(machine, text, origin, names)
  return compileProgram({ machine, program, base, directory, internal })
}
