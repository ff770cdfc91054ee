import { isDeferred } from '../modules/deferred.ts'
import {
  editDistance,
  type ModuleErrorData,
  nearest,
  type Options,
  splitDefinition,
} from '../modules/index.ts'
import { isProperty, type Property, property } from '../modules/properties.ts'
import type { Item, Unit } from '../modules/sweeps/types.ts'
import { type Alike, cleanAlike } from './alike.ts'
import { cleanOptions, cleanShared } from './clean.ts'
import type { Context } from './context.ts'
import type { Definition, ModuleDefinition, Use, UserDefinitions } from './definition.ts'
import { type Instance, type Instances, OptionDefinition } from './instances.ts'
import type { ModuleOption } from './module-plan.ts'
import { FleetError, problem } from './problem.ts'
import type { Profile } from './profile.ts'
import { type Said, toFlake } from './said.ts'
import type { Scope } from './scope.ts'
import { plainly, sayDefinition, type Wrap } from './statements.ts'

/** What a list of definitions meets on its way to the resolver. */
export interface Collecting {
  readonly instances: Instances
  /** The list itself, not a function, stands for many hosts. */
  readonly shared: boolean
  /** What the same function said elsewhere. */
  readonly alike: Alike | undefined
  /** The unit of a profile in this scope. */
  profile(profile: Profile, scope: Scope): Unit<Said>
  /** The unit of the n-th function of the list. */
  inner(index: number, use: (context: Context) => Use, scope: Scope): Unit<Said>
  /** The list says a finding or a warning. */
  finding(): void
}

/** Turns what a function or a list says into the resolver's items. */
export function collect(use: Use, scope: Scope, into: Collecting): readonly Item<Said>[] {
  const collector = new Collector(into)
  collector.add(use, plainly, scope)
  // Lists that grow keep room to grow; there are too many of them for that.
  return collector.items.slice()
}

class Collector {
  readonly items: Item<Said>[] = []
  #functions = 0
  readonly #into: Collecting
  readonly #clean: typeof cleanShared

  constructor(into: Collecting) {
    this.#into = into
    const { alike } = into
    this.#clean = into.shared ? cleanShared : alike === undefined ? cleanOptions : cleanAlike(alike)
  }

  add(use: Use, wrap: Wrap, scope: Scope): void {
    if (use === false || use === null || use === undefined) return
    if (isDeferred(use)) throw notADefinition(use)
    if (Array.isArray(use)) {
      for (const each of use as readonly Use[]) this.add(each, wrap, scope)
    } else if (isProperty(use)) {
      this.#addProperty(use as Property<Definition>, wrap, scope)
    } else if (typeof use === 'function' && kindOf(use) === undefined) {
      refuseProperty(wrap, 'A function')
      this.#functions += 1
      this.items.push({
        kind: 'inline',
        unit: this.#into.inner(this.#functions, use as (context: Context) => Use, scope),
      })
    } else {
      this.#addKind(use as Definition | Profile, wrap, scope)
    }
  }

  #addKind(use: Definition | Profile, wrap: Wrap, scope: Scope): void {
    try {
      this.#addOne(use, wrap, scope)
    } catch (error) {
      if (error instanceof FleetError && typeof use === 'object') error.about ??= use.place
      throw error
    }
  }

  #addOne(use: Definition | Profile, wrap: Wrap, scope: Scope): void {
    switch (kindOf(use)) {
      case 'profile':
        refuseProperty(wrap, 'A profile')
        this.items.push({ kind: 'place', unit: this.#into.profile(use as Profile, scope) })
        return
      case 'module':
        if (typeof use === 'function') throw notCalled(use)
        this.#addModule(use as ModuleDefinition, wrap, scope)
        return
      case 'user':
        this.#addUser(use as UserDefinitions, wrap, scope)
        return
      case 'nixos':
      case 'home':
      case 'disks':
      case 'darwin':
      case 'import':
      case 'disable':
      case 'assertion':
      case 'warning': {
        const said = sayDefinition(use as never, wrap, scope, this.#clean)
        if (said !== undefined) this.#say(said)
        return
      }
      default:
        throw notADefinition(use)
    }
  }

  #addProperty(use: Property<Definition>, wrap: Wrap, scope: Scope): void {
    const data = use[property]
    if (data.kind === 'merge') {
      for (const content of data.contents) this.add(content as Use, wrap, scope)
    } else if (data.kind === 'definition') {
      this.add(data.definition.value as Use, wrap, scope)
    } else if (data.kind !== 'if' || isDeferred(data.condition)) {
      this.add(
        data.content as Use,
        (value) => wrap(Object.freeze({ [property]: Object.freeze({ ...data, content: value }) })),
        scope,
      )
    } else if (typeof data.condition !== 'boolean') {
      throw notBoolean(data.condition)
    } else if (data.condition) {
      this.add(data.content as Use, wrap, scope)
    }
  }

  #addModule(use: ModuleDefinition, wrap: Wrap, scope: Scope): void {
    const instance = this.#into.instances.get(scope.host.name, scope.user, use.module as never)
    const { plan } = instance
    const value = wrap(this.#clean(use.value, plan.what))
    if (use.uses || mayEnable(use.value)) this.items.push({ kind: 'place', unit: instance.body })
    const before = this.items.length
    if (!this.#definePlainly(value, instance, use)) {
      this.items.length = before
      this.#defineTree(value, instance, use, scope)
    }
    if (!use.uses) return
    for (let i = before; i < this.items.length; i++) {
      const item = this.items[i]!
      if (item instanceof OptionDefinition && item.cell.option === plan.enable) return
    }
    this.#define(instance, plan.enable, wrap(true), use)
  }

  #define(instance: Instance, option: ModuleOption, value: unknown, { place }: ModuleDefinition): void {
    this.items.push(new OptionDefinition(instance.cell(option), instance.module.moduleName, place, value))
  }

  /** Takes a definition apart that is a plain object of plain options, as nearly all are. */
  #definePlainly(value: unknown, instance: Instance, use: ModuleDefinition): boolean {
    if (typeof value !== 'object' || value === null || isProperty(value)) return false
    for (const name of Object.keys(value)) {
      const option = instance.plan.byName.get(name)
      if (option === undefined || !option.plain) return false
      this.#define(instance, option, (value as { readonly [name: string]: unknown })[name], use)
    }
    return true
  }

  #defineTree(value: unknown, instance: Instance, use: ModuleDefinition, scope: Scope): void {
    const name = instance.module.moduleName
    const origin = { file: name, at: use.place }
    const { definitions, unknown, errors, warnings } = splitDefinition(use.module.options, value, origin)
    if (unknown[0] !== undefined) throw unknownOption(name, unknown[0].path, use)
    if (errors[0] !== undefined) throw wrongGroup(name, errors[0])
    for (const { message } of warnings) {
      const found = { code: 'renamed-option', severity: 'warning', message, place: use.place } as const
      this.#say({ kind: 'finding', ...found, user: scope.user })
    }
    for (const { path, definition } of definitions)
      this.#define(instance, instance.plan.byName.get(path.join('.'))!, definition.value, use)
  }

  #say(said: Said): void {
    if (said.kind === 'finding' || (said.kind === 'statement' && said.statement.kind === 'warning'))
      this.#into.finding()
    this.items.push({ kind: 'define', cell: toFlake, definition: said })
  }

  #addUser(use: UserDefinitions, wrap: Wrap, scope: Scope): void {
    if (scope.user !== undefined && scope.user !== use.user) {
      throw problem({
        code: 'user-in-user',
        message: `home('${use.user}', …) stands among the definitions of the user ${scope.user}.`,
        hint: 'Put it beside them, into the host or a profile.',
      })
    }
    // The user has Home Manager even where nothing is said yet.
    const statement = { kind: 'options', user: use.user, value: {}, place: use.place } as const
    this.#say({ kind: 'statement', statement })
    this.add(use.use, wrap, { host: scope.host, user: use.user })
  }
}

/** Whether a definition that does not use its module may still switch it on. */
function mayEnable(value: object): boolean {
  return isProperty(value) || 'enable' in value
}

function kindOf(use: unknown): string | undefined {
  const kind = (use as { kind?: unknown }).kind
  return typeof kind === 'string' ? kind : undefined
}

function refuseProperty(wrap: Wrap, what: string): void {
  if (wrap === plainly) return
  throw problem({
    code: 'property-misplaced',
    message: `${what} stands under mkIf or another property.`,
    hint: 'Put the property around the definitions in it, or use a condition that panther knows.',
  })
}

function notBoolean(condition: unknown) {
  return problem({
    code: 'condition-not-boolean',
    message: `The condition of mkIf is ${condition === null ? 'null' : `a ${typeof condition}`}, not true or false.`,
    hint: 'Compare: what JavaScript takes for true is not what Nix does.',
  })
}

function notCalled(module: unknown) {
  const name = (module as { moduleName: string }).moduleName
  return problem({
    code: 'module-not-called',
    message: `The module ${name} stands in a list of definitions without being called.`,
    hint: 'Call it to use it: put () behind it, with its options inside.',
  })
}

function notADefinition(use: unknown) {
  const promise = use instanceof Promise
  const what = promise
    ? 'a promise'
    : isDeferred(use)
      ? 'a Nix expression'
      : kindOf(use) === undefined
        ? `${typeof use === 'object' ? 'a plain object' : `a ${typeof use}`}`
        : `a ${kindOf(use)}`
  return problem({
    code: 'not-a-definition',
    message: `A list of definitions holds ${what}.`,
    hint: promise
      ? 'Functions of a fleet are synchronous: await where the fleet is loaded.'
      : 'Wrap options in nixos({ … }), home({ … }) or a call of the module they belong to.',
  })
}

function wrongGroup(module: string, { code, message, path, hint }: ModuleErrorData) {
  return problem({
    code,
    message: `In a definition of the module ${module}: ${message.replace("`'", `\`${module}'`)}`,
    path: [module, ...path].join('.'),
    ...(hint === undefined ? {} : { hint }),
    valuePath: path,
  })
}

function unknownOption(module: string, path: readonly string[], use: ModuleDefinition) {
  const group = path.slice(0, -1).reduce<Options>((found, name) => found[name] as Options, use.module.options)
  const names = Object.keys(group)
  const wanted = path.at(-1)!
  const meant = nearest(wanted, names).filter((name) => editDistance(wanted, name) <= 2)
  const named = (name: string): string => [...path.slice(0, -1), name].join('.')
  return problem({
    code: 'unknown-option',
    message: `The module ${module} has no option ${path.join('.')}.`,
    path: `${module}.${path.join('.')}`,
    hint:
      meant.length > 0
        ? `Did you mean ${meant.map(named).join(' or ')}?`
        : `It has: ${names.map(named).join(', ')}.`,
    valuePath: path,
  })
}
