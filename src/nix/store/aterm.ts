import type { ByteString } from '../bytes.ts'
import type { Derivation, DerivationOutput } from './derivation.ts'
import { StoreError } from './error.ts'

/** What a derivation's file says, as the file's bytes. */
export function printDerivation(derivation: Derivation): ByteString {
  return printParts(derivation.outputs, derivation.inputDrvs, bodyOf(derivation), undefined)
}

/** The parts of the file that are the same for a derivation and what is hashed of it, escaped once. */
export interface DerivationBody {
  readonly sources: ByteString
  readonly process: ByteString
  /** Names and values, both as printed, in order. */
  readonly env: readonly (readonly [name: ByteString, printedName: ByteString, printedValue: ByteString])[]
}

export function bodyOf(derivation: Omit<Derivation, 'outputs' | 'inputDrvs'>): DerivationBody {
  const names = [...derivation.env.keys()].sort()
  return {
    sources: printStrings([...derivation.inputSrcs].sort()),
    process: `${printString(derivation.platform)},${printString(derivation.builder)},${printStrings(derivation.args)}`,
    env: names.map((name) => [name, printString(name), printString(derivation.env.get(name)!)]),
  }
}

/**
 * The file, with other inputs or with other values of variables than the derivation's own: what is hashed has hashes
 * for inputs, and nothing yet where the paths of outputs will stand.
 *
 * @param outputValue what the variable of an output's name holds; without it, what the derivation says
 */
export function printParts(
  outputs: ReadonlyMap<ByteString, DerivationOutput>,
  inputs: ReadonlyMap<ByteString, Iterable<ByteString>>,
  body: DerivationBody,
  outputValue: ((output: DerivationOutput) => ByteString) | undefined,
): ByteString {
  let text = 'Derive(['
  let separator = ''
  for (const name of [...outputs.keys()].sort()) {
    const output = outputs.get(name)!
    text += `${separator}(${printString(name)},"${output.path}","${output.hashAlgorithm}","${output.hash}")`
    separator = ','
  }
  text += '],['
  separator = ''
  for (const input of [...inputs.keys()].sort()) {
    text += `${separator}("${input}",${printStrings([...inputs.get(input)!].sort())})`
    separator = ','
  }
  text += `],${body.sources},${body.process},[`
  separator = ''
  for (const [name, printedName, printedValue] of body.env) {
    const output = outputValue === undefined ? undefined : outputs.get(name)
    const value = output === undefined ? printedValue : printString(outputValue!(output))
    text += `${separator}(${printedName},${value})`
    separator = ','
  }
  return `${text}])`
}

function printStrings(strings: readonly ByteString[]): ByteString {
  let text = '['
  for (let at = 0; at < strings.length; at++) text += (at > 0 ? ',' : '') + printString(strings[at]!)
  return `${text}]`
}

const special = /["\\\n\r\t]/
const specials = /["\\\n\r\t]/g
const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

function printString(text: ByteString): ByteString {
  return special.test(text) ? `"${text.replace(specials, (character) => escapes[character]!)}"` : `"${text}"`
}

/** Reads a derivation's file. Throws a {@link StoreError} that says where the text stops being one. */
export function parseDerivation(text: ByteString): Derivation {
  let at = 0
  const expect = (word: string) => {
    if (!text.startsWith(word, at)) throw new StoreError(`expected string '${word}'`)
    at += word.length
  }
  const string = (): ByteString => {
    expect('"')
    let end = at
    while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1
    if (end >= text.length) throw new StoreError('unterminated string in derivation')
    const raw = text.slice(at, end)
    at = end + 1
    return raw.includes('\\')
      ? raw.replace(/\\([\s\S])/g, (_, character: string) => unescaped(character))
      : raw
  }
  const list = <T>(item: () => T): T[] => {
    expect('[')
    const items: T[] = []
    while (text[at] !== ']') {
      if (items.length > 0) expect(',')
      items.push(item())
    }
    at++
    return items
  }
  const tuple = <T>(item: () => T): T => {
    expect('(')
    const value = item()
    expect(')')
    return value
  }
  const next = <T>(item: () => T): T => {
    expect(',')
    return item()
  }

  expect('Derive(')
  const outputs = list(() =>
    tuple((): [ByteString, DerivationOutput] => [
      string(),
      { path: next(string), hashAlgorithm: next(string), hash: next(string) },
    ]),
  )
  const strings = () => list(string)
  const inputDrvs = next(() => list(() => tuple((): [ByteString, ByteString[]] => [string(), next(strings)])))
  const inputSrcs = next(strings)
  const [platform, builder, args] = [next(string), next(string), next(strings)]
  const env = next(() => list(() => tuple((): [ByteString, ByteString] => [string(), next(string)])))
  expect(')')
  return {
    outputs: new Map(outputs),
    inputDrvs: new Map(inputDrvs),
    inputSrcs,
    platform,
    builder,
    args,
    env: new Map(env),
  }
}

function unescaped(character: string): string {
  return character === 'n' ? '\n' : character === 'r' ? '\r' : character === 't' ? '\t' : character
}
