import type { Run } from '../code.ts'
import { canonicalPath } from '../paths.ts'
import { Path, type Value } from '../values.ts'
import { type Part, runConcatenation } from './concat.ts'
import { placeAt, type Unit } from './unit.ts'

/** A string with interpolations to its value. */
export function runString(unit: Unit, node: number): Run {
  return runConcatenation(unit.machine, partsFrom(unit, node, 0), true, placeAt(unit, node + 1))
}

function partsFrom(unit: Unit, node: number, first: number): Part[] {
  const { words, constants } = unit
  const parts: Part[] = []
  for (let index = first; index < words[node + 2]!; index++) {
    const at = node + 3 + 3 * index
    const what = words[at]!
    parts.push(
      what >= 0
        ? { run: constantly(constants[what]!), place: 0, inner: 0 }
        : { run: unit.run(~what), place: placeAt(unit, at + 1), inner: placeAt(unit, at + 2) },
    )
  }
  return parts
}

/** What has one value always. */
export function constantly(value: Value): Run {
  return () => value
}

/** A path without interpolation to its value. */
export function runPath(unit: Unit, node: number): Run {
  return constantly(new Path(absolute(unit, unit.constants[unit.words[node + 1]!] as string)))
}

/** A path with interpolations: the text before the first is canonical, and keeps a slash at its end. */
export function runPathParts(unit: Unit, node: number): Run {
  const what = unit.words[node + 3]!
  const text = what >= 0 ? (unit.constants[what] as string) : ''
  const begin = absolute(unit, text)
  const prefix = new Path(text.length > 1 && text.endsWith('/') && begin !== '/' ? `${begin}/` : begin)
  const place = placeAt(unit, node + 1)
  const start: Part = { run: constantly(prefix), place, inner: 0 }
  return runConcatenation(unit.machine, [start, ...partsFrom(unit, node, 1)], false, place)
}

function absolute(unit: Unit, text: string): string {
  if (text.startsWith('~')) return canonicalPath(`${unit.machine.inputs.env('HOME') ?? '/'}${text.slice(1)}`)
  return canonicalPath(text.startsWith('/') ? text : `${unit.directory}/${text}`)
}
