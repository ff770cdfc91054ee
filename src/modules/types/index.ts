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

/** The types of options: `lib.types` of nixpkgs under its own names, and some of panther's. */
export const t = {
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
} as const
