import type { HomeOptions } from './generated/home-manager.ts'
import type { NixosOptions } from './generated/nixos.ts'
import type { RefTree } from './ref.ts'

export { type Catalog, type CatalogName, catalogOf, loadCatalog } from './catalog.ts'
export { type CatalogOption, isCatalogOption } from './engine/tree.ts'
export type { FactNode, Json, OptionFacts } from './facts.ts'
export type { DiskoDevices } from './generated/disko.ts'
export type { HomeOptions } from './generated/home-manager.ts'
export type { NixosOptions } from './generated/nixos.ts'
export type { Pkgs } from './generated/packages.ts'
export { type CatalogInput, type HostCatalog, hostCatalog, shippedCatalog } from './host-catalog.ts'
export { loadNames, type Names, type NameTree, type OldPackage } from './names.ts'
export { noCatalogs, type OptionsPart, type OwnCatalogs } from './own-catalogs.ts'
export { loadPackages, type PackageCatalog } from './packages.ts'
export type { AnyRef, Ref, RefTree, ValueRef } from './ref.ts'
export type { Struct } from './struct.ts'
export { homeTree, nixosTree } from './trees.ts'
export type {
  AnyAttrs,
  AnyValue,
  Attrs,
  NixFunction,
  Package,
  PackageSet,
  Path,
  PathLike,
  ReadOnly,
} from './values.ts'

/** What NixOS computes on a host: `host.config.services.prometheus.port` is a `Ref<number>`. */
export interface NixosConfig extends RefTree<NixosOptions> {}

/** What Home Manager computes for a user. */
export interface HomeConfig extends RefTree<HomeOptions> {}
