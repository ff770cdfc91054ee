import type { OptionType } from '../option-type.ts'
import { isAttrs } from '../plain.ts'
import { addCheck } from './add-check.ts'
import { defineType } from './define.ts'
import { mergeEqual, mergeOne } from './merge-rules.ts'
import { attrs } from './simple.ts'
import { unique } from './unique.ts'

interface PathKind {
  readonly absolute?: boolean | undefined
  readonly inStore?: boolean | undefined
}

const storePath = /^\/nix\/store\/[0-9a-df-np-sv-z]{32}-[a-zA-Z0-9+._?=-]+(?:\/|$)/
const wholeStorePath = /^\/nix\/store\/[0-9a-df-np-sv-z]{32}-[a-zA-Z0-9+._?=-]+$/

/** A path as text. Throws `TypeError` for paths in the store that are not absolute. */
export function pathWith({ absolute, inStore }: PathKind): OptionType<string, string> {
  if (inStore === true && absolute === false)
    throw new TypeError('In pathWith, inStore means the path must be absolute')
  const kind = absolute === undefined ? '' : absolute ? 'absolute ' : 'relative '
  const where = inStore === undefined ? '' : inStore ? ' in the Nix store' : ' not in the Nix store'
  return defineType({
    name: 'path',
    description: `${kind}path${where}`,
    phrase: 'noun',
    check: (value) =>
      typeof value === 'string' &&
      (inStore === undefined || inStore === storePath.test(value)) &&
      (absolute === undefined || absolute === value.startsWith('/')),
    merge: mergeEqual,
    functor: {
      name: 'path',
      payload: { absolute, inStore },
      type: (joined: PathKind) => pathWith(joined),
      join: (a: PathKind, b: PathKind) =>
        a.absolute === b.absolute && a.inStore === b.inStore ? a : undefined,
    },
  })
}

export const path: OptionType<string, string> = pathWith({ absolute: true })
export const pathInStore: OptionType<string, string> = pathWith({ inStore: true })
export const externalPath: OptionType<string, string> = pathWith({ absolute: true, inStore: false })

/** A package: text of a store path, or anything that is known only later. */
export const packageType: OptionType<unknown, unknown> = defineType({
  name: 'package',
  description: 'package',
  phrase: 'noun',
  special: 'takes deferred',
  opaque: true,
  check: (value) => typeof value === 'string' && wholeStorePath.test(value),
  merge: mergeOne,
})

/** A package that is a login shell. */
export const shellPackage: OptionType<unknown, unknown> = {
  ...packageType,
  check: (value, env) => typeof value !== 'string' && packageType.check(value, env),
}

/** A set of packages. */
export const pkgs: OptionType<unknown, unknown> = {
  ...addCheck(
    unique(
      'A Nixpkgs pkgs set can not be merged with another pkgs set.',
      defineType({ ...attrs, name: 'pkgs', special: 'takes deferred', mergeType: undefined }),
    ),
    (value) => isAttrs(value) && value._type === 'pkgs',
  ),
  name: 'pkgs',
  description: 'Nixpkgs package set',
  phrase: 'noun',
}

/** Files of a tree: known only later. */
export const fileset: OptionType<unknown, unknown> = defineType({
  name: 'fileset',
  description: 'fileset',
  phrase: 'noun',
  special: 'takes deferred',
  check: () => false,
  merge: (definitions, at) => mergeOne(definitions, at, 'panther does not merge filesets.'),
})

/** Text of the Lua language: known only later, or marked as `{ _type: 'lua-inline', expr }`. */
export const luaInline: OptionType<unknown, unknown> = defineType({
  name: 'luaInline',
  description: 'inline lua',
  phrase: 'noun',
  special: 'takes deferred',
  check: (value) => isAttrs(value) && value._type === 'lua-inline',
  merge: mergeEqual,
})
