import { parse, TomlDate, TomlError, type TomlTable, type TomlValue } from 'smol-toml'
import { type ByteString, fromBytes, toBytes } from './bytes.ts'
import { type DataMaker, nullByteMessage } from './data-maker.ts'
import { Refusal } from './refusal.ts'
import { faultOfToml, showTomlFault } from './toml-1-0.ts'

const lowest = -(2n ** 63n)
const highest = 2n ** 63n - 1n

/**
 * Reads TOML 1.0 as `builtins.fromTOML` does. Dates and times are refused, as Nix does unless told otherwise.
 *
 * @throws Refusal; syntax errors are worded by the library that reads it here, not by that of Nix
 */
export function parseToml<T>(text: ByteString, make: DataMaker<T>): T {
  const source = fromBytes(text)
  let table: TomlTable
  try {
    table = parse(source, { integersAsBigInt: true })
  } catch (error) {
    if (error instanceof TomlError) throw refuse(toBytes(error.message.trimEnd()))
    throw error
  }
  const fault = faultOfToml(source)
  if (fault !== undefined) throw refuse(toBytes(showTomlFault(source, fault)))
  return convert(table, make)
}

function convert<T>(value: TomlValue, make: DataMaker<T>): T {
  switch (typeof value) {
    case 'string':
      return make.string(checked(value))
    case 'number':
      return make.float(value)
    case 'boolean':
      return make.boolean(value)
    case 'bigint':
      if (value < lowest || value > highest)
        throw refuse(`[error] the integer ${value} is too large: it must be < 2^63`)
      return make.integer(Number.isSafeInteger(Number(value)) ? Number(value) : value)
  }
  if (value instanceof TomlDate) throw refuse('Dates and times are not supported')
  if (Array.isArray(value)) return make.list(value.map((item) => convert(item, make)))
  const members = new Map<ByteString, T>()
  for (const [name, member] of Object.entries(value as TomlTable))
    members.set(checked(name), convert(member, make))
  return make.object(members)
}

function checked(text: string): ByteString {
  const bytes = toBytes(text)
  const message = nullByteMessage(bytes)
  if (message !== undefined) throw refuse(`error: ${message}`)
  return bytes
}

function refuse(message: ByteString): Refusal {
  return new Refusal('TOML', `while parsing TOML: ${message}`)
}
