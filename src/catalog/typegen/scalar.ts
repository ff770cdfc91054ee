const numbers =
  /^(int|float|(un)?signedInt\d*|positiveInt|intBetween|nonzeroInt|nonnegativeFloat|number[A-Z]\w*)$/
const texts =
  /^(str|separatedString|strMatching .*|singleLineStr|nonEmptyStr|passwdEntry str|kernelParam|udevValue|goDuration|ipAddress|pkcs11|yubiKeyId|percentStrBetween)$/s
const paths = /^(path|passwdEntry path|absolutePath|absolute pathname|pathNotInStore)$/

/** The TypeScript type of a type that has no parts, or nothing where it is not known. */
export function scalarType(name: string): string | undefined {
  if (name === 'bool') return 'boolean'
  if (name === 'package') return 'Package'
  if (name === 'systemd option') return 'UnitValue'
  if (name === 'sysctl option value' || name === 'sysfs value') return 'boolean | number | string | null'
  if (name === 'INI config atom') return 'boolean | number | string | null'
  if (name === 'coercibleToString') return 'number | PathLike'
  if (name === 'attrs') return 'AnyAttrs'
  if (numbers.test(name)) return 'number'
  if (texts.test(name)) return 'string'
  if (paths.test(name)) return 'PathLike'
  return undefined
}
