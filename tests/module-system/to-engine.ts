import { aliasModule, renamedModule } from '../../src/modules/aliases.ts'
import {
  evaluate,
  force,
  lazy,
  type Module,
  type ModuleArgs,
  ModuleError,
  mkAssert,
  mkDefinition,
  mkIf,
  mkMerge,
  mkOptionDefault,
  mkOrder,
  mkOverride,
  type Option,
  type OptionType,
  t,
} from '../../src/modules/index.ts'
import { isProperty, property } from '../../src/modules/properties.ts'
import { changedModule, mergedModule, removedModule } from '../../src/modules/removed-modules.ts'
import type { Case, Expr, ModuleForm, OptionForm, OptionsForm, TypeForm } from './neutral.ts'
import { operation } from './neutral.ts'

interface Scope {
  readonly args: Pick<ModuleArgs, 'config' | 'options' | 'name'> & { readonly [name: string]: unknown }
  readonly variables: { readonly [name: string]: unknown }
}

/** What our engine makes of a case: plain data. Throws `ModuleError`. */
export function evaluateCase(test: Case): unknown {
  let configuration = evaluate({ modules: test.modules.map(toModule) })
  if (test.extend !== undefined) configuration = configuration.extend({ modules: test.extend.map(toModule) })
  const args = {
    get config() {
      return configuration.config
    },
    get options() {
      return configuration.options
    },
    name: '',
  } as unknown as Scope['args']
  return toData(strict(test.read ?? { $ref: [] }, { args, variables: {} }))
}

/** A value as `builtins.toJSON` writes it: properties as the sets they are in Nix. */
export function toData(given: unknown): unknown {
  const value = force(given)
  if (isProperty(value)) return toData(propertyAsSet(value[property]))
  if (typeof value === 'function') throw new Error('cannot convert a function to JSON')
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(toData)
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, toData(inner)]))
}

function propertyAsSet(data: { readonly kind: string; readonly [key: string]: unknown }): unknown {
  const { kind, order, message, ...rest } = data
  if (kind === 'assert') {
    if (force(rest.condition) !== true) throw new Error(String(message))
    return { _type: 'if', ...rest }
  }
  return { _type: kind, ...rest, ...(order === undefined ? {} : { priority: order }) }
}

export function toModule(form: ModuleForm): Module {
  if (form.library !== undefined) return libraryModule(form.library)
  return (args) => ({
    ...(form.file === undefined ? {} : { file: form.file }),
    ...(form.key === undefined ? {} : { key: form.key }),
    imports: (form.imports ?? []).map(toModule),
    options: (form.options === undefined ? {} : toOptions(form.options, { args, variables: {} })) as never,
    config: form.config === undefined ? {} : value(form.config, { args, variables: {} }),
    freeform: form.freeform === undefined ? undefined : toType(form.freeform),
  })
}

function libraryModule(library: { readonly [kind: string]: unknown }): Module {
  const [kind, operands] = Object.entries(library)[0]! as [string, readonly never[]]
  const compute = (expr: Expr) => (config: unknown) =>
    value(expr, { args: { config } as never, variables: {} })
  switch (kind) {
    case 'alias':
      return aliasModule(operands[0]!, operands[1]!)
    case 'rename':
      return renamedModule(operands[0]!, operands[1]!)
    case 'remove':
      return removedModule(operands[0]!, operands[1]!)
    case 'change':
      return changedModule(operands[0]!, operands[1]!, compute(operands[2]!))
    case 'merge':
      return mergedModule(operands[0]!, operands[1]!, compute(operands[2]!))
    default:
      throw new Error(kind)
  }
}

function toOptions(form: OptionsForm, scope: Scope): unknown {
  if ('$option' in form) return toOption(form.$option as OptionForm, scope)
  if ('$type' in form) return toType(form.$type as TypeForm)
  if ('$value' in form) return value(form.$value as Expr, scope)
  return Object.fromEntries(
    Object.entries(form).map(([name, child]) => [name, toOptions(child as OptionsForm, scope)]),
  )
}

function toOption(form: OptionForm, scope: Scope): Option {
  return {
    kind: 'option',
    type: form.type === undefined ? t.unspecified : toType(form.type),
    untyped: form.type === undefined,
    description: form.description ?? '',
    ...(form.default === undefined ? {} : { default: value(form.default, scope) }),
    ...(form.example === undefined ? {} : { example: value(form.example, scope) }),
    ...(form.apply === undefined ? {} : { apply: strict(form.apply, scope) as never }),
    ...(form.readOnly === undefined ? {} : { readOnly: form.readOnly }),
    ...(form.internal === undefined ? {} : { internal: form.internal }),
  } as Option
}

export const noScope: Scope = { args: {} as Scope['args'], variables: {} }

export function toType(form: TypeForm): OptionType {
  if (typeof form === 'string') {
    const [outer, inner] = form.split('.') as [string, string?]
    const found = (t as never as { [name: string]: never })[outer]!
    return inner === undefined ? found : found[inner]!
  }
  const [name, operand] = Object.entries(form)[0]! as [string, never]
  const types = () => (operand as TypeForm[]).map(toType) as [OptionType, OptionType]
  switch (name) {
    case 'enum':
      return t.enum(...(operand as string[]))
    case 'either':
      return t.either(...types())
    case 'oneOf':
      return t.oneOf(...types())
    case 'submodule':
      return t.submoduleWith({ modules: (operand as ModuleForm[]).map(toModule), shorthand: true })
    case 'submoduleWith': {
      const { modules, shorthand } = operand as { modules: ModuleForm[]; shorthand?: boolean }
      return t.submoduleWith({ modules: modules.map(toModule), shorthand: shorthand ?? false })
    }
    case 'coercedTo': {
      const [from, coerce, to] = operand as [TypeForm, Expr, TypeForm]
      return t.coercedTo(toType(from), strict(coerce, noScope) as never, toType(to))
    }
    case 'addCheck': {
      const [inner, accept] = operand as [TypeForm, Expr]
      const test = strict(accept, noScope) as (value: unknown) => unknown
      return t.addCheck(toType(inner), (value) => force(test(value)) === true)
    }
    case 'unique':
      return t.unique('only one', toType(operand))
    case 'strMatching':
      return t.strMatching(operand)
    case 'separatedString':
      return t.separatedString(operand)
    case 'ints.between':
      return t.ints.between(operand[0], operand[1])
    case 'numbers.between':
      return t.numbers.between(operand[0], operand[1])
    case 'attrTag':
      return t.attrTag(toOptions(operand, noScope) as never)
    case 'pathWith':
      return t.pathWith(operand)
    default:
      return (t as never as { [name: string]: (type: OptionType) => OptionType })[name]!(toType(operand))
  }
}

/** An expression as a value that the engine reads: literals as they are, everything else lazily. */
function value(expr: Expr, scope: Scope): unknown {
  if (expr === null || typeof expr !== 'object') return expr
  if (Array.isArray(expr)) return expr.map((element) => value(element, scope))
  const found = operation(expr)
  if (found === undefined) {
    return Object.fromEntries(
      Object.entries(expr).map(([name, inner]) => [name, value(inner as Expr, scope)]),
    )
  }
  return lazy(() => operate(found.name, found.operand, scope))
}

export function strict(expr: Expr, scope: Scope): unknown {
  const found = operation(expr)
  return found === undefined ? value(expr, scope) : force(operate(found.name, found.operand, scope))
}

function get(object: unknown, path: readonly string[]): unknown {
  let current = force(object)
  for (const name of path) {
    if (current === null || typeof current !== 'object' || !(name in current)) {
      throw new ModuleError({
        code: 'missing-attribute',
        message: `attribute '${name}' missing`,
        path,
        definitions: [],
      })
    }
    current = force((current as { readonly [name: string]: unknown })[name])
  }
  return current
}

/** What `options.…` gives in Nix, of what the engine knows of an option. */
function optionAttribute(scope: Scope, path: readonly string[]): unknown {
  const names = new Set(['isDefined', 'highestPrio', 'files', 'definitions', 'value', 'type'])
  const at = path.findIndex((name) => names.has(name))
  let result: { child(name: string): unknown } | undefined = scope.args.options
  for (const name of path.slice(0, at)) result = result?.child(name) as typeof result
  const found = result as unknown as import('../../src/modules/index.ts').Result
  const counting = () => found.definitions.filter((definition) => definition.state === 'counts')
  switch (path[at]) {
    case 'isDefined':
      return found.isDefined
    case 'highestPrio':
      return found.highestPriority
    case 'files':
      return counting().map((definition) => definition.file)
    case 'definitions':
      return counting().map((definition) => definition.value)
    case 'value':
      return get(found.value, path.slice(at + 1))
    default:
      return get(found.option!.type, path.slice(at + 1))
  }
}

function operate(name: string, operand: never, scope: Scope): unknown {
  const args = (Array.isArray(operand) ? operand : [operand]) as readonly Expr[]
  const now = (index: number) => strict(args[index]!, scope)
  const later = (index: number) => value(args[index]!, scope) as never
  switch (name) {
    case '$ref':
      return get(scope.args.config, operand)
    case '$opt':
      return optionAttribute(scope, operand)
    case '$name':
      return scope.args.name
    case '$argument':
      return scope.args[operand as string]
    case '$arg':
      return force(scope.variables[operand as string])
    case '$if':
      return mkIf(later(0), later(1))
    case '$merge':
      return mkMerge(args.map((_, index) => later(index)))
    case '$override':
      return mkOverride(args[0] as number, later(1))
    case '$optionDefault':
      return mkOptionDefault(later(0))
    case '$order':
      return mkOrder(args[0] as number, later(1))
    case '$assert':
      return mkAssert(later(0), args[1] as string, later(2))
    case '$definition':
      return mkDefinition({ file: args[0] as string, value: later(1) })
    case '$fn': {
      const [parameter, body] = operand as readonly [string, Expr]
      return (given: unknown) =>
        strict(body, { ...scope, variables: { ...scope.variables, [parameter]: given } })
    }
    case '$call':
      return force((now(0) as (argument: unknown) => unknown)(later(1)))
    case '$add':
      return add(now(0), now(1))
    case '$eq':
      return JSON.stringify(toData(now(0))) === JSON.stringify(toData(now(1)))
    case '$greater':
      return (now(0) as number) > (now(1) as number)
    case '$concat':
      return [...(now(0) as unknown[]), ...(now(1) as unknown[])]
    case '$not':
      return !now(0)
    case '$cond':
      return now(0) === true ? now(1) : now(2)
    case '$length':
      return (now(0) as unknown[]).length
    case '$names':
      return Object.keys(now(0) as object).sort()
    case '$toString':
      return String(now(0))
    case '$get':
      return get(now(0), args.slice(1) as string[])
    case '$has':
      return Object.hasOwn(now(0) as object, args[1] as string)
    case '$throw':
      throw new Error(String(now(0)))
    case '$type':
      return toType(operand)
    case '$module':
      return nixModule(operand)
    case '$evaluate':
      return evaluate({ modules: [now(0) as Module] }).config
    default:
      throw new Error(`no such operation: ${name}`)
  }
}

/** A module as a definition, in the words that Nix has for its parts. */
function nixModule(form: ModuleForm): unknown {
  return (args: ModuleArgs) => {
    const scope = { args, variables: {} }
    return {
      imports: (form.imports ?? []).map((inner) => nixModule(inner)),
      ...(form.file === undefined ? {} : { _file: form.file }),
      ...(form.options === undefined ? {} : { options: toOptions(form.options, scope) }),
      ...(form.config === undefined ? {} : { config: value(form.config, scope) }),
      ...(form.freeform === undefined ? {} : { freeformType: toType(form.freeform) }),
    }
  }
}

function add(a: unknown, b: unknown): unknown {
  if (typeof a === 'string' && typeof b === 'string') return a + b
  if (typeof a === 'number' && typeof b === 'number') return a + b
  throw new TypeError(`cannot add ${typeof b} to ${typeof a}`)
}
