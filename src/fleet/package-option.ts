import type { Package } from '../catalog/values.ts'
import type { Deferred } from '../modules/deferred.ts'
import { type Option, option } from '../modules/index.ts'
import { pkgs } from './globals.ts'
import { t } from './types.ts'

interface PackageSettings {
  /** Where the package is, when it is not called as the option says: `['python3Packages', 'requests']`. */
  readonly default?: readonly string[]
  readonly extraDescription?: string
}

type PackageValue = Package | Deferred<Package>

/**
 * An option for the package that a module runs; the package of that name is the default. `mkPackageOption` of nixpkgs.
 *
 * ```ts
 * options: { package: packageOption('htop') }
 * // default: pkgs.htop
 * ```
 */
export function packageOption(
  name: string,
  settings?: PackageSettings & { readonly nullable?: false },
): Option<PackageValue, Package>
export function packageOption(
  name: string,
  settings: PackageSettings & { readonly nullable: true },
): Option<PackageValue | null, Package | null>
export function packageOption(
  name: string,
  settings: PackageSettings & { readonly nullable?: boolean } = {},
): Option {
  const path = settings.default ?? [name]
  const description = [`The ${name} package to use.`, settings.extraDescription]
    .filter((part) => part !== undefined)
    .join(' ')
  const found = path.reduce<unknown>((set, key) => (set as Record<string, unknown>)[key], pkgs)
  const common = { description, default: found as never, defaultText: `pkgs.${path.join('.')}` }
  return settings.nullable === true ? option(t.nullOr(t.package), common) : option(t.package, common)
}
