import { TomlError as NoToml, parse, TomlDate, type TomlTable, type TomlValue } from 'smol-toml'
import { type ByteString, fromBytes, toBytes } from './bytes.ts'
import { type DataMaker, nullByteMessage } from './data-maker.ts'
import { faultOfToml, showTomlFault } from './toml-1-0.ts'

/** Text that is no TOML, or TOML that Nix has no value for. */
export class TomlError extends Error {
  override readonly name = 'TomlError'

  constructor(message: ByteString) {
    super(`while parsing TOML: ${message}`)
  }
}

const lowest = -(2n ** 63n)
const highest = 2n ** 63n - 1n

/**
 * Reads TOML 1.0 as `builtins.fromTOML` does. Dates and times are refused, as Nix does unless told otherwise.
 *
 * @throws TomlError; syntax errors are worded by the library that reads it here, not by that of Nix
 */
export function parseToml<T>(text: ByteString, make: DataMaker<T>): T {
  const source = fromBytes(text)
  let table: TomlTable
  try {
    table = parse(source, { integersAsBigInt: true })
  } catch (error) {
    if (error instanceof NoToml) throw new TomlError(toBytes(error.message.trimEnd()))
    throw error
  }
  const fault = faultOfToml(source)
  if (fault !== undefined) throw new TomlError(toBytes(showTomlFault(source, fault)))
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
        throw new TomlError(`[error] the integer ${value} is too large: it must be < 2^63`)
      return make.integer(Number.isSafeInteger(Number(value)) ? Number(value) : value)
  }
  if (value instanceof TomlDate) throw new TomlError('Dates and times are not supported')
  if (Array.isArray(value)) return make.list(value.map((item) => convert(item, make)))
  const members = new Map<ByteString, T>()
  for (const [name, member] of Object.entries(value as TomlTable))
    members.set(checked(name), convert(member, make))
  return make.object(members)
}

function checked(text: string): ByteString {
  const bytes = toBytes(text)
  const message = nullByteMessage(bytes)
  if (message !== undefined) throw new TomlError(`error: ${message}`)
  return bytes
}
