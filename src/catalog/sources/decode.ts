import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { UnreadableFacts } from './unreadable.ts'

/** More than ten times what a release of nixpkgs has. */
const largest = 512 * 1024 * 1024

/** The JSON in bytes that may be compressed: by gzip, as they show themselves, or by Brotli, as their name ends. */
export function decodeJson(bytes: Uint8Array, name: string): unknown {
  const text = Buffer.from(expand(bytes, name)).toString('utf8')
  try {
    return JSON.parse(text)
  } catch (error) {
    const start = text.slice(0, 40).trimStart()
    const what = start.startsWith('<') ? 'It is a page of HTML' : `It is no JSON: ${messageOf(error)}`
    throw new UnreadableFacts(`${name} cannot be read. ${what}.`)
  }
}

function expand(bytes: Uint8Array, name: string): Uint8Array {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b
  const isBrotli = /\.br(?:$|[?#])/.test(name) && !looksLikeJson(bytes)
  try {
    if (isGzip) return gunzipSync(bytes, { maxOutputLength: largest })
    return isBrotli ? brotliDecompressSync(bytes, { maxOutputLength: largest }) : bytes
  } catch (error) {
    const how = isGzip ? 'gzip' : 'Brotli'
    throw new UnreadableFacts(
      `${name} cannot be read: its ${how} data is damaged or cut off (${messageOf(error)}).`,
    )
  }
}

/** Whoever fetched it may have expanded it. */
function looksLikeJson(bytes: Uint8Array): boolean {
  return /^\s*[{[]/.test(Buffer.from(bytes.subarray(0, 20)).toString('latin1'))
}

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.length > 200 ? `${message.slice(0, 200)}…` : message
}
