import type { OptionTree } from '../modules/option-tree.ts'
import { type Catalog, catalogOf, loadCatalog } from './catalog.ts'
import { catalogTree } from './engine/tree.ts'
import { type FactNode, groupNode } from './facts.ts'
import { lazily } from './lazily.ts'
import { mergeFacts } from './merge-facts.ts'
import { noCatalogs, type OwnCatalogs } from './own-catalogs.ts'
import { loadPackages, type PackageCatalog } from './packages.ts'
import { releaseOf } from './release.ts'

/** An input of a fleet, as far as catalogs are chosen by it. */
export interface CatalogInput {
  readonly name: string
  readonly url?: string | undefined
}

/** The inputs that decide what can be said of a host. */
export interface CatalogInputs {
  readonly nixpkgs: CatalogInput
  readonly homeManager?: CatalogInput | undefined
  readonly disko?: CatalogInput | undefined
  /** Inputs that may bring modules of their own, by name. */
  readonly others?: readonly string[] | undefined
}

/** What the options and packages of a host are judged by. Everything is read when it is asked for. */
export interface HostCatalog {
  /** All that can be said of the host: the options of NixOS, of disko, and of flakes whose modules are known. */
  readonly nixos: Catalog
  /** All that can be said for a user of Home Manager. */
  readonly home: Catalog
  readonly packages: PackageCatalog
  /** The same options for the module engine. */
  options(of: 'nixos' | 'home'): OptionTree
  /** The input that nixpkgs comes from. */
  readonly input: CatalogInput
  /** The release that the input names and the catalog is not of: what it refuses may be right there. */
  readonly otherRelease: string | undefined
  /** Inputs of the fleet whose modules' options are known from the project's own catalogs. */
  readonly knownInputs: ReadonlySet<string>
}

/**
 * The catalogs for a host: for each input the project's own if it has one, else the one that panther ships for that
 * release, else the one it ships for unstable.
 */
export function hostCatalog(inputs: CatalogInputs, own: OwnCatalogs = noCatalogs): HostCatalog {
  const { nixpkgs, homeManager = { name: 'home-manager' }, disko = { name: 'disko' } } = inputs
  const others = (inputs.others ?? []).filter((input) => own.inputs.includes(input))
  const declared = (part: 'nixos' | 'home'): readonly FactNode[] =>
    others.flatMap((input) => own.options(input, part)?.root ?? [])

  const ofNixos = lazily(
    () => own.options(nixpkgs.name, 'nixos') ?? loadCatalog('nixos', releaseOf(nixpkgs.url ?? '')),
  )
  const ofHome = lazily(
    () =>
      own.options(homeManager.name, 'home') ?? loadCatalog('home-manager', releaseOf(homeManager.url ?? '')),
  )
  const ofDisko = lazily(() => own.options(disko.name, 'disko') ?? loadCatalog('disko'))

  const nixos = lazily(() => {
    const devices = ofDisko().root.child('disko')
    const parts = [
      ...declared('nixos'),
      ofNixos().root,
      loadCatalog('flake-modules').root,
      groupNode(devices ? { disko: devices } : {}),
    ]
    return catalogOf(ofNixos().source, mergeFacts(parts))
  })
  const home = lazily(() => catalogOf(ofHome().source, mergeFacts([...declared('home'), ofHome().root])))
  const trees = {
    nixos: lazily(() => catalogTree(nixos().root, ofDisko().root.child('types'))),
    home: lazily(() => catalogTree(home().root)),
  }
  return {
    get nixos() {
      return nixos()
    },
    get home() {
      return home()
    },
    get packages() {
      return loadPackages()
    },
    options: (of) => trees[of](),
    input: nixpkgs,
    get otherRelease() {
      const wanted = nixpkgs.url === undefined ? undefined : releaseOf(nixpkgs.url)
      const isOwn = own.options(nixpkgs.name, 'nixos') !== undefined
      return isOwn || wanted === undefined || wanted === releaseOf(ofNixos().source) ? undefined : wanted
    },
    knownInputs: new Set(others),
  }
}

let shipped: HostCatalog | undefined

/** What panther ships alone, where no fleet says more. */
export function shippedCatalog(): HostCatalog {
  shipped ??= hostCatalog({ nixpkgs: { name: 'nixpkgs' } })
  return shipped
}
