import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FormatOptions, format } from '../../src/nix/format.ts'
import { anyText } from '../../src/nix/random-trees.ts'
import { characters, meaning } from '../../src/nix/testing.ts'
import { askNixfmt } from './ask.ts'

/**
 * The formatter against the official one: its own tests (`NIXFMT_TESTS`, the folder `test` of nixfmt), nixpkgs
 * (`NIXPKGS`), which is kept formatted with it, and the program itself (`NIXFMT`), of version 1.4.
 */
const { NIXFMT: nixfmt, NIXFMT_TESTS: nixfmtTests, NIXPKGS: nixpkgs } = process.env
if (nixfmt === undefined) console.warn('NIXFMT is not set: nixfmt itself is not asked')
if (nixfmtTests === undefined) console.warn('NIXFMT_TESTS is not set: the tests of nixfmt are skipped')
if (nixpkgs === undefined) console.warn('NIXPKGS is not set: nixpkgs is not formatted')

function formatted(text: string, options: FormatOptions = {}): string {
  const result = format(text, options)
  return 'text' in result ? result.text : `${result.error.line}: ${result.error.message}`
}

describe.skipIf(nixfmtTests === undefined)('the tests of nixfmt', () => {
  const read = (...path: readonly string[]): string => readFileSync(join(nixfmtTests!, ...path), 'utf8')
  const names = (folder: string): readonly string[] =>
    nixfmtTests === undefined ? [] : readdirSync(join(nixfmtTests, folder))
  const width = 80

  it.each(names('diff'))('come out as they should: %s', (name) => {
    const input = read('diff', name, 'in.nix')
    const expected = read('diff', name, 'out.nix')
    const strict = read('diff', name, 'out-pure.nix')
    expect(formatted(input, { width })).toBe(expected)
    expect(formatted(input, { width, strict: true })).toBe(strict)
    expect(formatted(expected, { width })).toBe(expected)
    expect(formatted(strict, { width, strict: true })).toBe(strict)
    for (const output of [expected, strict]) {
      expect(meaning(output)).toEqual(meaning(input))
      expect(characters(output)).toEqual(characters(input))
    }
  })

  it.each(names('correct'))('stay as they are: %s', (name) => {
    const text = read('correct', name)
    expect(formatted(text, { width, strict: true })).toBe(text)
  })

  it('stay as they are with another indentation', () => {
    const text = read('correct-indent-4.nix')
    expect(formatted(text, { width, strict: true, indent: 4 })).toBe(text)
  })

  it.each(names('invalid'))('are refused: %s', (name) => {
    expect(format(read('invalid', name))).toHaveProperty('error')
  })
})

describe.skipIf(nixfmt === undefined)('nixfmt itself', () => {
  it('formats random texts in the same way', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), fc.constantFrom(40, 80, 100), (text, strict, width) => {
        const ask = (given: string): string =>
          askNixfmt(nixfmt!, given, `--width=${width}`, ...(strict ? ['--strict'] : []))!
        const expected = ask(text)
        // What is not the same twice is formatted until it is.
        fc.pre(ask(expected) === expected)
        expect(formatted(text, { strict, width })).toBe(expected)
      }),
      { numRuns: 500 },
    )
  })
})

describe.skipIf(nixpkgs === undefined)('nixpkgs', () => {
  const files =
    nixpkgs === undefined
      ? []
      : readdirSync(nixpkgs, { recursive: true, encoding: 'utf8', withFileTypes: true })
          .filter((entry) => entry.isFile() && entry.name.endsWith('.nix'))
          .map((entry) => join(entry.parentPath, entry.name))
          .sort()

  it('is formatted already, and comes out the same from no layout at all', { timeout: 1_200_000 }, () => {
    expect(files.length).toBeGreaterThan(10_000)
    const changed: string[] = []
    const wrong: string[] = []
    let size = 0
    let time = 0
    for (const [index, file] of files.entries()) {
      const text = readFileSync(file, 'utf8')
      const begun = performance.now()
      const once = formatted(text)
      time += performance.now() - begun
      size += text.length
      if (once !== text) changed.push(relative(nixpkgs!, file))
      if (once !== text && formatted(once) !== once) wrong.push(`${file} is not the same twice`)
      if (index % 8 > 0) continue
      const strict = formatted(text, { strict: true, width: 60 })
      if (formatted(strict, { strict: true, width: 60 }) !== strict)
        wrong.push(`${file} is not the same twice if strict`)
      if (!isDeepStrictEqual(meaning(strict), meaning(text))) wrong.push(`${file} means something else`)
      if (!isDeepStrictEqual(characters(strict), characters(text))) wrong.push(`${file} has lost something`)
    }
    const share = 1 - changed.length / files.length
    console.info(
      `${files.length} files of nixpkgs, ${(size / 1e6).toFixed(0)} MB in ${(time / 1000).toFixed(1)} s; ` +
        `${(100 * share).toFixed(3)} % are left as they are, all but ${changed.join(', ')}`,
    )
    expect(wrong).toEqual([])
    expect(share).toBeGreaterThan(0.999)
  })
})
