import type { Json } from '../facts.ts'

const identifier = /^[A-Za-z_$][A-Za-z0-9_$]*$/

/** Foreign text as a string literal of TypeScript. */
export function literal(text: string): string {
  const single = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll("'", "\\'")
    .replace(/[\u007f-\u009f\u2028\u2029\ud800-\udfff\ufeff]/g, escapeUnit)
  return `'${single}'`
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** A name as the key of a property, quoted where it must be. */
export function key(name: string): string {
  return identifier.test(name) ? name : literal(name)
}

/** Foreign text on one line of a doc comment: it can neither end the comment nor start a tag in it. */
export function comment(text: string, limit = 120): string {
  const line = text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]+/g, ' ')
    .replaceAll('*/', '*\u200b/')
    .replaceAll('{@', '{\u200b@')
    .replace(/^\s*@/, '\u200b@')
    .trim()
  return line.length > limit ? `${line.slice(0, limit).trimEnd()}…` : line
}

/** A default for people: JSON within back quotes, or nothing where it is long. */
export function shownDefault(value: Json | undefined, limit = 60): string | undefined {
  if (value === undefined) return undefined
  const text = JSON.stringify(value)
  return text.length <= limit && !text.includes('`') ? `\`${comment(text, limit)}\`` : undefined
}

/** `services.open-ssh` as `ServicesOpenSsh`: letters and digits only. */
export function pascal(path: readonly string[]): string {
  return path
    .flatMap((name) => name.split(/[^A-Za-z0-9]+/))
    .filter((word) => word !== '')
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join('')
}
