import { type CatalogInput, type HostCatalog, hostCatalog, type OwnCatalogs } from '../catalog/index.ts'
import type { OptionTree } from '../modules/index.ts'
import type { Fleet } from './fleet.ts'
import { type Framework, frameworkInput, isFramework } from './frameworks.ts'
import type { Host } from './host.ts'
import { withModuleArguments } from './module-arguments.ts'

/** The catalog of each host of a fleet, by its inputs. Hosts with the same inputs share one. */
export function hostCatalogs(fleet: Fleet, own?: OwnCatalogs): (host: Host) => HostCatalog {
  const known = new Map<string, HostCatalog>()
  return (host) => {
    const made = known.get(host.nixpkgs) ?? hostCatalog(inputsOf(host, fleet), own)
    known.set(host.nixpkgs, made)
    return made
  }
}

function inputsOf(host: Host, fleet: Fleet): Parameters<typeof hostCatalog>[0] {
  const nixpkgs = new Set(fleet.spec.hosts.map((each) => each.nixpkgs))
  const input = (name: string): CatalogInput => {
    const said = fleet.spec.inputs[name]
    return { name, url: typeof said === 'object' ? said.url : said }
  }
  const framework = (name: Framework): CatalogInput | undefined => {
    const found = frameworkInput(name, host, fleet)
    return found === undefined ? undefined : input(found)
  }
  return {
    nixpkgs: input(host.nixpkgs),
    homeManager: framework('home-manager'),
    disko: framework('disko'),
    others: Object.keys(fleet.spec.inputs).filter((name) => !isFramework(name) && !nixpkgs.has(name)),
  }
}

const trees = new WeakMap<OptionTree, OptionTree>()

/** The options that may be defined on a host, or for a user. */
export function optionsFor(catalog: HostCatalog, user: string | undefined): OptionTree {
  const tree = catalog.options(user === undefined ? 'nixos' : 'home')
  const made = trees.get(tree) ?? withModuleArguments(tree)
  trees.set(tree, made)
  return made
}
