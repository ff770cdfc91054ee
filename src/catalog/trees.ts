import type { OptionTree } from '../modules/option-tree.ts'
import { type Catalog, catalogOf, loadCatalog } from './catalog.ts'
import { catalogTree } from './engine/tree.ts'
import { groupNode } from './facts.ts'
import { mergeFacts } from './merge-facts.ts'

let nixosMerged: Catalog | undefined
let nixosOptions: OptionTree | undefined
let homeOptions: OptionTree | undefined

/** All that can be said of a NixOS host: the options of NixOS, of disko, and of the flakes whose modules are known. */
export function nixosCatalog(): Catalog {
  if (nixosMerged) return nixosMerged
  const nixos = loadCatalog('nixos')
  const disko = loadCatalog('disko').root.child('disko')
  const parts = [nixos.root, loadCatalog('flake-modules').root, groupNode(disko ? { disko } : {})]
  nixosMerged = catalogOf(nixos.source, mergeFacts(parts))
  return nixosMerged
}

/** The options of NixOS for the module engine. Made once, and each option when it is asked for. */
export function nixosTree(): OptionTree {
  nixosOptions ??= catalogTree(nixosCatalog().root, loadCatalog('disko').root.child('types'))
  return nixosOptions
}

/** The options of Home Manager for the module engine. */
export function homeTree(): OptionTree {
  homeOptions ??= catalogTree(loadCatalog('home-manager').root)
  return homeOptions
}
