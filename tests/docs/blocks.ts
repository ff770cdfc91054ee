import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))

/** A fenced block of a page. */
export interface Block {
  /** The page, relative to the repository. */
  readonly page: string
  readonly line: number
  readonly language: string
  /** What follows the language: `wrong`, or the path of a file. */
  readonly word: string | undefined
  readonly text: string
}

/** README.md and all pages below docs/. */
export function pages(): readonly string[] {
  const below = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  return [
    'README.md',
    ...below.filter((path) => path.endsWith('.md')).map((path) => join('docs', path)),
  ].sort()
}

export function readPage(page: string): string {
  return readFileSync(join(root, page), 'utf8')
}

export function blocksOf(page: string): readonly Block[] {
  const found: Block[] = []
  const text = readPage(page)
  for (const match of text.matchAll(/^```(\w+)(?: (\S+))?\n(.*?)^```$/gms)) {
    const line = text.slice(0, match.index).split('\n').length
    found.push({ page, line, language: match[1]!, word: match[2], text: match[3]! })
  }
  return found
}

/** The files that a page links to, relative to the repository. */
export function linksOf(page: string): readonly string[] {
  const text = readPage(page).replace(/^```.*?^```$/gms, '')
  return [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map((match) => match[1]!)
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => relative(root, join(root, page, '..', link)))
}
