import type { Cell, Unit } from '../modules/sweeps/types.ts'
import { whileActive } from './active.ts'
import { type Collecting, collect } from './collect.ts'
import type { Context } from './context.ts'
import type { Use } from './definition.ts'
import { trackExpressions, type Unplaced } from './expression.ts'
import { type Instance, type Instances, makeInstances } from './instances.ts'
import type { PlaceSource } from './place.ts'
import type { Source } from './resolved.ts'
import type { Said } from './said.ts'
import { type Scope, scopeId } from './scope.ts'

/** What stands behind a unit of the resolver. */
export interface UnitInfo {
  /** The file it becomes; a function in a list belongs to the file that holds it. */
  readonly source: SourceName | undefined
  readonly scope: Scope
  /** In words, for messages. */
  readonly title: string
  /** Where the user wrote it. */
  readonly place: PlaceSource
  /** What its last run made of expressions. */
  readonly made: readonly Unplaced[]
  /** What its last run threw. */
  readonly threw?: unknown
}

export type SourceName = Pick<Source, 'id' | 'kind' | 'name' | 'layer'>

/** The resolver's units, made of what the user wrote. */
export interface Units {
  readonly instances: Instances
  info(unit: Unit<Said>): UnitInfo
  /** The unit of a list that becomes a file. */
  list(source: SourceName, use: Use, scope: Scope, place: PlaceSource, title: string): Unit<Said>
}

export function makeUnits(
  contextOf: (scope: Scope, instance?: Instance) => Context,
  scopeOf: (host: string, user: string | undefined) => Scope,
): Units {
  const infos = new Map<string, UnitInfo>()
  const instances = makeInstances(bodyOf)

  function make(
    id: string,
    info: UnitInfo,
    context: Context,
    use: () => Use,
    when?: Cell<Said, boolean>,
  ): Unit<Said> {
    infos.set(id, info)
    const into: Collecting = {
      instances,
      profile: (profile, scope) =>
        list(
          { id: `profile:${profile.name}`, kind: 'profile', name: profile.name, layer: 'default' },
          profile.use,
          scope,
          profile.place,
          `the profile ${profile.name}`,
        ),
      inner(index, inner, scope) {
        const own = scope === info.scope ? context : contextOf(scope)
        return make(`${id}#${index}`, { ...info, source: undefined, scope, made: [] }, own, () => inner(own))
      },
    }
    return {
      id,
      ...(when === undefined ? {} : { when }),
      run(reader) {
        const run = () => whileActive({ reader, instances }, () => collect(use(), info.scope, into))
        try {
          const { result, made } = trackExpressions(run)
          infos.set(id, { ...info, made })
          return result
        } catch (threw) {
          infos.set(id, { ...info, threw })
          throw threw
        }
      },
    }
  }

  function list(source: SourceName, use: Use, scope: Scope, place: PlaceSource, title: string): Unit<Said> {
    return make(
      `${scopeId(scope)}/${source.id}`,
      { source, scope, place, title, made: [] },
      contextOf(scope),
      () => use,
    )
  }

  function bodyOf(instance: Instance): Unit<Said> {
    const { module } = instance
    const name = module.moduleName
    const scope = scopeOf(instance.host, instance.user)
    const source: SourceName = { id: `module:${name}`, kind: 'module', name, layer: 'default' }
    const context = contextOf(scope, instance)
    const info: UnitInfo = { source, scope, place: module.place, title: `the module ${name}`, made: [] }
    return make(instance.id, info, context, () => module.body?.(context as never), instance.enable)
  }

  return { instances, list, info: (unit) => infos.get(unit.id)! }
}
