import { execFile } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from './blocks.ts'
import type { Outcome } from './run.ts'
import { type Sample, writeProject, writeSamples } from './samples.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'panther-docs-')))
const samples = writeSamples(folder)
const run = promisify(execFile)
const outcomes = new Map<Sample, Outcome>()

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const title = ({ block }: Sample): string => `${block.page}:${block.line}`
const right = samples.filter(({ wrong }) => !wrong)

let compiled: Promise<string>

beforeAll(async () => {
  compiled = compile()
  const runnable = samples.filter(({ runs }) => runs)
  const { stdout } = await run(
    process.execPath,
    [join(root, 'tests/docs/run.ts'), ...runnable.map(({ file }) => file)],
    { maxBuffer: 1 << 28 },
  )
  for (const [index, line] of stdout.trim().split('\n').entries())
    outcomes.set(runnable[index]!, JSON.parse(line) as Outcome)
})

describe('the samples of the documentation', () => {
  it('compile', async () => {
    const found = await compiled
    expect(found.split('\n').filter(Boolean).map(place)).toEqual([])
  })

  it.each(right.filter(({ runs }) => runs).map((sample) => [title(sample), sample] as const))(
    'make a fleet without mistakes: %s',
    (_, sample) => {
      const { diagnostics, files } = outcomes.get(sample)!
      expect(diagnostics.map(({ code, message, hint }) => `${code}: ${message} ${hint ?? ''}`)).toEqual([])
      for (const { block, path } of sample.shown) {
        expect(Object.keys(files)).toContain(path)
        expect(files[path]).toBe(block.text)
      }
    },
  )

  it.each(samples.filter(({ wrong }) => wrong).map((sample) => [title(sample), sample] as const))(
    'make the mistake that the page is about: %s',
    (_, sample) => {
      const code = /diagnostics\/(.*)\.md$/.exec(sample.block.page)?.[1]
      const { diagnostics } = outcomes.get(sample)!
      expect(diagnostics.map(({ code }) => code)).toContain(code)
    },
  )
})

/** What the compiler says of all samples together. */
function compile(): Promise<string> {
  writeProject(
    folder,
    right.map(({ file }) => file),
  )
  return run(join(root, 'node_modules/.bin/tsc'), ['-p', folder, '--pretty', 'false']).then(
    () => '',
    (error: { readonly stdout: string }) => error.stdout,
  )
}

/** The line of the page that the compiler means. */
function place(line: string): string {
  const [, file, , message] = /^(.*?)\((\d+),\d+\): (.*)$/.exec(line) ?? []
  const sample = file && samples.find((each) => each.file.endsWith(`/${file.replace(/^(\.\.\/)+/, '')}`))
  return !sample ? line : `${title(sample)}: ${message}`
}
