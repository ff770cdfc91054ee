import { expect, test } from 'vitest'
import { catalogOf, loadCatalog } from './catalog.ts'
import { hostCatalog } from './host-catalog.ts'
import { factsFromJson } from './json-facts.ts'
import type { OwnCatalogs } from './own-catalogs.ts'

const option = (type: string, t: string) => ({ type, struct: { t }, hasDefault: false, declared: 'a.nix' })
const release = catalogOf(
  'nixpkgs 26.05, of channel nixos-26.05',
  factsFromJson({ 'services.old.enable': option('boolean', 'bool') }),
)
const ours = catalogOf('ours', factsFromJson({ 'services.ours.enable': option('boolean', 'bool') }))
const oursForUsers = catalogOf('ours', factsFromJson({ 'programs.ours.enable': option('boolean', 'bool') }))

const own: OwnCatalogs = {
  inputs: ['nixpkgs-stable', 'ours'],
  options(input, part) {
    if (input === 'nixpkgs-stable') return part === 'nixos' ? release : undefined
    if (input !== 'ours') return undefined
    return part === 'nixos' ? ours : part === 'home' ? oursForUsers : undefined
  },
}

test('what panther ships judges where the project has nothing of its own', () => {
  const catalog = hostCatalog({ nixpkgs: { name: 'nixpkgs', url: 'github:NixOS/nixpkgs/nixos-unstable' } })
  expect(catalog.nixos.source).toBe(loadCatalog('nixos').source)
  expect(catalog.nixos.option(['services', 'openssh', 'enable'])).toBeDefined()
  expect(catalog.nixos.option(['disko', 'devices'])).toBeDefined()
  expect(catalog.home.option(['programs', 'git', 'enable'])).toBeDefined()
  expect(catalog.packages.has('hello')).toBe(true)
  expect(catalog.otherRelease).toBeUndefined()
})

test('a release without a catalog is judged by that of unstable, and says so', () => {
  const input = { name: 'nixpkgs', url: 'github:NixOS/nixpkgs/nixos-26.05' }
  const catalog = hostCatalog({ nixpkgs: input })
  expect(catalog.nixos.source).toBe(loadCatalog('nixos').source)
  expect(catalog.otherRelease).toBe('26.05')
})

test('what does not say its release is no cause for a word', () => {
  const rev = 'github:NixOS/nixpkgs/0123456789abcdef0123456789abcdef01234567'
  expect(hostCatalog({ nixpkgs: { name: 'nixpkgs', url: rev } }).otherRelease).toBeUndefined()
  expect(hostCatalog({ nixpkgs: { name: 'nixpkgs' } }).otherRelease).toBeUndefined()
})

test("each host's own catalog goes by the name of its input, and other inputs add to all", () => {
  const stable = hostCatalog(
    {
      nixpkgs: { name: 'nixpkgs-stable', url: 'github:NixOS/nixpkgs/nixos-26.05' },
      others: ['ours', 'theirs'],
    },
    own,
  )
  expect(stable.nixos.source).toBe('nixpkgs 26.05, of channel nixos-26.05')
  expect(stable.nixos.children(['services'])).toContain('old')
  expect(stable.nixos.children(['services'])).not.toContain('openssh')
  expect(stable.otherRelease).toBeUndefined()
  const unstable = hostCatalog({ nixpkgs: { name: 'nixpkgs' }, others: ['ours'] }, own)
  expect(unstable.nixos.children(['services'])).not.toContain('old')
  for (const catalog of [stable, unstable]) {
    expect(catalog.nixos.option(['services', 'ours', 'enable'])).toBeDefined()
    expect(catalog.home.option(['programs', 'ours', 'enable'])).toBeDefined()
  }
  expect([...stable.knownInputs]).toEqual(['ours'])
})

test('the options for the module engine are made once', () => {
  const catalog = hostCatalog({ nixpkgs: { name: 'nixpkgs' }, others: ['ours'] }, own)
  expect(catalog.options('nixos')).toBe(catalog.options('nixos'))
  const services = catalog.options('nixos').child('services')
  if (services?.kind !== 'tree') throw new Error('services is a group')
  expect(services.child('ours')?.kind).toBe('tree')
})
