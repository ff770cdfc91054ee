import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ruleCodes } from '../../src/fleet/ignore.ts'
import type { Diagnostic } from '../../src/fleet/problem.ts'
import { checkFiles } from './check.ts'
import { here, mistakes, switches } from './mistakes.ts'
import { nearMisses } from './quiet.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'panther-mistakes-')))
const all = [...mistakes, ...switches, ...nearMisses]
let found: readonly (readonly Diagnostic[])[]

beforeAll(async () => {
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  const files = all.map(({ source }, index) => {
    mkdirSync(join(folder, String(index)))
    const file = join(folder, String(index), 'fleet.ts')
    writeFileSync(file, source)
    return file
  })
  found = await checkFiles(files)
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a known mistake', () => {
  it.each(mistakes.map((mistake, index) => [mistake.title, mistake, index] as const))(
    'is told at its line: %s',
    (_, { code, source }, index) => {
      const lines = source.split('\n').flatMap((line, at) => (line.includes(here) ? [at + 1] : []))
      expect(lines.length).toBeGreaterThan(0)
      const told = found[index]!.filter((each) => each.code === code)
      expect(found[index]!.map((each) => each.code)).toContain(code)
      expect(told.flatMap(({ at }) => at.map(({ line }) => line))).toEqual(expect.arrayContaining(lines))
      expect(lines).toContain(told[0]!.at[0]!.line)
      expect(told[0]!.hint).toBeTruthy()
    },
  )

  it('is there for every rule', () => {
    const codes = new Set(mistakes.map(({ code }) => code))
    expect(ruleCodes.filter((code) => !codes.has(code))).toEqual([])
  })
})

describe('a switch', () => {
  it.each(switches.map((each, index) => [each.title, each.left, mistakes.length + index] as const))(
    '%s',
    (_, left, index) => {
      expect(found[index]!.map(({ code, at: [first] }) => `${code} ${first?.line}`).sort()).toEqual(left)
    },
  )
})

describe('a near miss', () => {
  it.each(nearMisses.map(({ title }, index) => [title, mistakes.length + switches.length + index] as const))(
    'is left alone: %s',
    (_, index) => {
      expect(found[index]!.map(({ code, message }) => `${code}: ${message}`)).toEqual([])
    },
  )
})
