import type { Resolution, Unit } from '../modules/sweeps/types.ts'
import type { Relocate } from './relocate.ts'
import type { Source, Statement } from './resolved.ts'
import type { Said } from './said.ts'
import type { Units } from './units.ts'

/** Everything that one host says to the flake, a source at a time, in order of use. */
export function sourcesOf(
  root: Unit<Said>,
  resolution: Resolution<Said>,
  units: Units,
  relocate: Relocate,
): readonly Source[] {
  return resolution.units(root).flatMap((unit): Source[] => {
    const { source, scope } = units.info(unit)
    if (source === undefined) return []
    const statements = saidBy(unit, resolution).flatMap(({ said, unit, index }): Statement[] =>
      said.kind === 'statement'
        ? [{ ...said.statement, place: relocate(unit, index, said.statement.place) }]
        : [],
    )
    return [{ ...source, user: scope.user, statements }]
  })
}

export interface SaidBy {
  readonly said: Said
  readonly unit: Unit<Said>
  readonly index: number
}

/** What a unit and the functions in it say, in order. */
export function saidBy(unit: Unit<Said>, resolution: Resolution<Said>): readonly SaidBy[] {
  return resolution.items(unit).flatMap((item, index): readonly SaidBy[] => {
    if (item.kind === 'define') return [{ said: item.definition, unit, index }]
    return item.kind === 'inline' ? saidBy(item.unit, resolution) : []
  })
}
