import type { OptionTree } from '../modules/option-tree.ts'
import { loadCatalog } from './catalog.ts'
import { catalogTree } from './engine/tree.ts'
import { groupNode } from './facts.ts'
import { mergeFacts } from './merge-facts.ts'

let nixos: OptionTree | undefined
let home: OptionTree | undefined

/** The options of NixOS, of disko, and of the modules of other flakes that the catalogs know. */
export function nixosTree(): OptionTree {
  if (nixos === undefined) {
    const disko = loadCatalog('disko').root
    const devices = disko.child('disko')
    const root = mergeFacts([
      loadCatalog('nixos').root,
      loadCatalog('flake-modules').root,
      groupNode(devices === undefined ? {} : { disko: devices }),
    ])
    nixos = catalogTree(root, disko.child('types'))
  }
  return nixos
}

/** The options of Home Manager. */
export function homeTree(): OptionTree {
  home ??= catalogTree(loadCatalog('home-manager').root)
  return home
}
