import { isAttrs } from '../modules/plain.ts'
import { similar } from '../modules/suggest.ts'

/** A type as nixpkgs describes it, in words for those who write TypeScript; nothing where it has none of ours. */
export function typeWords(description: string): string | undefined {
  const text = withoutBrackets(description.trim())
  const [, wrapper, inner] =
    /^(null or|non-empty list of|list of|(?:lazy )?attribute set of) ([\s\S]+)$/.exec(text) ?? []
  if (wrapper !== undefined) {
    const words = typeWords(inner!)
    if (words === undefined) return undefined
    if (wrapper === 'null or') return `null or ${words}`
    const isEmpty = wrapper.startsWith('non-empty')
    if (wrapper.endsWith('list of'))
      return `a ${isEmpty ? 'non-empty ' : ''}list in which each element is ${words}`
    return `a set in which each value is ${words}`
  }
  const bounds = /between (-?[\d.]+) and (-?[\d.]+) \(both inclusive\)$/.exec(text)
  if (bounds !== null) {
    const kind = /floating point/.test(text) ? 'a number' : 'a whole number'
    return /^[\w ;]*(?:integer|number)[\w ;]* between/.test(text)
      ? `${kind} between ${bounds[1]} and ${bounds[2]}`
      : undefined
  }
  if (Object.hasOwn(plain, text)) return plain[text]
  const [, one] = /^value (.+) \(singular enum\)$/.exec(text) ?? []
  if (one !== undefined) return one
  if (/^one of (?:"[^"]*"|[\w<>.-]+)(?:, (?:"[^"]*"|[\w<>.-]+))*$/.test(text))
    return text.replaceAll('<null>', 'null')
  const [, pattern] = /^string matching the pattern ([\s\S]+)$/.exec(text) ?? []
  if (pattern !== undefined) return patternWords(pattern)
  const [, separator] = /^strings concatenated with (".*")$/.exec(text) ?? []
  if (separator !== undefined) return 'a text'
  return undefined
}

const plain: Readonly<Record<string, string>> = {
  boolean: 'true or false',
  'boolean (merged using or)': 'true or false',
  string: 'a text',
  'non-empty string': 'a text that is not empty',
  '(optionally newline-terminated) single-line string': 'a text of one line',
  'single-line string': 'a text of one line',
  'signed integer': 'a whole number',
  'floating point number': 'a number',
  'signed integer or floating point number': 'a number',
  'unsigned integer, meaning >=0': 'a whole number of at least 0',
  'positive integer, meaning >0': 'a whole number above 0',
  'nonnegative integer or floating point number, meaning >=0': 'a number of at least 0',
  'positive integer or floating point number, meaning >0': 'a number above 0',
  package: 'a package',
  path: 'a path',
  'absolute path': 'an absolute path',
  'attribute set': 'a set',
  submodule: 'a set of options',
  'path in the Nix store': 'a path in the Nix store',
}

function patternWords(pattern: string): string {
  if (pattern.startsWith('[a-zA-Z0-9@%:_.\\\\-]+[.](service|'))
    return 'the name of a systemd unit with its ending, such as "nginx.service"'
  return `a text that matches the pattern ${pattern}`
}

function withoutBrackets(text: string): string {
  if (!text.startsWith('(') || !text.endsWith(')')) return text
  let depth = 0
  for (const [index, letter] of [...text].entries()) {
    if (letter === '(') depth += 1
    if (letter === ')') depth -= 1
    if (depth === 0 && index < text.length - 1) return text
  }
  return text.slice(1, -1)
}

/** What may be meant by a value of the wrong type: the value itself where there is one, and what to say. */
export interface Meant {
  readonly hint: string
  readonly value?: string | number | boolean
}

/** What may be meant by a value that a type refuses. */
export function valueMeant(description: string, value: unknown): Meant | undefined {
  const text = description.replace(/^null or /, '')
  const allowed = enumValues(text)
  if (allowed !== undefined) return enumMeant(allowed, value)
  if (typeof value === 'string') {
    if (text === 'boolean' && (value === 'true' || value === 'false')) return write(value === 'true')
    const isNumber =
      /^-?\d+(?:\.\d+)?$/.test(value) && /\b(?:integer|number)\b/.test(text) && !/\bstring\b|list/.test(text)
    if (isNumber && isInRange(text, Number(value))) return write(Number(value))
    if (/^package\b|\bor package\b/.test(text) && !/\bstring\b/.test(text) && /^[A-Za-z_][\w-]*$/.test(value))
      return { hint: `Name a package: pkgs${/^\w+$/.test(value) ? `.${value}` : `['${value}']`}.` }
    if (/^(?:absolute )?path$/.test(text)) return { hint: 'An absolute path begins with /.' }
  }
  if ((typeof value === 'number' || typeof value === 'boolean') && /^(?:non-empty )?string$/.test(text))
    return write(String(value))
  if (
    /^(?:non-empty )?list of /.test(text) &&
    !Array.isArray(value) &&
    !isAttrs(value) &&
    value !== null &&
    value !== undefined
  )
    return { hint: `Put it into a list: [${JSON.stringify(value) ?? '…'}].` }
  if (text === 'string' && Array.isArray(value)) return { hint: 'It takes one text, not a list.' }
  return undefined
}

function write(value: string | number | boolean): Meant {
  return { hint: `Write ${typeof value === 'string' ? `'${value}'` : value}.`, value }
}

function enumMeant(allowed: readonly string[], value: unknown): Meant | undefined {
  if (typeof value === 'boolean') {
    const [yes] = (value ? ['yes', 'on', 'true', 'enabled'] : ['no', 'off', 'false', 'disabled']).filter(
      (word) => allowed.includes(word),
    )
    return yes === undefined ? undefined : { hint: `Did you mean ${JSON.stringify(yes)}?` }
  }
  if (typeof value === 'number' && allowed.includes(String(value))) return write(String(value))
  if (typeof value !== 'string') return undefined
  const near = similar(value, allowed)
  if (near.length === 0) return undefined
  const names = near.map(({ name }) => JSON.stringify(name))
  const hint = `Did you mean ${names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`}?`
  return near.length === 1 ? { hint, value: near[0]!.name } : { hint }
}

function enumValues(text: string): readonly string[] | undefined {
  const [, list] =
    /^(?:one of|value) ((?:"[^"]*"|[\w<>.-]+)(?:, (?:"[^"]*"|[\w<>.-]+))*)(?: \(singular enum\))?$/.exec(
      text,
    ) ?? []
  if (list === undefined) return undefined
  return [...list.matchAll(/"([^"]*)"/g)].map(([, value]) => value!)
}

function isInRange(text: string, value: number): boolean {
  if (!/floating point/.test(text) && !Number.isInteger(value)) return false
  const [, low, high] = /between (-?[\d.]+) and (-?[\d.]+)/.exec(text) ?? []
  return low === undefined || (value >= Number(low) && value <= Number(high))
}
