import { resolve } from 'node:path'
import { decodeJson } from '../../catalog/sources/decode.ts'
import { UnreadableFacts } from '../../catalog/sources/unreadable.ts'
import { outside } from '../answer.ts'
import type { CliContext } from '../context.ts'
import { text } from '../text/catalog.ts'

/** The JSON of a file or of an address, which may be compressed. Stops the command where it cannot be read. */
export async function readJson(from: string, context: CliContext): Promise<unknown> {
  const bytes = isAddress(from) ? await download(from) : readFile(from, context)
  return orStop(() => decodeJson(bytes, from))
}

/** What is wrong with foreign files stops the command. */
export function orStop<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof UnreadableFacts) throw outside('bad-source', error.message, text.badSource)
    throw error
  }
}

export function isAddress(from: string): boolean {
  return /^https?:\/\//.test(from)
}

function readFile(from: string, { files, directory }: CliContext): Uint8Array {
  const file = resolve(directory, from)
  if (!files.isFile(file))
    throw outside('bad-source', text.cannotRead(from, 'there is no such file'), text.badSource)
  try {
    return files.bytes(file)
  } catch (error) {
    throw outside('bad-source', text.cannotRead(from, (error as Error).message))
  }
}

/** How long a server may take. */
const patience = 120_000

async function download(address: string): Promise<Uint8Array> {
  const failed = (reason: string) =>
    outside('bad-source', text.cannotFetch(address, reason), text.cannotFetchHint)
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(patience) })
    if (!response.ok) throw failed(`the server says ${response.status} ${response.statusText}`.trim())
    return new Uint8Array(await response.arrayBuffer())
  } catch (error) {
    if (!(error instanceof Error) || error.name === 'Stop') throw error
    const { cause } = error
    throw failed(cause instanceof Error ? cause.message : error.message)
  }
}
