import type { OptionTree } from '../modules/option-tree.ts'
import { shippedCatalog } from './host-catalog.ts'

/** What panther ships alone: the options of NixOS for the module engine. Made once, each option when it is asked for. */
export function nixosTree(): OptionTree {
  return shippedCatalog().options('nixos')
}

/** The options of Home Manager for the module engine. */
export function homeTree(): OptionTree {
  return shippedCatalog().options('home')
}
