import { areFine, isOptionFine, type Live, valuesByName } from '../certain.ts'
import { isOption } from '../option.ts'
import { type OptionTree, optionTree } from '../option-tree.ts'
import type { OptionType } from '../option-type.ts'
import { isAttrs } from '../plain.ts'
import { isProperty } from '../properties.ts'
import type { SubmoduleParts } from './submodule.ts'

/** `isCertainlyFine` for the definitions of a submodule that is made of declarations alone. */
export function areOptionsFine({ modules, shorthand, assertions }: SubmoduleParts, live: Live): boolean {
  const [module, other] = modules
  if (module === undefined || other !== undefined || shorthand !== true || assertions !== undefined)
    return false
  if (typeof module === 'function' || isProperty(module)) return false
  const { options, freeform, config, imports } = module
  // Definitions of a submodule cannot be ordered.
  if (live.ordered || config !== undefined || imports !== undefined || !live.values.every(isAttrs))
    return false
  const free: Free | undefined = freeform && { sets: [], type: freeform }
  if (!isGroupFine(optionTree(options ?? {}), live.values, free)) return false
  return free === undefined || free.sets.length === 0 || areFine(free.type, { ...live, values: free.sets })
}

/** Definitions that no option takes. */
interface Free {
  readonly type: OptionType
  readonly sets: object[]
}

function isGroupFine(tree: OptionTree, groups: readonly unknown[], free: Free | undefined): boolean {
  for (const [name, given] of valuesByName(groups)) {
    const values = given.filter((value) => value !== undefined)
    const child = tree.child(name)
    if (values.length === 0) continue
    if (child === undefined) {
      // What the engine declares itself is rarely spoken of.
      if (free === undefined || name === '_module') return false
      for (const value of values) free.sets.push({ [name]: value })
    } else if (isOption(child)) {
      if (!isOptionFine(child, values)) return false
    } else if (!values.every(isAttrs) || !isGroupFine(child, values, undefined)) {
      return false
    }
  }
  return true
}
