import type { Catalog } from './catalog.ts'

/** The catalogs that a project has of its own, by the names of the fleet's inputs. They go before those panther ships. */
export interface OwnCatalogs {
  /** The inputs that have one. */
  readonly inputs: readonly string[]
  /** The options that the input declares for hosts, for users of Home Manager, or disko's kinds of content. */
  options(input: string, part: OptionsPart): Catalog | undefined
}

export type OptionsPart = 'nixos' | 'home' | 'disko'

/** Of a project that has none. */
export const noCatalogs: OwnCatalogs = {
  inputs: [],
  options: () => undefined,
}
