import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Writes the folder whose archive Nix was asked for: all that an archive tells apart, and some that it does not. */
export function writeTree(folder: string): void {
  for (const name of ['', 'empty', 'a', 'a/b', 'a/b/c', 'a-b', 'Z']) mkdirSync(join(folder, name))
  for (let size = 0; size <= 9; size++) writeFileSync(join(folder, 'a', `size-${size}`), 'x'.repeat(size))
  writeFileSync(join(folder, 'a/b/c/large'), Buffer.alloc(100_003, 'panther'))
  writeFileSync(
    join(folder, 'a/b/bytes'),
    Uint8Array.from({ length: 256 }, (_, byte) => byte),
  )
  for (const name of ['a.b', 'a+b', 'aé', 'a€', 'a😀', '~', 'B', '_']) writeFileSync(join(folder, name), name)
  for (const [name, mode] of [
    ['run', 0o755],
    ['run-owner', 0o700],
    ['run-group', 0o654],
    ['read-only', 0o400],
  ] as const) {
    writeFileSync(join(folder, name), '#!/bin/sh\n')
    chmodSync(join(folder, name), mode)
  }
  symlinkSync('a/b', join(folder, 'link'))
  symlinkSync('../ü/nowhere', join(folder, 'a', 'dangling'))
}
