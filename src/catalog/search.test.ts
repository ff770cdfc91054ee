import { describe, expect, it } from 'vitest'
import { loadCatalog } from './catalog.ts'
import { declaredPath, listOptions, rank } from './search.ts'

const paths = (...names: readonly string[]) =>
  names.map((name) => ({ path: name.split('.'), type: 'boolean' }))

function sorted(options: readonly { path: readonly string[]; type: string }[], ...words: readonly string[]) {
  return options
    .flatMap((option) => {
      const score = rank(option, words)
      return score === undefined ? [] : [{ name: option.path.join('.'), score }]
    })
    .sort((a, b) => b.score - a.score)
    .map(({ name }) => name)
}

describe('a search', () => {
  it('prefers whole names to their beginnings, and last names to others', () => {
    const options = paths(
      'services.nginxx.enable',
      'services.nginx.enable',
      'services.x.nginx',
      'a.b.mynginx',
    )
    expect(sorted(options, 'nginx')).toEqual([
      'services.x.nginx',
      'services.nginx.enable',
      'services.nginxx.enable',
      'a.b.mynginx',
    ])
  })

  it('wants every word, in the path or in the type', () => {
    const options = [
      { path: ['a', 'port'], type: '16 bit unsigned integer' },
      { path: ['a', 'ports'], type: 'list of string' },
      { path: ['b'], type: 'list of port' },
    ]
    expect(sorted(options, 'port', 'integer')).toEqual(['a.port'])
    expect(sorted(options, 'list', 'port')).toEqual(['a.ports', 'b'])
    expect(sorted(options, 'nowhere')).toEqual([])
  })

  it('takes parts of paths', () => {
    const options = paths('services.openssh.enable', 'services.openssh.enableX', 'enable.openssh')
    expect(sorted(options, 'openssh.enable')).toEqual(['services.openssh.enable', 'services.openssh.enableX'])
  })
})

describe('the options of a catalog', () => {
  it('are listed with those inside submodules', () => {
    const listed = new Set([...listOptions(loadCatalog('nixos').root)].map(({ path }) => path.join('.')))
    expect(listed.size).toBeGreaterThan(26_000)
    expect(listed).toContain('services.nginx.virtualHosts.<name>.locations.<name>.proxyPass')
    expect(listed).toContain('services.openssh.hostKeys')
    expect(listed).toContain('environment.etc.<name>.text')
  })

  it('are found by paths with names of elements', () => {
    const { root } = loadCatalog('nixos')
    const declared = (path: string) => declaredPath(root, path.split('.')).join('.')
    expect(declared('users.users.alice.home')).toBe('users.users.<name>.home')
    expect(declared('users.users')).toBe('users.users')
    expect(declared('nix.buildMachines.0.hostName')).toBe('nix.buildMachines.*.hostName')
    expect(declared('no.such.option')).toBe('no.such.option')
  })
})
