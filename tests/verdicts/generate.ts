import type { OptionFacts } from '../../src/catalog/facts.ts'
import { loadCatalog } from '../../src/catalog/index.ts'
import type { Struct } from '../../src/catalog/struct.ts'
import type { Expr } from '../module-system/neutral.ts'
import type { Case } from './case.ts'
import { drawRight, drawStrange, misspelt } from './draw.ts'
import { type Place, placesOf, sayAt } from './places.ts'
import { type Random, randomOf } from './random.ts'

/** What evaluates another NixOS, or changes what all options are made of. */
const leftOut = new Set([
  ...[
    '_module',
    'nixpkgs',
    'specialisation',
    'containers',
    'system.build',
    'system.services',
    'image',
    'lib',
  ],
  ...[
    'virtualisation.vmVariant',
    'virtualisation.vmVariantWithBootLoader',
    'virtualisation.vmVariantWithDisko',
  ],
  ...['documentation', 'meta', 'passthru', 'nesting', 'microvm', 'assertions', 'warnings'],
])

/** Cases made from a catalog: about so many, of every type that it has. The same for the same seed and catalog. */
export function generateCases(of: Case['of'], count: number, seed: number): readonly Case[] {
  const random = randomOf(seed)
  const { root } = loadCatalog(of === 'nixos' ? 'nixos' : 'home-manager')
  const groups = groupBy(random.shuffled(placesOf(root, leftOut)), ({ facts }) => kindOf(facts))
  const cases: Case[] = []
  const queues = random.shuffled([...groups.values()])
  while (cases.length < count && queues.some((queue) => queue.length > 0)) {
    for (const queue of queues) {
      const place = queue.pop()
      if (place === undefined || cases.length >= count) continue
      const name = `${of[0]}${cases.length + 1}`
      cases.push({
        name,
        of,
        option: place.steps.slice(0, place.outer) as string[],
        configs: say(place, random),
      })
    }
  }
  // Where nothing could be drawn, nothing is said.
  return JSON.parse(JSON.stringify(cases)) as Case[]
}

function kindOf(facts: OptionFacts): string {
  if (facts.removed) return 'removed'
  if (facts.readOnly) return 'read-only'
  if (facts.aliasOf !== undefined) return 'renamed'
  return `${shortly(facts.struct, 2)}${facts.apply ? ' applied' : ''}`
}

function shortly(struct: Struct, depth: number): string {
  const { t, elem, from, to, of } = struct
  if (t.startsWith('strMatching')) return 'strMatching'
  if (t === 'format') return `format ${struct.desc}`
  if (depth === 0) return t
  const parts = [elem, from, to, ...(of ?? [])].flatMap((part) => (part ? [shortly(part, depth - 1)] : []))
  return parts.length === 0 ? t : `${t}(${parts.join(' ')})`
}

/** One or more configurations that say something of the place, right or wrong. */
function say(place: Place, random: Random): readonly Expr[] {
  const { facts, node, steps } = place
  const right = () => drawRight(facts.struct, node, random)
  const strange = () => drawStrange(right(), facts.struct, random)
  const at = (value: Expr, path = steps) => sayAt(path, value)
  const value = random.oneIn(2) ? right() : strange()
  switch (random.below(16)) {
    case 0: {
      const last = steps.at(-1) as string
      return [at(value, [...steps.slice(0, -1), misspelt(last, random)])]
    }
    case 1:
      return [at(value, [...steps, random.pick(['enable', 'alpha'])])]
    case 2:
      return [at(value), at(right())]
    case 3:
      return [at(value), at(wrapped(right(), random))]
    case 4:
      return [at(wrapped(wrapped(value, random), random))]
    case 5:
    case 6:
      return [at(wrapped(value, random))]
    default:
      return [at(value)]
  }
}

function wrapped(value: Expr, random: Random): Expr {
  switch (random.below(6)) {
    case 0:
      return { $override: [50, value] }
    case 1:
      return { $override: [random.pick([1000, 1500, 90]), value] }
    case 2:
      return { $if: [random.oneIn(2), value] }
    case 3:
      return { $merge: [value, value] }
    default:
      return { $order: [random.pick([500, 1500, 1000]), value] }
  }
}

function groupBy<T>(values: readonly T[], key: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const value of values) groups.set(key(value), [...(groups.get(key(value)) ?? []), value])
  return groups
}
