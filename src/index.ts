export type { HomeOptions, NixosOptions, Package, Path, Pkgs, Ref } from './catalog/index.ts'
export type { Context, Hosts, HostWith, User } from './fleet/context.ts'
export {
  assertion,
  type Definition,
  darwin,
  disableModules,
  disks,
  home,
  importModule,
  nixModule,
  nixos,
  type Use,
  warning,
} from './fleet/definition.ts'
export { defineFleet, type Fleet, type FleetSpec, type Input, type Outputs } from './fleet/fleet.ts'
export { builtins, inputs, lib, modulesPath, packageSet, pkgs } from './fleet/globals.ts'
export {
  type Deployment,
  defineHost,
  type Host,
  type HostSpec,
  type StateVersion,
  type System,
} from './fleet/host.ts'
export { type AnyModule, defineModule, type Module } from './fleet/module.ts'
export { type AnyExpression, nix } from './fleet/nix.ts'
export { packageOption } from './fleet/package-option.ts'
export { defineProfile, type Profile } from './fleet/profile.ts'
export { defineSecret, type Secret } from './fleet/secret.ts'
export { t } from './fleet/types.ts'
export { untyped } from './fleet/untyped.ts'
export {
  aliasOption,
  changedOption,
  enableOption,
  option,
  removedOption,
  renamedOption,
} from './modules/index.ts'
export {
  mkAfter,
  mkAssert,
  mkBefore,
  mkDefault,
  mkForce,
  mkIf,
  mkMerge,
  mkOptionDefault,
  mkOrder,
  mkOverride,
  type Property,
  type Val,
} from './modules/properties.ts'
