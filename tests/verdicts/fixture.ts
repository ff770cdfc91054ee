import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { JudgedCase } from './case.ts'

/** Cases with what NixOS made of them, as `fixtures/` holds them. */
export interface Fixture {
  readonly meta: { readonly source: string; readonly seed?: number }
  readonly cases: readonly JudgedCase[]
}

export type SetName = 'hand' | 'drawn'

export function existsFixture(name: SetName): boolean {
  return existsSync(fileOf(name))
}

export function readFixture(name: SetName): Fixture {
  return JSON.parse(readFileSync(fileOf(name), 'utf8'))
}

/** One line for a case, so that a change of a verdict is a change of its line. */
export function writeFixture(name: SetName, { meta, cases }: Fixture): void {
  const lines = cases.map((one) => JSON.stringify(one))
  const file = fileOf(name)
  writeFileSync(`${file}.new`, `{"meta": ${JSON.stringify(meta)}, "cases": [\n${lines.join(',\n')}\n]}\n`)
  renameSync(`${file}.new`, file)
}

function fileOf(name: SetName): string {
  return fileURLToPath(new URL(`fixtures/${name}.json`, import.meta.url))
}
