import { addCheck } from './add-check.ts'
import { anything } from './anything.ts'
import { attrListOf } from './attr-list.ts'
import { attrTag } from './attr-tag.ts'
import { attrsOf, attrsWith, lazyAttrsOf } from './attrs-of.ts'
import { coercedTo } from './coerced-to.ts'
import { deferredModule, deferredModuleWith } from './deferred-module.ts'
import { either, oneOf } from './either.ts'
import { functionTo } from './function-to.ts'
import { listOf, nonEmptyListOf } from './list.ts'
import * as network from './network.ts'
import { nix } from './nix.ts'
import { nullOr } from './null-or.ts'
import { float, int, ints, number, numbers, port } from './numbers.ts'
import { optionDeclaration, optionTypeType } from './option-type-type.ts'
import * as paths from './paths.ts'
import { json, serializable, toml } from './serializable.ts'
import { attrs, bool, boolByOr, enumOf, raw, unspecified } from './simple.ts'
import * as strings from './strings.ts'
import { submoduleOf } from './submodule.ts'
import { submodule } from './submodule-options.ts'
import { uniq, unique } from './unique.ts'

/** The types of options by name: what `lib.types` has in nixpkgs. */
export interface OptionTypes {
  readonly addCheck: typeof addCheck
  readonly anything: typeof anything
  readonly attrListOf: typeof attrListOf
  readonly attrTag: typeof attrTag
  readonly attrs: typeof attrs
  readonly attrsOf: typeof attrsOf
  readonly attrsWith: typeof attrsWith
  readonly bool: typeof bool
  readonly boolByOr: typeof boolByOr
  readonly cidr: typeof network.cidr
  readonly coercedTo: typeof coercedTo
  readonly commas: typeof strings.commas
  readonly deferredModule: typeof deferredModule
  readonly deferredModuleWith: typeof deferredModuleWith
  readonly domainName: typeof network.domainName
  readonly duration: typeof network.duration
  readonly either: typeof either
  readonly email: typeof network.email
  readonly enum: typeof enumOf
  readonly envVar: typeof strings.envVar
  readonly externalPath: typeof paths.externalPath
  readonly fileset: typeof paths.fileset
  readonly float: typeof float
  readonly functionTo: typeof functionTo
  readonly hostName: typeof network.hostName
  readonly int: typeof int
  readonly ints: typeof ints
  readonly ipAddress: typeof network.ipAddress
  readonly ipv4Address: typeof network.ipv4Address
  readonly ipv6Address: typeof network.ipv6Address
  readonly json: typeof json
  readonly lazyAttrsOf: typeof lazyAttrsOf
  readonly lines: typeof strings.lines
  readonly listOf: typeof listOf
  readonly luaInline: typeof paths.luaInline
  readonly macAddress: typeof network.macAddress
  readonly nix: typeof nix
  readonly nonEmptyListOf: typeof nonEmptyListOf
  readonly nonEmptyStr: typeof strings.nonEmptyStr
  readonly nullOr: typeof nullOr
  readonly number: typeof number
  readonly numbers: typeof numbers
  readonly oneOf: typeof oneOf
  readonly optionDeclaration: typeof optionDeclaration
  readonly optionType: typeof optionTypeType
  readonly package: typeof paths.packageType
  readonly passwdEntry: typeof strings.passwdEntry
  readonly path: typeof paths.path
  readonly pathInStore: typeof paths.pathInStore
  readonly pathWith: typeof paths.pathWith
  readonly pkgs: typeof paths.pkgs
  readonly port: typeof port
  readonly raw: typeof raw
  readonly separatedString: typeof strings.separatedString
  readonly serializable: typeof serializable
  readonly shellPackage: typeof paths.shellPackage
  readonly singleLineStr: typeof strings.singleLineStr
  readonly str: typeof strings.str
  readonly strMatching: typeof strings.strMatching
  readonly submodule: typeof submodule
  readonly submoduleWith: typeof submoduleOf
  readonly toml: typeof toml
  readonly uniq: typeof uniq
  readonly unique: typeof unique
  readonly unspecified: typeof unspecified
  readonly url: typeof network.url
}

/** The types of options: `lib.types` of nixpkgs under its own names, and some of panther's. */
export const t: OptionTypes = {
  addCheck,
  anything,
  attrListOf,
  attrTag,
  attrs,
  attrsOf,
  attrsWith,
  bool,
  boolByOr,
  cidr: network.cidr,
  coercedTo,
  commas: strings.commas,
  deferredModule,
  deferredModuleWith,
  domainName: network.domainName,
  duration: network.duration,
  either,
  email: network.email,
  enum: enumOf,
  envVar: strings.envVar,
  externalPath: paths.externalPath,
  fileset: paths.fileset,
  float,
  functionTo,
  hostName: network.hostName,
  int,
  ints,
  ipAddress: network.ipAddress,
  ipv4Address: network.ipv4Address,
  ipv6Address: network.ipv6Address,
  json,
  lazyAttrsOf,
  lines: strings.lines,
  listOf,
  luaInline: paths.luaInline,
  macAddress: network.macAddress,
  nix,
  nonEmptyListOf,
  nonEmptyStr: strings.nonEmptyStr,
  nullOr,
  number,
  numbers,
  oneOf,
  optionDeclaration,
  optionType: optionTypeType,
  package: paths.packageType,
  passwdEntry: strings.passwdEntry,
  path: paths.path,
  pathInStore: paths.pathInStore,
  pathWith: paths.pathWith,
  pkgs: paths.pkgs,
  port,
  raw,
  separatedString: strings.separatedString,
  serializable,
  shellPackage: paths.shellPackage,
  singleLineStr: strings.singleLineStr,
  str: strings.str,
  strMatching: strings.strMatching,
  submodule,
  submoduleWith: submoduleOf,
  toml,
  uniq,
  unique,
  unspecified,
  url: network.url,
}
