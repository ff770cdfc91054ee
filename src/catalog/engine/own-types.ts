import type { OptionType } from '../../modules/option-type.ts'
import { isAttrs } from '../../modules/plain.ts'
import { addCheck } from '../../modules/types/add-check.ts'
import { defineType } from '../../modules/types/define.ts'
import { oneOf } from '../../modules/types/either.ts'
import { mergeByKind, mergeEqual, mergeOne } from '../../modules/types/merge-rules.ts'
import { nullOr } from '../../modules/types/null-or.ts'
import { float, int, ints } from '../../modules/types/numbers.ts'
import { packageType } from '../../modules/types/paths.ts'
import { bool, enumOf } from '../../modules/types/simple.ts'
import { nonEmptyStr, str, strMatching } from '../../modules/types/strings.ts'

/**
 * Types that modules of nixpkgs and Home Manager make for themselves. Their checks are functions, which no facts hold;
 * what they accept is written down here from the files that declare them.
 */
export const ownTypes: Readonly<Record<string, OptionType>> = {
  // nixos/modules/config/sysctl.nix
  'sysctl option value': own('sysctl option value', nullOr(oneOf(bool, str, int)).check, (definitions, at) =>
    mergeOne(definitions, at),
  ),
  // nixos/modules/system/boot/kernel.nix
  kernelParam: described(strMatching('([^"[:space:]]|"[^"]*")+'), 'string, with spaces inside double quotes'),
  // nixos/modules/hardware/iosched.nix
  udevValue: described(
    addCheck(nonEmptyStr, (value) => !/[\n\r]/.test(value as string)),
    'udev rule value',
  ),
  // nixos/modules/services/networking/openconnect.nix
  pkcs11: described(strMatching('pkcs11:.+'), 'PKCS#11 URI'),
  // nixos/modules/services/web-apps/akkoma.nix
  absolutePath: own('absolute path', isAbsolute, mergeEqual),
  secret: own('secret value', (value) => isAttrs(value) && isAbsolute(value._secret), mergeByKind),
  ipAddress: described(strMatching('[.0-9:A-Fa-f]+'), 'IPv4 or IPv6 address'),
  // nixos/modules/services/monitoring/prometheus/exporters/smokeping.nix
  goDuration: described(strMatching('(-?[0-9]+(\\.[0-9]+)?(ns|us|µs|ms|s|m|h))+'), 'Go duration'),
  // nixos/modules/services/databases/openldap.nix
  LDAP: own(
    'LDAP value: a string, or a set with path or base64',
    (value) => typeof value === 'string' || (isAttrs(value) && ('path' in value || 'base64' in value)),
    mergeEqual,
  ),
  // nixos/modules/services/hardware/thinkfan.nix
  tuple: own('tuple of a level and two temperatures', isFanLevel, mergeOne),
  // nixos/modules/virtualisation/xen-dom0.nix
  nonnegativeFloat: described(
    addCheck(float, (value) => (value as number) >= 0),
    'nonnegative floating point number, meaning >=0',
  ),
  nonzeroInt: described(
    addCheck(int, (value) => value !== 0),
    'nonzero signed integer, meaning !=0',
  ),
  // nixos/modules/misc/nixpkgs.nix, nixos/modules/services/web-servers/uwsgi.nix, modules/lib/types.nix
  'nixpkgs-overlay': onlyInNix('nixpkgs overlay'),
  function: onlyInNix('function'),
  selectorFunction: onlyInNix('function from a set of packages to a list of them'),
  overlayFunction: onlyInNix('overlay'),
  // Packages with a mark in them.
  'ibus-engine': packageType,
  'home-assistant-component': packageType,
  'home-assistant-theme': packageType,
  'navidrome plugin': packageType,
  // pkgs/pkgs-lib/formats.nix
  rawElixir: elixir('raw'),
  elixirAtom: elixir('atom'),
  elixirCharlist: elixir('charlist'),
  elixirTuple: elixir('tuple'),
  elixirMap: elixir('map'),
  // Home Manager: modules/misc/pam.nix, modules/services/nvibrant.nix, modules/programs/i3blocks.nix
  yubiKeyId: described(
    addCheck(str, (value) => (value as string).length === 12),
    'string of length 12',
  ),
  percentStrBetween: described(
    addCheck(str, (value) => /^\d+%$/.test(value as string) && Number.parseInt(value as string, 10) <= 200),
    'percentage between 0% and 200% (both inclusive)',
  ),
  'INI config atom': nullOr(oneOf(int, bool, str, float)),
}

function own(description: string, check: OptionType['check'], merge: OptionType['merge']): OptionType {
  return defineType({ name: description, description, phrase: 'noun', check, merge })
}

function described(type: OptionType, description: string): OptionType {
  return { ...type, description }
}

/** What only Nix can say. Deferred values come past the check. */
function onlyInNix(description: string): OptionType {
  return defineType({
    name: description,
    description,
    phrase: 'noun',
    special: 'takes deferred',
    opaque: true,
    check: (value) => typeof value === 'function',
    merge: mergeOne,
  })
}

function elixir(kind: string): OptionType {
  return own(`Elixir ${kind}`, (value) => isAttrs(value) && value._elixirType === kind, mergeByKind)
}

function isAbsolute(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith('/')
}

const fanLevel = oneOf(ints.unsigned, enumOf('level auto', 'level full-speed', 'level disengaged'))

function isFanLevel(value: unknown): boolean {
  const env = { deferred: 'allowed' } as const
  const types: readonly OptionType[] = [fanLevel, ints.unsigned, ints.unsigned]
  return Array.isArray(value) && value.slice(0, 3).every((part, at) => types[at]!.check(part, env))
}
