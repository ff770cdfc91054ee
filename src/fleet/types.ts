import type { Package } from '../catalog/values.ts'
import type { Deferred } from '../modules/deferred.ts'
import { t as engine, type OptionType } from '../modules/index.ts'

type PackageType = OptionType<Package | Deferred<Package>, Package>

/** The types of options: what `lib.types` has in nixpkgs. `t.package` and its like take what `pkgs` gives. */
export const t: Omit<typeof engine, 'package' | 'shellPackage'> & {
  readonly package: PackageType
  readonly shellPackage: PackageType
} = engine as never
