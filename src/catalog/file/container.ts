import { deflateRawSync, inflateRawSync } from 'node:zlib'

/**
 * A file with an index and parts that are compressed one by one, so that only what is asked for is read:
 *
 *     magic · length of the index (u32, little endian) · index (deflated JSON) · parts …
 */
export interface Container {
  readonly index: unknown
  part(number: number): Buffer
}

/** A file that is not what {@link pack} made, or no longer: found when it is opened, or when a part of it is read. */
export class DamagedFile extends Error {
  /** The file, as people know it. */
  readonly file: string

  constructor(file: string) {
    super(`${file} is damaged, or of another version of panther`)
    this.file = file
  }
}

const magic = 'panther data 1\n'

/** The bytes of a file. The same parts give the same bytes. */
export function pack(index: object, parts: readonly Uint8Array[]): Uint8Array {
  const ends: number[] = []
  for (const part of parts) ends.push((ends.at(-1) ?? 0) + part.length)
  const head = deflate({ ...index, ends })
  const length = Buffer.alloc(4)
  length.writeUInt32LE(head.length)
  return Buffer.concat([Buffer.from(magic, 'latin1'), length, head, ...parts])
}

export function unpack(bytes: Uint8Array): Container {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.toString('latin1', 0, magic.length) !== magic) {
    throw new Error('a data file of panther is damaged, or of another version of panther')
  }
  const start = magic.length + 4
  const end = start + file.readUInt32LE(magic.length)
  const index = inflate(file.subarray(start, end)) as { readonly ends: readonly number[] }
  const at = (number: number): number => end + (number < 0 ? 0 : index.ends[number]!)
  return { index, part: (number) => file.subarray(at(number - 1), at(number)) }
}

/** Data as compressed JSON. */
export function deflate(value: object): Buffer {
  return deflateRawSync(JSON.stringify(value), { level: 9, memLevel: 9 })
}

export function inflate(bytes: Uint8Array): unknown {
  return JSON.parse(inflateRawSync(bytes).toString())
}
