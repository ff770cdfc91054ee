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

/** A link of a page to a page. */
export interface Link {
  /** Relative to the repository. */
  readonly path: string
  /** The heading, as GitHub names it. */
  readonly anchor: string | undefined
}

export function linksOf(page: string): readonly Link[] {
  const text = readPage(page).replace(/^```.*?^```$/gms, '')
  return [...text.matchAll(/\]\(([^)#\s]*)(?:#([^)]*))?\)/g)]
    .filter(([, link]) => !/^[a-z]+:/.test(link!))
    .map(([, link, anchor]) => ({
      path: link === '' ? page : relative(root, join(root, page, '..', link!)),
      anchor,
    }))
}

/** The names of a page's headings in links. */
export function anchorsOf(page: string): readonly string[] {
  const text = readPage(page).replace(/^```.*?^```$/gms, '')
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  )
}
