import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { askAll } from './ask-all.ts'
import type { NixQuestion } from './evaluate.ts'

/** The language tests of Nix itself: the folder `tests/functional/lang` of its sources. */
const { NIX_LANG_TESTS: folder } = process.env
if (folder === undefined)
  console.warn('NIX_LANG_TESTS is not set: the language tests of Nix are not evaluated')

/** What only experimental features of Nix make work. */
const experimental: ReadonlySet<string> = new Set(['eval-okay-fromTOML-timestamps'])
/** What is said in other words, and why. */
const otherWords: ReadonlyMap<string, string> = new Map([
  ['eval-fail-derivation-name', 'shows lines of the inside of Nix'],
  ['eval-fail-derivation-stack-trace', 'shows lines of the inside of Nix'],
  ['eval-fail-derivation-structuredAttrs-stack-overflow', 'shows lines of the inside of Nix'],
  ['eval-fail-fetchTree-relative-path', 'nothing is fetched'],
  ['eval-fail-hashString-2', 'names the help of another program'],
])

interface LangCase {
  readonly name: string
  readonly question: NixQuestion
}

function caseOf(name: string): LangCase {
  const file = (extension: string): string => join(folder!, `${name}.${extension}`)
  const flags = existsSync(file('flags'))
    ? readFileSync(file('flags'), 'utf8').replaceAll(/#.*/g, '').trim().split(/\s+/)
    : undefined
  const directory = dirname(folder!)
  const source = `lang/${name}.nix`
  if (name.startsWith('parse-'))
    return {
      name,
      question: { words: ['--parse', '-'], directory, standardInput: readFileSync(file('nix')) },
    }
  if (name.startsWith('eval-fail-'))
    return {
      name,
      question: { words: [...shown, ...(flags ?? ['--eval', '--strict']), source], directory },
    }
  const env = { TEST_VAR: 'foo', NIX_PATH: 'lang/dir3:lang/dir4', HOME: '/fake-home' }
  const how = existsSync(file('exp.xml')) ? ['--xml', '--no-location'] : (flags ?? [])
  return { name, question: { words: [...shown, ...how, '--eval', '--strict', source], directory, env } }
}

/** The tests are run with this in the configuration of Nix. */
const shown = ['--show-trace']

describe.skipIf(folder === undefined)('the language tests of Nix', async () => {
  const names = (folder === undefined ? [] : readdirSync(folder))
    .filter((name) => /^(?:eval|parse)-(?:okay|fail)-.*\.nix$/.test(name))
    .map((name) => name.slice(0, -4))
    .filter((name) => !existsSync(join(folder!, `${name}.exp-disabled`)))
  const cases = names.map(caseOf)
  const answers = await askAll(cases.map(({ question }) => question))
  const results = cases.map(({ name }, index) => ({ name, answer: answers[index]! }))
  const portable = (text: string): string => text.replaceAll(dirname(folder!), '/pwd').trimEnd()
  const expected = (name: string, extension: string): string => {
    const file = join(folder!, `${name}.${extension}`)
    return existsSync(file) ? readFileSync(file, 'utf8').trimEnd() : ''
  }

  it('that are to come out do', () => {
    expect(names.length).toBeGreaterThan(400)
    const wrong = results
      .filter(({ name }) => name.includes('-okay-') && !experimental.has(name))
      .filter(({ name, answer }) => {
        const xml = expected(name, 'exp.xml')
        return answer.code !== 0 || portable(answer.out) !== (xml === '' ? expected(name, 'exp') : xml)
      })
      .map(({ name, answer }) => `${name}: ${answer.said.trimEnd().split('\n').at(-1)}`)
    expect(wrong).toEqual([])
  })

  it('that are to fail do', () => {
    const wrong = results.filter(({ name, answer }) => name.includes('-fail-') && answer.code !== 1)
    expect(wrong.map(({ name }) => name)).toEqual([])
  })

  it('say the words of Nix', () => {
    // Line numbers inside of Nix's own code change with its comments.
    const numberless = (text: string): string =>
      text.replaceAll(/[0-9 ]{8}([^0-9])/g, '<number>$1').replaceAll(/[0-9]+/g, '<number>')
    const different = results.filter(({ name, answer }) => {
      const wanted = expected(name, 'err.exp')
      const told = portable(answer.said)
      const postprocessed = existsSync(join(folder!, `${name}.postprocess`))
      return !experimental.has(name) && (postprocessed ? numberless(told) : told) !== wanted
    })
    expect(different.map(({ name }) => name)).toEqual([...otherWords.keys()])
  })
})
