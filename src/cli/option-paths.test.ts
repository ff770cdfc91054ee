import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resolveFleet } from '../fleet/resolve.ts'
import { defineFleet, defineHost, defineModule, home, nixos, option, t } from '../index.ts'
import { parsePath } from '../modules/parse-path.ts'
import { showPath } from '../modules/show-path.ts'
import { definedPaths } from './option-paths.ts'

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

it('proposes what is defined for the host or for a user, with the options of modules there', () => {
  const options = { a: option(t.int, { default: 1, description: '' }) }
  const [forHost, forUser] = ['m', 'n'].map((name) => defineModule(name, { description: '', options }))
  const host = defineHost('web', {
    system: 'x86_64-linux',
    use: [forHost!(), nixos({ services: { nginx: { enable: true } } })],
    home: { bob: [forUser!(), home({ programs: { git: { enable: true } } })] },
  })
  const { hosts } = resolveFleet(defineFleet({ inputs: { nixpkgs: 'n' }, hosts: [host] }))
  expect(definedPaths(hosts[0]!, 'bob')).toEqual(['n.a', 'n.enable', 'programs.git.enable'])
  const own = definedPaths(hosts[0]!)
  expect(own).toEqual(expect.arrayContaining(['m.a', 'm.enable', 'services.nginx.enable']))
  expect(own).not.toContain('n.a')
})
