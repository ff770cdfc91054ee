import type { StringPart } from '../../syntax.ts'
import type { Run } from '../code.ts'
import { canonicalPath } from '../paths.ts'
import { Path } from '../values.ts'
import { type Part, runConcatenation } from './concat.ts'
import { innerPlace } from './inner-place.ts'
import type { Scope } from './scope.ts'
import { startOf, type Unit } from './unit.ts'

/** The parts of a string to its value. */
export function runStringParts(
  unit: Unit,
  parts: readonly StringPart[],
  scope: Scope | undefined,
  place: number,
): Run {
  const constant = constantText(parts)
  if (constant !== undefined) return () => constant
  return runConcatenation(unit.machine, compileParts(unit, parts, scope), true, place)
}

/** The text of a string without interpolation. */
export function constantText(parts: readonly StringPart[]): string | undefined {
  if (parts.length === 0) return ''
  const [part] = parts
  return parts.length === 1 && part!.kind === 'text' ? part!.text : undefined
}

function compileParts(unit: Unit, parts: readonly StringPart[], scope: Scope | undefined): Part[] {
  return parts.map((part): Part => {
    if (part.kind === 'text') {
      const { text } = part
      return { run: () => text, place: 0, inner: 0 }
    }
    return {
      run: unit.run(part.expression, scope),
      place: unit.base + startOf(part),
      inner: innerPlace(unit, part.expression),
    }
  })
}

/** A path literal: the text before the first interpolation is canonical, and keeps a slash at its end. */
export function runPath(
  unit: Unit,
  parts: readonly StringPart[],
  scope: Scope | undefined,
  place: number,
): Run {
  const constant = constantText(parts)
  if (constant !== undefined) {
    const path = new Path(absolute(unit, constant))
    return () => path
  }
  const [first, ...others] = parts
  const text = first!.kind === 'text' ? first!.text : ''
  const begin = absolute(unit, text)
  const prefix = new Path(text.length > 1 && text.endsWith('/') && begin !== '/' ? `${begin}/` : begin)
  const start: Part = { run: () => prefix, place, inner: 0 }
  return runConcatenation(unit.machine, [start, ...compileParts(unit, others, scope)], false, place)
}

function absolute(unit: Unit, text: string): string {
  if (text.startsWith('~')) return canonicalPath(`${unit.machine.inputs.env('HOME') ?? '/'}${text.slice(1)}`)
  return canonicalPath(text.startsWith('/') ? text : `${unit.directory}/${text}`)
}
