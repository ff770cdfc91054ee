import { expect, test } from 'vitest'
import { homeTree, nixosTree } from '../../src/catalog/index.ts'
import { isCertainlyFine } from '../../src/modules/certain.ts'
import { deferred, deferredKey } from '../../src/modules/deferred.ts'
import {
  isOption,
  isOptionTree,
  type Option,
  type OptionTree,
  type OptionType,
} from '../../src/modules/index.ts'
import { optionResult } from '../../src/modules/option-result.ts'
import { problemsOf } from '../../src/modules/problems.ts'
import {
  mkAfter,
  mkBefore,
  mkDefault,
  mkForce,
  mkIf,
  mkMerge,
  mkOptionDefault,
  mkOverride,
} from '../../src/modules/properties.ts'
import { dice, randomType, value as randomValue, wrap as randomWrap } from './generate.ts'
import { noScope, strict, toType } from './to-engine.ts'

type Dice = ReturnType<typeof dice>
type Loose = never

/** What the general merge finds wrong. */
function problems(option: Option, values: readonly unknown[]) {
  const definitions = values.map((value, index) => ({ file: `${index}.ts`, value }))
  return problemsOf(
    optionResult(['x'], option, () => definitions, { deferred: 'allowed' }),
    'defined',
  ).filter(({ code }) => code !== 'no-value')
}

const later = { [deferred]: true, [deferredKey]: 'later' }

test('what is certainly fine of random types is fine for the general merge', () => {
  let certain = 0
  for (let seed = 0; seed < 30_000; seed++) {
    const d = dice(seed)
    const form = randomType(d, 2)
    if (form === undefined) continue
    const draw = () =>
      d.chance(0.05) ? later : strict(randomWrap(d, randomValue(d, form, 2), 1, form), noScope)
    const option = {
      kind: 'option',
      type: toType(form),
      description: '',
      ...(d.chance(0.3) ? { default: strict(randomValue(d, form, 2), noScope) } : {}),
    } as Option
    const values = Array.from({ length: 1 + d.below(3) }, draw)
    if (!isCertainlyFine(option, values)) continue
    certain += 1
    expect([seed, JSON.stringify(form), problems(option, values)]).toEqual([seed, JSON.stringify(form), []])
  }
  expect(certain).toBeGreaterThan(1000)
})

const leaves = ['text', '/a/path', '', 'a:b', 5, 80, -1, 70_000, 1.5, true, false, null, later, [], {}, ['a']]

/** A value that the type may accept, or nearly. */
function drawnValue(d: Dice, type: OptionType, depth: number): unknown {
  const { structure } = type
  if (d.chance(0.04) || depth === 0) return d.pick(leaves)
  switch (structure.kind) {
    case 'values':
      return d.pick(structure.values)
    case 'list':
      return Array.from({ length: d.below(3) }, () => wrapped(d, drawnValue(d, structure.element, depth - 1)))
    case 'attrs':
      return Object.fromEntries(
        Array.from({ length: d.below(3) }, (_, index) => [
          d.pick(['a', 'b', `n${index}`]),
          wrapped(d, drawnValue(d, structure.element, depth - 1)),
        ]),
      )
    case 'alternatives':
      return drawnValue(d, d.pick(structure.alternatives), depth)
    case 'nullable':
      return d.chance(0.2) ? null : drawnValue(d, structure.type, depth)
    case 'same':
      return drawnValue(d, structure.type, depth)
    case 'options':
      return groupOf(d, structure.options(), depth - 1)
    case 'tags': {
      const name = d.pick(Object.keys(structure.tags))
      return { [name]: drawnValue(d, structure.tags[name]!.type, depth - 1) }
    }
    default:
      return d.pick(leaves)
  }
}

function groupOf(d: Dice, tree: OptionTree, depth: number): unknown {
  const names = [...tree.names()]
  const group: { [name: string]: unknown } = {}
  for (let n = d.below(4); n > 0 && names.length > 0; n--) {
    const name = d.pick(names)
    const child = tree.child(name)!
    group[name] = wrapped(d, isOption(child) ? drawnValue(d, child.type, depth) : groupOf(d, child, depth))
  }
  if (d.chance(0.1)) group['noSuchOption'] = d.pick(leaves)
  return group
}

function wrapped(d: Dice, value: unknown): unknown {
  if (d.chance(0.8)) return value
  const given = value as Loose
  return d.pick([
    () => mkDefault(given),
    () => mkForce(given),
    () => mkIf(true, given),
    () => mkIf(false, given),
    () => mkIf(later as Loose, given),
    () => mkBefore(given),
    () => mkForce(mkAfter(given) as Loose),
    () => mkBefore(mkForce(given) as Loose),
    () => mkMerge([given, given]),
    () => mkOptionDefault(given),
    () => mkOverride(9999, given),
  ])()
}

function* optionsOf(tree: OptionTree): Iterable<Option> {
  for (const name of tree.names()) {
    const child = tree.child(name)!
    if (isOption(child)) yield child
    else if (isOptionTree(child)) yield* optionsOf(child)
  }
}

test('what is certainly fine of the options in the catalogs is fine for the general merge', () => {
  const options = [...optionsOf(nixosTree()), ...optionsOf(homeTree())]
  let certain = 0
  let wrong = 0
  for (let seed = 0; seed < 15_000; seed++) {
    const d = dice(seed)
    // Most options are switches and texts; those that hold others come up more often than they would.
    const drawn = d.pick(options)
    const option = drawn.type.structure.kind === 'leaf' && d.chance(0.7) ? d.pick(options) : drawn
    const values = Array.from({ length: 1 + d.below(2) }, () => wrapped(d, drawnValue(d, option.type, 4)))
    const found = isCertainlyFine(option, values) ? 'fine' : 'unsure'
    const general = problems(option, values)
    if (found === 'fine') {
      certain += 1
      expect([seed, option.type.description, general]).toEqual([seed, option.type.description, []])
    } else if (general.length > 0) wrong += 1
  }
  expect(certain).toBeGreaterThan(2000)
  expect(wrong).toBeGreaterThan(500)
})
