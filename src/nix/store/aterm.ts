import type { ByteString } from '../bytes.ts'
import type { Derivation, DerivationOutput } from './derivation.ts'
import { StoreError } from './error.ts'

/** What a derivation's file says, as the file's bytes. */
export function printDerivation(derivation: Derivation): ByteString {
  return printParts(
    derivation.outputs,
    printInputs(derivation.inputDrvs),
    bodyOf(derivation, noNames),
    pathOf,
  )
}

const noNames: ReadonlySet<ByteString> = new Set()

/** The parts of the file that are the same for a derivation and what is hashed of it, printed once. */
export interface DerivationBody {
  /** From the sources to the beginning of the variables. */
  readonly start: ByteString
  /** The variables, in order: text, but for the values of those that hold the paths of outputs. */
  readonly env: readonly (ByteString | { readonly output: ByteString })[]
}

/** @param outputs names of variables for whose values there is room only: those of outputs, which hold their paths */
export function bodyOf(
  derivation: Omit<Derivation, 'outputs' | 'inputDrvs'>,
  outputs: ReadonlySet<ByteString>,
): DerivationBody {
  const { platform, builder, args, env } = derivation
  const sources = printStrings([...derivation.inputSrcs].sort())
  const parts: (ByteString | { readonly output: ByteString })[] = []
  let text = ''
  for (const name of [...env.keys()].sort()) {
    text += `${text === '' && parts.length === 0 ? '' : ','}(${printString(name)},`
    if (outputs.has(name)) {
      parts.push(text, { output: name })
      text = ')'
    } else text += `${printString(env.get(name)!)})`
  }
  return {
    // Nix escapes no character of a system, as it is to have none that is special.
    start: `],${sources},"${platform}",${printString(builder)},${printStrings(args)},[`,
    env: [...parts, text],
  }
}

/** The inputs of the file, or hashes in their place. */
export function printInputs(inputs: ReadonlyMap<ByteString, Iterable<ByteString>>): ByteString {
  let text = ''
  for (const input of [...inputs.keys()].sort())
    text += `${text === '' ? '' : ','}("${input}",${printStrings([...inputs.get(input)!].sort())})`
  return text
}

/** What the variable of an output's name holds in the file itself. */
export const pathOf = ({ path }: DerivationOutput): ByteString => path

/**
 * The file, with the inputs and the values of outputs' variables that it is to have: what is hashed has hashes for
 * inputs, and nothing yet where the paths of outputs will stand.
 */
export function printParts(
  outputs: ReadonlyMap<ByteString, DerivationOutput>,
  inputs: ByteString,
  body: DerivationBody,
  outputValue: (output: DerivationOutput) => ByteString,
): ByteString {
  let text = 'Derive(['
  let separator = ''
  for (const name of [...outputs.keys()].sort()) {
    const output = outputs.get(name)!
    text += `${separator}(${printString(name)},"${output.path}","${output.hashAlgorithm}","${output.hash}")`
    separator = ','
  }
  text += `],[${inputs}${body.start}`
  for (const part of body.env)
    text += typeof part === 'string' ? part : printString(outputValue(outputs.get(part.output)!))
  return `${text}])`
}

function printStrings(strings: readonly ByteString[]): ByteString {
  let text = '['
  for (let at = 0; at < strings.length; at++) text += (at > 0 ? ',' : '') + printString(strings[at]!)
  return `${text}]`
}

const special = /["\\\n\r\t]/

function printString(text: ByteString): ByteString {
  if (!special.test(text)) return `"${text}"`
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
  return `"${escaped}"`
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
