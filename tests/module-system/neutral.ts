/**
 * Module sets in a form that is neither Nix nor the engine's: from it both texts are made, so that one set
 * can be given to the module system of nixpkgs and to ours. All of it is JSON.
 */

/** A literal, a list, a set, or an operation: an object whose one key begins with `$`. */
export type Expr =
  | null
  | boolean
  | number
  | string
  | readonly Expr[]
  | { readonly [name: string]: Expr | TypeForm | ModuleForm | undefined }

/** The name of a type without parameters (`int`, `ints.u8`), or `{ listOf: 'int' }` and the like. */
export type TypeForm = string | { readonly [name: string]: unknown }

export interface OptionForm {
  readonly type?: TypeForm
  readonly default?: Expr
  readonly description?: string
  readonly example?: Expr
  readonly apply?: Expr
  readonly readOnly?: boolean
  readonly internal?: boolean
}

/** Nested names down to `{ $option: … }`. `{ $type: … }` is a type where an option should be. */
export type OptionsForm = { readonly [name: string]: unknown }

export interface ModuleForm {
  readonly file?: string
  readonly key?: string
  readonly imports?: readonly ModuleForm[]
  readonly options?: OptionsForm
  readonly config?: Expr
  readonly freeform?: TypeForm
  /** A module that nixpkgs makes: `{ rename: [from, to] }`, `{ alias: [from, to] }`, … */
  readonly library?: { readonly [kind: string]: unknown }
}

export interface Case {
  readonly name: string
  readonly modules: readonly ModuleForm[]
  /** What is looked at; the whole configuration where absent. */
  readonly read?: Expr
  /** Modules of `extendModules`. */
  readonly extend?: readonly ModuleForm[]
  /** Where panther says something else on purpose: the code of its error, and why. */
  readonly ours?: { readonly error?: string; readonly value?: unknown; readonly why: string }
  /** Where the words of the error differ on purpose. */
  readonly ownWords?: boolean
}

export const opt = (type: TypeForm | undefined, more: Omit<OptionForm, 'type'> = {}): OptionsForm => ({
  $option: { ...(type === undefined ? {} : { type }), ...more },
})
export const ref = (...path: string[]): Expr => ({ $ref: path })
export const mkIf = (condition: Expr, content: Expr): Expr => ({ $if: [condition, content] })
export const mkMerge = (...contents: Expr[]): Expr => ({ $merge: contents })
export const mkOverride = (priority: number, content: Expr): Expr => ({ $override: [priority, content] })
export const mkForce = (content: Expr): Expr => mkOverride(50, content)
export const mkDefault = (content: Expr): Expr => mkOverride(1000, content)
export const mkOrder = (order: number, content: Expr): Expr => ({ $order: [order, content] })
export const mkBefore = (content: Expr): Expr => mkOrder(500, content)
export const mkAfter = (content: Expr): Expr => mkOrder(1500, content)
export const fn = (parameter: string, body: Expr): Expr => ({ $fn: [parameter, body] })
export const arg = (parameter: string): Expr => ({ $arg: parameter })

/** The operation of an expression, if it is one. */
export function operation(expr: Expr): { readonly name: string; readonly operand: never } | undefined {
  if (expr === null || typeof expr !== 'object' || Array.isArray(expr)) return undefined
  const [name, ...others] = Object.keys(expr)
  if (name === undefined || others.length > 0 || !name.startsWith('$')) return undefined
  return { name, operand: (expr as { readonly [key: string]: unknown })[name] as never }
}
