import {
  enableOption,
  isOption,
  noOption,
  type Option,
  type Options,
  type OptionsIn,
  type OptionsOut,
} from '../modules/index.ts'
import type { Wrapped } from '../modules/properties.ts'
import type { Context } from './context.ts'
import type { ModuleDefinition, Use } from './definition.ts'
import { markAllUsed } from './expression.ts'
import { definitionPlace } from './made-definitions.ts'
import { checkName } from './names.ts'
import { callPlace, type PlaceSource } from './place.ts'
import { problem } from './problem.ts'
import { checkFields, checkSpec } from './spec.ts'

/** What every module has besides its own options. */
interface EnableIn {
  /** On where the module is used. `mkForce(false)` switches off what a profile brought. */
  readonly enable?: Wrapped<boolean> | undefined
}

interface EnableOut {
  readonly enable: boolean
}

/**
 * Options and what follows from them. Called, it uses the module and defines its options; `set` defines them
 * without using it.
 */
export interface Module<in In, out Out> {
  (definition?: In): ModuleDefinition
  set(definition: In): ModuleDefinition
  /** Gives the module its body: a function of the context that runs where the module is on. */
  config(body: (context: Context<Out>) => Use): Module<In, Out>
  readonly kind: 'module'
  readonly moduleName: string
  readonly description: string
  readonly options: Options
  readonly computed: { readonly [path: string]: (context: { readonly cfg: never }) => unknown }
  readonly body: ((context: never) => Use) | undefined
  readonly place: PlaceSource
}

/** A module, whatever its options. */
export type AnyModule = Module<never, unknown>

interface ModuleSpec<O extends Options> {
  /** What it is for, in a sentence. */
  readonly description: string
  readonly options?: O
  /** Defaults that follow from other options of the module; not for those in groups. */
  readonly computed?: {
    readonly [K in keyof O as O[K] extends Option ? K : never]?: (context: {
      readonly cfg: OptionsOut<O> & EnableOut
    }) => OptionsOut<O[K]>
  }
}

const fields: Readonly<Record<keyof ModuleSpec<Options>, true>> = {
  description: true,
  options: true,
  computed: true,
}

/**
 * Declares a module. The body comes in a second call, so that modules can read themselves and each other.
 *
 * ```ts
 * export const motd = defineModule('motd', {
 *   description: 'Greets whoever logs in.',
 *   options: { text: option(t.str, { description: 'The greeting.' }) },
 * }).config(({ cfg }) => [nixos({ users: { motd: cfg.text } })])
 *
 * motd({ text: 'Welcome' }) // modules/motd.nix: { users.motd = "Welcome"; }
 * ```
 */
export function defineModule<const O extends Options = Record<never, never>>(
  name: string,
  spec: ModuleSpec<O>,
): Module<OptionsIn<O> & EnableIn, OptionsOut<O> & EnableOut> {
  checkName('module', name, /^[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z][A-Za-z0-9_-]*)*$/)
  checkSpec(`The module ${name}`, spec, `defineModule('${name}', { description: '…', options: { … } })`)
  checkFields(`The module ${name}`, spec, fields, {
    config: 'The body comes in a second call: defineModule(…).config(({ cfg }) => …).',
  })
  const place = callPlace()
  if (spec.options !== undefined && 'enable' in spec.options) {
    throw problem({
      code: 'enable-declared',
      message: `The module ${name} declares the option enable, which every module has already.`,
      hint: 'Remove it: calling the module switches it on, m({ enable: false }) does not.',
    })
  }
  const wrong = noOption(spec.options ?? {})
  if (wrong !== undefined) {
    throw problem({
      code: 'not-an-option',
      message: `The module ${name} declares ${wrong.found}, where options are wanted.`,
      valuePath: ['options', ...wrong.path],
      hint: wrong.hint,
    })
  }
  for (const computed of Object.keys(spec.computed ?? {})) {
    if (isOption(spec.options?.[computed])) continue
    throw problem({
      code: 'unknown-option',
      message: `The module ${name} computes ${computed}, which is no option of it.`,
      hint: 'Defaults are computed for options, not for groups of them.',
    })
  }
  markAllUsed(spec.options)
  type In = OptionsIn<O> & EnableIn
  type Out = OptionsOut<O> & EnableOut
  let body: ((context: Context<Out>) => Use) | undefined
  const define = (uses: boolean, value: In | undefined): ModuleDefinition =>
    Object.freeze({
      kind: 'module',
      module: module as unknown as AnyModule,
      uses,
      value: (value ?? {}) as object,
      place: definitionPlace(6),
    })
  const members: Omit<Module<In, Out>, never> = {
    kind: 'module',
    moduleName: name,
    description: spec.description,
    options: { enable: enableOption(name), ...spec.options },
    computed: (spec.computed ?? {}) as never,
    place,
    get body() {
      return body
    },
    set: (value) => define(false, value),
    config(next) {
      if (body !== undefined) {
        throw problem({
          code: 'body-twice',
          message: `The module ${name} has a body already.`,
          hint: 'Give it one body; a list in it may hold functions.',
        })
      }
      body = next
      return module
    },
  }
  const module = Object.defineProperties(
    (value?: In) => define(true, value),
    Object.getOwnPropertyDescriptors(members),
  ) as Module<In, Out>
  return module
}
