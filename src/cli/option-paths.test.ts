import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { showPath } from '../modules/show-path.ts'
import { parsePath } from './option-paths.ts'

describe('option paths', () => {
  it('are read as Nix writes them', () => {
    expect(parsePath('services.nginx.virtualHosts."www.example.org".root')).toEqual([
      'services',
      'nginx',
      'virtualHosts',
      'www.example.org',
      'root',
    ])
    const name = fc
      .string({ minLength: 1, unit: 'grapheme-ascii' })
      .filter((text) => !/^(\*|<.*>)$/s.test(text) && !/[\n\r\t]/.test(text))
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), (path) => {
        expect(parsePath(showPath(path))).toEqual(path)
      }),
    )
  })

  it.each(['', '.', 'a.', 'a..b', '.a', 'a."b', 'a"b"'])('refuse %j', (text) => {
    expect(parsePath(text)).toBeUndefined()
  })
})
