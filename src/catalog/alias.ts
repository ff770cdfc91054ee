import { walk } from './catalog.ts'
import type { FactNode } from './facts.ts'
import { parseOptionPath } from './option-path.ts'

/** The place of the option that an alias stands for; nothing where that is no option, or an alias again. */
export function aliasTarget(root: FactNode, path: string): FactNode | undefined {
  const names = parseOptionPath(path).map((step) => (step === 'each' ? '*' : step.name))
  const target = walk(root, names)
  return target?.option && target.option.aliasOf === undefined ? target : undefined
}
