import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { anchorsOf, linksOf, pages, root } from './blocks.ts'

describe('links between pages', () => {
  it.each(pages())('lead somewhere: %s', (page) => {
    const broken = linksOf(page).filter(
      ({ path, anchor }) =>
        !existsSync(join(root, path)) || (anchor !== undefined && !anchorsOf(path).includes(anchor)),
    )
    expect(broken).toEqual([])
  })
})
