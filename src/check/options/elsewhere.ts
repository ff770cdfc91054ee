import type { FactNode } from '../../catalog/index.ts'
import type { Path } from '../../modules/option-type.ts'
import { isDeclared } from './facts.ts'

/** Names that so many options have that where they are says nothing. */
const common: ReadonlySet<string> = new Set(
  (
    'config dataDir domain enable environment environmentFile extraArgs extraConfig extraOptions extraPackages finalPackage ' +
    'group host hostname interface listenAddress logLevel name openFirewall options package packages password ' +
    'passwordFile path port ports settings stateDir user users'
  ).split(' '),
)

const indexes = new WeakMap<FactNode, ReadonlyMap<string, readonly Path[]>>()

/** Every place of a name among groups and options, but for those inside elements. Takes a tenth of a second, once. */
function placesOf(root: FactNode): ReadonlyMap<string, readonly Path[]> {
  const known = indexes.get(root)
  if (known !== undefined) return known
  const index = new Map<string, Path[]>()
  const visit = (node: FactNode, path: Path): void => {
    for (const name of node.names()) {
      const here = [...path, name]
      const places = index.get(name) ?? []
      places.push(here)
      index.set(name, places)
      if (here.length < 5) visit(node.child(name)!, here)
    }
  }
  visit(root, [])
  indexes.set(root, index)
  return index
}

/**
 * Where else the last name of a path is declared, with all that was said below it: `services.podman.enable` is
 * `virtualisation.podman.enable`. `said` are the paths below. Of names that nearly everything has, nothing.
 */
export function elsewhere(root: FactNode, path: Path, said: readonly Path[]): readonly Path[] {
  const name = path.at(-1)!
  if (common.has(name) || name.length < 3) return []
  const places = (placesOf(root).get(name) ?? []).filter((place) => {
    if (!said.every((below) => isDeclared(root, [...place, ...below]))) return false
    if (path.length < 3) return place.length <= path.length + 1
    // Deep inside one program, the same name in another one says nothing.
    return place.slice(0, 2).every((part, index) => part === path[index]) || isAbove(place, path)
  })
  const depth = Math.min(...places.map((place) => place.length))
  const wanted = places.filter((place) => place.length === depth && isWanted(root, place))
  const inGroup = wanted.filter((place) => place[0] === path[0])
  const nearest = inGroup.length > 0 ? inGroup : wanted
  return nearest.length > 3 ? [] : nearest
}

/** Whether the place lies in a group that the path goes through. */
function isAbove(place: Path, path: Path): boolean {
  return place.length < path.length && place.slice(0, -1).every((part, index) => part === path[index])
}

/** Old names and what is not for everybody are no good proposals. */
function isWanted(root: FactNode, path: Path): boolean {
  let node: FactNode | undefined = root
  for (const name of path) node = node?.child(name)
  const { removed, aliasOf, internal } = node?.option ?? {}
  return removed !== true && aliasOf === undefined && internal !== true
}
