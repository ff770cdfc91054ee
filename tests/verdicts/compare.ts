import type { FactNode, OptionFacts } from '../../src/catalog/facts.ts'
import { loadCatalog } from '../../src/catalog/index.ts'
import { isDeferred } from '../../src/modules/deferred.ts'
import { force } from '../../src/modules/lazy.ts'
import { isAttrs } from '../../src/modules/plain.ts'
import { type JudgedCase, type Shape, shapeOf } from './case.ts'
import { type Judgement, judgeByPanther } from './to-panther.ts'

/** How panther and NixOS stand to each other on a case. */
export type Standing =
  | 'both accept'
  | 'both refuse'
  /** A false alarm. */
  | 'panther alone refuses'
  /** A gap. */
  | 'NixOS alone refuses'
  /** What panther refuses NixOS did not come to: it missed the value of another option first. */
  | 'NixOS does not say'

export interface Comparison {
  readonly standing: Standing
  readonly codes: readonly string[]
  /** What panther says where it refuses. */
  readonly messages: readonly string[]
  /** Whether both values were compared. */
  readonly isCompared?: boolean
  /** Both values, where they differ. */
  readonly differ?: { readonly nixos: unknown; readonly panther: unknown }
}

export function compare(one: JudgedCase): Comparison {
  const judgement = judgeByPanther(one)
  const { verdict } = one
  const refuses = judgement.errors.length > 0
  const codes = judgement.errors.map(({ code }) => code)
  const messages = judgement.errors.map(({ message }) => message)
  const said = (standing: Standing): Comparison => ({ standing, codes, messages })
  if (verdict.accepted) {
    if (!refuses) return { ...said('both accept'), ...valuesOf(one, judgement) }
    // A property inside one that does not look for it stays in the value, and where the type takes any set, NixOS
    // takes it for one. Nobody means that.
    return said(codes.every((code) => code === 'property-nesting') ? 'both refuse' : 'panther alone refuses')
  }
  // That a value is missing says nothing against what is there.
  if (verdict.error === 'no-value') return said(refuses ? 'NixOS does not say' : 'both accept')
  return said(refuses ? 'both refuse' : 'NixOS alone refuses')
}

/** Stands for what panther does not know: values that only NixOS computes. */
const unknown = Symbol('unknown')

function valuesOf(one: JudgedCase, { configuration }: Judgement): Partial<Comparison> {
  const { verdict, option } = one
  if (!verdict.accepted || verdict.foreign > 0) return {}
  const found = configuration.find(option)
  if (found === undefined) return {}
  const ours = look(shapeOf(one), found.value, loadCatalog('nixos').node(option))
  if (ours === unknown) return {}
  if (same(verdict.value, ours)) return { isCompared: true }
  return { isCompared: true, differ: { nixos: verdict.value, panther: ours } }
}

/** The value as far down as the case defines it: what `nix/ask.nix` makes of NixOS's. */
function look(shape: Shape, given: unknown, node: FactNode | undefined, inside = false): unknown {
  const value = force(given)
  if (isDeferred(value) || (node?.option && changes(node.option, inside))) return unknown
  if (shape !== 'leaf' && 'names' in shape && isAttrs(value)) {
    const names = Object.entries(shape.names)
    return Object.fromEntries(
      names.map(([name, inner]) => [
        name,
        name in value ? look(inner, value[name], below(node, name), true) : '<missing>',
      ]),
    )
  }
  if (Array.isArray(value)) {
    const each = shape !== 'leaf' && 'each' in shape ? shape.each : 'leaf'
    return value.map((element) => look(each, element, node?.each, true))
  }
  if (isAttrs(value) && (shape === 'leaf' || !('names' in shape))) return '<set>'
  return typeof value === 'function' ? '<function>' : value
}

function below(node: FactNode | undefined, name: string): FactNode | undefined {
  return node?.child(name) ?? node?.each
}

/** Whether NixOS makes another value of what is defined. The outermost option was asked before that. */
function changes({ apply, struct }: OptionFacts, inside: boolean): boolean {
  return (inside && apply === true) || JSON.stringify(struct).includes('"coercedTo"')
}

function same(nixos: unknown, panther: unknown): boolean {
  if (panther === unknown) return true
  if (Array.isArray(nixos) && Array.isArray(panther))
    return nixos.length === panther.length && nixos.every((element, at) => same(element, panther[at]))
  if (isAttrs(nixos) && isAttrs(panther)) {
    const names = Object.keys(nixos)
    return (
      names.length === Object.keys(panther).length && names.every((name) => same(nixos[name], panther[name]))
    )
  }
  return nixos === panther
}
