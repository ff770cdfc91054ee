import type { Input } from '../fleet/fleet.ts'
import { assign, attrs, bool, str } from '../nix/build.ts'
import type { Binding } from '../nix/syntax.ts'

/** The inputs that are used, with those that they follow, in the order of the fleet. */
export function usedInputs(
  inputs: ReadonlyMap<string, Input>,
  used: ReadonlySet<string>,
): ReadonlyMap<string, Input> {
  const wanted = new Set<string>()
  const want = (name: string): void => {
    const input = inputs.get(name)
    if (input === undefined || wanted.has(name)) return
    wanted.add(name)
    if (typeof input === 'object')
      for (const target of Object.values(input.follows ?? {})) want(target.split('/')[0]!)
  }
  for (const name of used.has('*') ? inputs.keys() : used) want(name)
  return new Map([...inputs].filter(([name]) => wanted.has(name)))
}

/** `nixpkgs.url = "…";`, or a set where more is said. */
export function inputBindings(inputs: ReadonlyMap<string, Input>): readonly Binding[] {
  return [...inputs].map(([name, input]) => {
    const given = typeof input === 'string' ? { url: input } : input
    const said = [assign('url', str(given.url))]
    if (given.flake === false) said.push(assign('flake', bool(false)))
    const follows = Object.entries(given.follows ?? {})
    if (follows.length === 1) said.push(assign(['inputs', follows[0]![0], 'follows'], str(follows[0]![1])))
    if (follows.length > 1)
      said.push(assign('inputs', attrs(follows.map(([inner, to]) => assign([inner, 'follows'], str(to))))))
    return said.length === 1 ? assign([name, 'url'], str(given.url)) : assign(name, attrs(said))
  })
}
