import type { ByteString } from '../bytes.ts'
import { FlakeError } from './error.ts'
import { parseFlakeRef } from './flake-ref.ts'
import { checkAttrs, type FlakeAttrs, flakeId } from './input-attrs.ts'

/** What a flake says of one of its inputs. */
export interface FlakeInput {
  /** Where it is from; without it, the registry decides by its name. */
  readonly ref: FlakeAttrs | undefined
  /** Whether it is a flake itself. */
  readonly flake: boolean
  /** The input that it is the same as, by names from the flake that says so. */
  readonly follows: readonly string[] | undefined
  /** What is said of the inputs of the input. */
  readonly inputs: FlakeInputs
}

export type FlakeInputs = ReadonlyMap<string, FlakeInput>

/** Data of a flake's file, its strings as byte strings. */
export type FlakeData = ByteString | number | boolean | { readonly [name: string]: FlakeData }

/**
 * Reads the `inputs` of a flake's file.
 *
 * @param formals the arguments that `outputs` names: those that `inputs` lacks are inputs, too
 * @throws FlakeError
 */
export function readFlakeInputs(data: FlakeData, formals: Iterable<string> = []): FlakeInputs {
  const inputs = new Map<string, FlakeInput>()
  for (const [name, input] of members(data, 'inputs'))
    if (name !== 'self') inputs.set(name, readFlakeInput(input, `inputs.${name}`))
  for (const name of formals)
    if (name !== 'self' && !inputs.has(name))
      inputs.set(name, { ref: parseFlakeRef(name), flake: true, follows: undefined, inputs: new Map() })
  return inputs
}

function readFlakeInput(data: FlakeData, where: string): FlakeInput {
  const attrs: Record<string, ByteString | number | boolean> = {}
  let flake = true
  let follows: readonly string[] | undefined
  let inputs: FlakeInputs = new Map()
  for (const [name, value] of members(data, where)) {
    const at = `${where}.${name}`
    if (name === 'flake') {
      if (typeof value !== 'boolean')
        throw new FlakeError(`expected a Boolean but got ${kindOf(value)} at ${at}`)
      flake = value
    } else if (name === 'follows') {
      if (typeof value !== 'string')
        throw new FlakeError(`expected a string but got ${kindOf(value)} at ${at}`)
      follows = readInputPath(value)
    } else if (name === 'inputs') {
      inputs = new Map(
        members(value, at).map(([inner, input]) => [inner, readFlakeInput(input, `${at}.${inner}`)]),
      )
    } else if (typeof value === 'object')
      throw new FlakeError(
        `flake input attribute '${name}' is a set while a string, Boolean, or integer is expected`,
      )
    else attrs[name] = value
  }
  return { ref: refOf(attrs, flake, where), flake, follows, inputs }
}

function refOf(
  attrs: Record<string, ByteString | number | boolean>,
  flake: boolean,
  where: string,
): FlakeAttrs | undefined {
  if (attrs['type'] !== undefined) {
    const { dir, ...rest } = attrs
    const checked = checkAttrs(rest)
    return dir === undefined ? checked : { ...checked, dir }
  }
  const { url, ...others } = attrs
  const [unknown] = Object.keys(others)
  if (unknown !== undefined)
    throw new FlakeError(`unexpected flake input attribute '${unknown}', at ${where}`)
  return typeof url === 'string' ? parseFlakeRef(url, { relative: true, flake }) : undefined
}

/** `a/b` as names. */
export function readInputPath(text: ByteString): readonly string[] {
  const names = text.split('/').filter((name) => name !== '')
  const whole = new RegExp(`^${flakeId.source}$`)
  for (const name of names)
    if (!whole.test(name)) throw new FlakeError(`invalid flake input attribute path element '${name}'`)
  return names
}

function members(data: FlakeData, where: string): readonly [string, FlakeData][] {
  if (typeof data !== 'object') throw new FlakeError(`expected a set but got ${kindOf(data)} at ${where}`)
  return Object.entries(data)
}

function kindOf(data: FlakeData): string {
  return { string: 'a string', number: 'an integer', boolean: 'a Boolean', object: 'a set' }[
    typeof data as 'string' | 'number' | 'boolean' | 'object'
  ]
}
