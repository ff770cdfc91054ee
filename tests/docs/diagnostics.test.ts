import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPage, root } from './blocks.ts'

/** Every code that the sources name, and the first file that does. */
function codes(): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  for (const file of files.filter((path) => /(?<!\.test|\.test-d)\.ts$/.test(path))) {
    const text = readFileSync(join(root, 'src', file), 'utf8')
    const named = text.matchAll(/(?:\bcode: |\b(?:misuse|outside|fail)\(\s*)'([a-z-]+)'/g)
    const declared = file === 'modules/errors.ts' ? text.matchAll(/^ {2}\| '([a-z-]+)'$/gm) : []
    for (const [, code] of [...named, ...declared]) if (!found.has(code!)) found.set(code!, file)
  }
  return found
}

const documented = readdirSync(join(root, 'docs/diagnostics'))
  .filter((file) => file !== 'README.md')
  .map((file) => file.replace(/\.md$/, ''))

describe('the pages on diagnostics', () => {
  it('are there for every code', () => {
    const missing = [...codes()].filter(([code]) => !documented.includes(code))
    expect(missing.map(([code, file]) => `${code} of src/${file}`)).toEqual([])
  })

  it('are there for codes alone', () => {
    const known = codes()
    expect(known.size).toBeGreaterThan(60)
    expect(documented.filter((code) => !known.has(code))).toEqual([])
  })

  it('say what it means and what to do, and stand in the index', () => {
    const index = readPage('docs/diagnostics/README.md')
    for (const code of documented) {
      const page = readPage(`docs/diagnostics/${code}.md`)
      expect(page.startsWith(`# ${code}\n\n`), code).toBe(true)
      expect(page, code).toMatch(/^```/m)
      expect(index, code).toContain(`[${code}](${code}.md)`)
    }
  })
})
