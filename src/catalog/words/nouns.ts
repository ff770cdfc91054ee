import type { Struct } from '../struct.ts'

/** Types whose description is a fixed text, as nixpkgs' `lib/types.nix` and `formats.nix` word them. */
const fixed: Readonly<Record<string, Struct>> = {
  boolean: { t: 'bool' },
  'boolean (merged using or)': { t: 'boolByOr' },
  string: { t: 'str' },
  'signed integer': { t: 'int' },
  integer: { t: 'int' },
  'floating point number': { t: 'float' },
  package: { t: 'package' },
  'package with a shell': { t: 'package' },
  path: { t: 'path' },
  'attribute set': { t: 'attrs' },
  anything: { t: 'anything' },
  'raw value': { t: 'raw' },
  'unspecified value': { t: 'unspecified' },
  unspecified: { t: 'unspecified' },
  submodule: { t: 'submodule' },
  module: { t: 'deferredModule' },
  optionType: { t: 'optionType' },
  'option declaration': { t: 'optionDeclaration' },
  fileset: { t: 'fileset' },
  'Nixpkgs package set': { t: 'pkgs' },
  'systemd option': { t: 'systemd option', desc: 'systemd option' },
  'unsigned integer, meaning >=0': { t: 'unsignedInt' },
  'positive integer, meaning >0': { t: 'positiveInt' },
  'nonzero signed integer, meaning !=0': { t: 'nonzeroInt' },
  'nonnegative floating point number, meaning >=0': { t: 'nonnegativeFloat' },
  'nonnegative integer or floating point number, meaning >=0': { t: 'numberNonnegative' },
  'positive integer or floating point number, meaning >0': { t: 'numberPositive' },
  'non-empty string': { t: 'nonEmptyStr' },
  '(optionally newline-terminated) single-line string': { t: 'singleLineStr' },
  'An absolute path': { t: 'absolute pathname' },
  'lib.maintainers': { t: 'raw' },
  'lib.teams': { t: 'raw' },
}

const atom: Struct = {
  t: 'nullOr',
  elem: { t: 'oneOf', of: [{ t: 'bool' }, { t: 'int' }, { t: 'float' }, { t: 'str' }] },
}
const atoms: Readonly<Record<string, Struct>> = {
  '': atom,
  ' or a list of them for duplicate keys': { t: 'oneOf', of: [atom, { t: 'listOf', elem: atom }] },
  ' or a non-empty list of them': { t: 'oneOf', of: [atom, { t: 'listOf', elem: atom }] },
}
/** Outside of INI files one of them becomes a list. */
const plainAtoms: Readonly<Record<string, Struct>> = {
  ...atoms,
  ' or a list of them for duplicate keys': { t: 'coercedTo', from: atom, to: { t: 'listOf', elem: atom } },
}

type Rule = readonly [RegExp, (found: readonly string[], text: string) => Struct | undefined]

const rules: readonly Rule[] = [
  [/^(8|16|32) bit (unsigned|signed) integer; between \S+ and \S+ \(both inclusive\)$/, sized],
  [/^integer between \S+ and \S+ \(both inclusive\)$/, (_, desc) => ({ t: 'intBetween', desc })],
  [
    /^integer or floating point number between \S+ and \S+ \(both inclusive\)$/,
    (_, desc) => ({ t: 'numberBetween', desc }),
  ],
  [/^strings concatenated with "(?:(?!" or ).)*"$/s, (_, desc) => ({ t: 'separatedString', desc })],
  [
    /^string matching the pattern (.*)$/s,
    ([, pattern], desc) => ({ t: `strMatching ${JSON.stringify(pattern)}`, desc }),
  ],
  [/^(?:absolute |relative )?path(?: (?:not )?in the Nix store)?$/, (_, desc) => ({ t: 'path', desc })],
  [
    /^(string|.*path), not containing newlines or colons$/,
    ([, of], desc) => ({ t: `passwdEntry ${of === 'string' ? 'str' : 'path'}`, desc }),
  ],
  [
    /^(?:JSON|YAML 1\.1|TOML|XML|Elixir|lua|Property list \(plist\)) value$/,
    (_, desc) => ({ t: 'format', desc }),
  ],
  [/^(?:global )?INI atom \(null, bool, int, float or string\)(.*)$/, ([, more]) => atoms[more!]],
  [/^atom \(null, bool, int, float or string\)(.*)$/, ([, more]) => plainAtoms[more!]],
  [
    /^(?:global )?section of an INI file \(attrs of INI atom \(null, bool, int, float or string\)(.*)\)$/,
    section,
  ],
  [/^attribute-tagged union(?: with choices: (.*))?$/s, union],
]

/** A type that is made of no other one; nothing where its words are not known. */
export function noun(text: string): Struct | undefined {
  if (Object.hasOwn(fixed, text)) return named(fixed[text]!, text)
  for (const [form, make] of rules) {
    const found = form.exec(text)
    if (found) return make(found, text)
  }
  return undefined
}

/** Types whose name does not say what they take carry their words. */
function named(struct: Struct, desc: string): Struct {
  return /integer, meaning|number, meaning|non-empty|single-line|An absolute/.test(desc)
    ? { ...struct, desc }
    : struct
}

function sized([, bits, sign]: readonly string[], desc: string): Struct {
  return { t: `${sign}Int${bits}`, desc }
}

function section([, more]: readonly string[]): Struct | undefined {
  const elem = atoms[more!]
  return elem && { t: 'attrsOf', elem }
}

function union([, choices]: readonly string[]): Struct {
  return { t: 'attrTag', ...(choices !== undefined && { tags: choices.split(', ') }) }
}
