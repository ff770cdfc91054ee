import type { Cell, Item, Reader, Unit } from '../modules/sweeps/types.ts'
import { whileActive } from './active.ts'
import type { Alike } from './alike.ts'
import { type Collecting, collect } from './collect.ts'
import type { Context } from './context.ts'
import type { Use } from './definition.ts'
import { trackExpressions, type Unplaced } from './expression.ts'
import { type Instance, type Instances, makeInstances } from './instances.ts'
import { definitionsMade } from './made-definitions.ts'
import type { AnyModule } from './module.ts'
import type { PlaceSource } from './place.ts'
import { problem } from './problem.ts'
import type { Profile } from './profile.ts'
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

export interface Met {
  /** Findings and warnings. */
  readonly findings: boolean
  readonly expressions: boolean
}

/** What a unit is called: in the flake, where it becomes a file of it, and in messages. */
export interface UnitName {
  readonly source: SourceName | undefined
  readonly title: string
}

/** Units that a list places before and after what it says itself. */
export interface Around {
  readonly before: readonly Unit<Said>[]
  readonly after: readonly Unit<Said>[]
}

export type SourceName = Pick<Source, 'id' | 'kind' | 'name' | 'layer'>

/** The resolver's units, made of what the user wrote. */
export interface Units {
  readonly instances: Instances
  info(unit: Unit<Said>): UnitInfo
  /** The unit of a list that becomes a file. */
  list(name: UnitName, use: Use, scope: Scope, place: PlaceSource, around?: Around): Unit<Said>
  /** What any run has said or made so far, so that nobody searches a large fleet for what is not there. */
  readonly met: Met
}

export function makeUnits(
  contextOf: (scope: Scope, instance?: Instance) => Context,
  scopeOf: (host: string, user: string | undefined) => Scope,
): Units {
  const names = new Map<AnyModule, UnitName>()
  const met = { findings: false, expressions: false }

  function bodyOf(instance: Instance): Unit<Said> {
    const { module } = instance
    let name = names.get(module)
    if (name === undefined) {
      name = nameOfModule(module)
      names.set(module, name)
    }
    const scope = scopeOf(instance.host, instance.user)
    return new FleetUnit(makes, instance.id, name, scope, module.place, contextOf(scope, instance), {
      run: module.body as ((context: Context) => Use) | undefined,
      when: instance.enable,
    })
  }

  const makes: Makes = {
    instances: makeInstances(bodyOf),
    contextOf,
    met,
    alike: new Map(),
    profiles: new Map(),
  }
  return {
    instances: makes.instances,
    met,
    info: (unit) => unit as FleetUnit,
    list: (name, use, scope, place, around) => listUnit(makes, name, use, scope, place, around),
  }
}

/** What all units of a fleet share. */
interface Makes {
  readonly instances: Instances
  readonly contextOf: (scope: Scope, instance?: Instance) => Context
  readonly met: { -readonly [K in keyof Met]: Met[K] }
  /** What the body of each module said, by its name. */
  readonly alike: Map<string, Alike>
  /** By name, which stands for one profile in a fleet. */
  readonly profiles: Map<string, Profile>
}

/** What a unit says: a list, or what a function gives. */
interface Says {
  readonly list?: Use
  readonly run?: ((context: Context) => Use) | undefined
  readonly when?: Cell<Said, boolean>
  readonly around?: Around | undefined
}

function nothingReturned(title: string) {
  return problem({
    code: 'nothing-returned',
    message: `A function of ${title} makes definitions and returns nothing.`,
    hint: 'Put return before them: what a function does not return is not said.',
  })
}

function profileNameTaken(profile: Profile, other: Profile) {
  const at = [profile.place(), other.place()].flatMap((place) =>
    place === undefined ? [] : [{ ...place, label: 'defined here' }],
  )
  return problem({
    code: 'profile-name-taken',
    message: `Two profiles are called ${profile.name}.`,
    hint: 'A name stands for one profile in a fleet. Rename one of them, and define profiles outside of functions: a function makes a new one each time.',
    at,
  })
}

function nameOfModule({ moduleName: name }: AnyModule): UnitName {
  return {
    source: { id: `module:${name}`, kind: 'module', name, layer: 'default' },
    title: `the module ${name}`,
  }
}

function nameOfProfile({ name }: Profile): UnitName {
  return {
    source: { id: `profile:${name}`, kind: 'profile', name, layer: 'default' },
    title: `the profile ${name}`,
  }
}

function listUnit(
  makes: Makes,
  name: UnitName,
  list: Use,
  scope: Scope,
  place: PlaceSource,
  around?: Around,
): Unit<Said> {
  const id = `${scopeId(scope)}/${name.source!.id}`
  return new FleetUnit(makes, id, name, scope, place, makes.contextOf(scope), { list, around })
}

/** A class, because a large fleet has very many of them. */
class FleetUnit implements Unit<Said>, UnitInfo, Collecting {
  readonly id: string
  readonly scope: Scope
  readonly place: PlaceSource
  made: readonly Unplaced[] = nothing
  threw: unknown = undefined
  readonly #makes: Makes
  readonly #name: UnitName
  readonly #context: Context
  readonly #says: Says

  constructor(
    makes: Makes,
    id: string,
    name: UnitName,
    scope: Scope,
    place: PlaceSource,
    context: Context,
    says: Says,
  ) {
    this.id = id
    this.scope = scope
    this.place = place
    this.#makes = makes
    this.#name = name
    this.#context = context
    this.#says = says
  }

  get when(): Cell<Said, boolean> | undefined {
    return this.#says.when
  }

  get source(): SourceName | undefined {
    return this.#name.source
  }

  get title(): string {
    return this.#name.title
  }

  get instances(): Instances {
    return this.#makes.instances
  }

  get shared(): boolean {
    return this.#says.run === undefined && this.#name.source?.kind === 'profile'
  }

  get isData(): boolean {
    return this.#says.run === undefined
  }

  get alike(): Alike | undefined {
    const { source } = this.#name
    if (this.#says.run === undefined || source?.kind !== 'module') return undefined
    const { alike } = this.#makes
    const known = alike.get(source.name) ?? []
    alike.set(source.name, known)
    return known
  }

  run(reader: Reader<Said>): readonly Item<Said>[] {
    const run = () => whileActive({ reader, instances: this.instances }, () => this.#items())
    this.made = nothing
    try {
      const { result, made } = trackExpressions(run)
      this.threw = undefined
      if (made.length > 0) {
        this.made = made
        this.#makes.met.expressions = true
      }
      return result
    } catch (threw) {
      this.threw = threw
      throw threw
    }
  }

  #items(): readonly Item<Said>[] {
    const { list, run, around } = this.#says
    const items = collect(run === undefined ? list : this.#say(run), this.scope, this)
    if (around === undefined) return items
    const placed = (unit: Unit<Said>): Item<Said> => ({ kind: 'place', unit })
    return [...around.before.map(placed), ...items, ...around.after.map(placed)]
  }

  #say(run: (context: Context) => Use): Use {
    const before = definitionsMade()
    const said = run(this.#context)
    if (said === undefined && definitionsMade() > before) throw nothingReturned(this.title)
    return said
  }

  profile(profile: Profile, scope: Scope): Unit<Said> {
    const { profiles } = this.#makes
    const named = profiles.get(profile.name)
    if (named === undefined) profiles.set(profile.name, profile)
    else if (named !== profile) throw profileNameTaken(profile, named)
    return listUnit(this.#makes, nameOfProfile(profile), profile.use, scope, profile.place)
  }

  inner(index: number, run: (context: Context) => Use, scope: Scope): Unit<Said> {
    const context = scope === this.scope ? this.#context : this.#makes.contextOf(scope)
    const name = { source: undefined, title: this.title }
    return new FleetUnit(this.#makes, `${this.id}#${index}`, name, scope, this.place, context, { run })
  }

  finding(): void {
    this.#makes.met.findings = true
  }
}

const nothing: readonly never[] = []
