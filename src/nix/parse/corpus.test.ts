import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { toBytes } from '../bytes.ts'
import { print } from '../print.ts'
import type { Expression } from '../syntax.ts'
import { meaning } from '../testing.ts'
import { mistakeInFile, type ParseOptions, parseNix } from './index.ts'

/**
 * The parser against Nix itself: the language tests of Nix (`NIX_LANG_TESTS`, the folder `tests/functional/lang`), and
 * all of nixpkgs (`NIXPKGS`). Where `nix-instantiate` is on the PATH, it is asked too.
 */
const { NIX_LANG_TESTS: langTests, NIXPKGS: nixpkgs } = process.env
if (langTests === undefined) console.warn('NIX_LANG_TESTS is not set: the language tests of Nix are skipped')
if (nixpkgs === undefined) console.warn('NIXPKGS is not set: nixpkgs is not parsed')
const noNix = spawnSync('nix-instantiate', ['--version']).error !== undefined

const directory = mkdtempSync(join(tmpdir(), 'panther-parse-'))
afterAll(() => rmSync(directory, { recursive: true }))

interface Answer {
  readonly refused: string | undefined
  /** Line and column, in bytes, of what is refused. */
  readonly place: string | undefined
  readonly output: string
}

/** What Nix says of a file. Free variables are refused, as in every file. */
function nixParses(file: string): Answer {
  const run = spawnSync('nix-instantiate', ['--store', 'dummy://', '--parse', file], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  return {
    refused: run.status === 0 ? undefined : run.stderr.split('\n')[0]!,
    place: /\n\s*at .*?:(\d+:\d+):\n/.exec(run.stderr)?.[1],
    output: run.stdout,
  }
}

function nixParsesText(text: string): Answer {
  const file = join(directory, 'text.nix')
  writeFileSync(file, text)
  return nixParses(file)
}

function refusal(text: string, options: ParseOptions = {}): string | undefined {
  return mistakeInFile(text, parseNix(text, options))?.message
}

function expressionOf(text: string): Expression {
  const result = parseNix(text)
  if ('error' in result) throw new Error(`${result.error.message} at line ${result.error.line}`)
  return result.expression
}

function nixFiles(folder: string | undefined, recursive: boolean): readonly string[] {
  if (folder === undefined) return []
  return readdirSync(folder, { recursive, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.nix'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

describe.skipIf(langTests === undefined)('the language tests of Nix', () => {
  const files = nixFiles(langTests, false)
  const textOf = (file: string): string => readFileSync(file, 'utf8')
  const flags = (file: string): string => {
    const path = file.replace(/\.nix$/, '.flags')
    return readdirSync(langTests!).includes(basename(path)) ? readFileSync(path, 'utf8') : ''
  }

  it('that are to be parsed are parsed, and the others are not', () => {
    expect(files.length).toBeGreaterThan(300)
    const wrong = files.flatMap((file) => {
      const name = basename(file)
      const expected = /^parse-fail-/.test(name) ? 'refused' : /-okay-/.test(name) ? 'parsed' : undefined
      const got = refusal(textOf(file), { pipes: flags(file).includes('pipe-operators') })
      return expected === undefined || (got === undefined) === (expected === 'parsed')
        ? []
        : [`${name}: ${got}`]
    })
    expect(wrong).toEqual([])
  })

  it('have the messages of Nix, at the same places', () => {
    for (const file of files.filter((path) => basename(path).startsWith('parse-fail-'))) {
      const shown = readFileSync(file.replace(/\.nix$/, '.err.exp'), 'utf8')
      const [, message, line, column] = /^error: (.*)\n\s+at «stdin»:(\d+):(\d+)/.exec(shown)!
      const mistake = mistakeInFile(textOf(file))!
      const got = `${mistake.message} ${mistake.line}:${mistake.column}`
      expect(got, basename(file)).toBe(`${message!.replace('«stdin»:', '')} ${line}:${column}`)
    }
  })

  it.skipIf(noNix)(
    'are judged as by the Nix at hand',
    () => {
      // A string with NUL in it is refused by newer ones, and by the parser.
      const others = /^eval-fail-string-nul-/
      const wrong = files.flatMap((file) => {
        const ours = refusal(textOf(file))
        const { refused } = nixParses(file)
        if ((ours === undefined) === (refused === undefined) || others.test(basename(file))) return []
        return [`${basename(file)}: ${ours ?? 'fine'}, Nix: ${refused ?? 'fine'}`]
      })
      expect(wrong).toEqual([])
    },
    120_000,
  )
})

describe.skipIf(nixpkgs === undefined)('nixpkgs', () => {
  const files = nixFiles(nixpkgs, true)

  it('is parsed, printed and parsed again as the same', () => {
    expect(files.length).toBeGreaterThan(10_000)
    const wrong: string[] = []
    let size = 0
    let time = 0
    for (const [index, file] of files.entries()) {
      const text = readFileSync(file, 'utf8')
      const begun = performance.now()
      const mistake = mistakeInFile(text)
      time += performance.now() - begun
      size += text.length
      if (mistake) wrong.push(`${file}:${mistake.line}: ${mistake.message}`)
      else if (index % 4 === 0) {
        const tree = expressionOf(text)
        if (!isDeepStrictEqual(meaning(print(tree)), meaning(text))) wrong.push(`${file} is another`)
      }
    }
    console.info(`${files.length} files of nixpkgs, ${(size / 1e6).toFixed(0)} MB in ${time.toFixed(0)} ms`)
    expect(wrong).toEqual([])
  }, 300_000)

  it.skipIf(noNix)(
    'is printed as what Nix reads as the same',
    () => {
      fc.assert(
        fc.property(fc.constantFrom(...files), (file) => {
          const text = readFileSync(file, 'utf8')
          const { refused, output } = nixParsesText(
            `[ (\n${text}\n) "@@@@" (\n${print(expressionOf(text))}\n) ]`,
          )
          expect(refused).toBeUndefined()
          const [one, other] = output.trim().slice(2, -2).split(' ("@@@@") ')
          expect(one!.trim()).toBe(other!.trim())
        }),
        { numRuns: 100, endOnFailure: true },
      )
    },
    120_000,
  )

  it.skipIf(noNix)(
    'is judged as by Nix after a few characters were changed',
    () => {
      const small = files.filter((_, index) => index % 40 === 0)
      const character = fc.constantFrom(
        ...'{}()[];:,.=?@!<>+-*/$"\'\\#~|&% \n\rabor019_eE',
        ...['${', "''", '//', '++', 'inherit ', 'let ', 'rec ', 'or ', 'in ', 'a.b', './a', 'a:b'],
      )
      const change = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean(), fc.option(character))
      fc.assert(
        fc.property(
          fc.constantFrom(...small),
          fc.array(change, { minLength: 1, maxLength: 3 }),
          (file, changes) => {
            let text = readFileSync(file, 'utf8').slice(0, 4000)
            for (const [where, removes, inserted] of changes) {
              const at = Math.floor(where * text.length)
              text = text.slice(0, at) + (inserted ?? '') + text.slice(at + (removes ? 1 : 0))
            }
            const { refused, place } = nixParsesText(text)
            // Merging sets inside merged sets is newer than the oldest Nix in use; two underscores may begin what we do not know.
            if (refused !== undefined && /already defined|undefined variable '__/.test(refused)) return
            const ours = refusal(text)
            expect(ours === undefined ? 'fine' : 'refused', `${refused}\n${ours}`).toBe(
              refused === undefined ? 'fine' : 'refused',
            )
            const bytes = toBytes(text)
            const mistake = mistakeInFile(bytes, parseNix(bytes))
            // Where a text ends too early is another place in each version of Nix.
            if (mistake && /^syntax error, unexpected (?!end of)/.test(mistake.message))
              expect(`${mistake.line}:${mistake.column}`, `${refused}\n${ours}`).toBe(place)
          },
        ),
        { numRuns: 300, endOnFailure: true },
      )
    },
    120_000,
  )
})
