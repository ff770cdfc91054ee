import { expect, test } from 'vitest'
import { loadCatalog } from './catalog.ts'

const nixos = loadCatalog('nixos')

test('an option by its path', () => {
  const port = nixos.option(['services', 'prometheus', 'port'])
  expect(port).toMatchObject({ struct: { t: 'unsignedInt16' }, default: 9090, hasDefault: true })
  expect(port?.declared).toBe('nixos/modules/services/monitoring/prometheus/default.nix')
  expect(nixos.option(['services', 'promtheus', 'port'])).toBeUndefined()
  expect(nixos.option(['services'])).toBeUndefined()
})

test('placeholders stand for any name and any position', () => {
  expect(nixos.option(['users', 'users', 'alice', 'home'])?.type).toContain('absolute path')
  expect(nixos.option(['swapDevices', '0', 'device'])?.type).toBe('non-empty string')
  expect(nixos.option(['systemd', 'tmpfiles', 'settings', 'a', '/srv', 'd', 'mode'])?.type).toBe('string')
  expect(nixos.option(['users', 'users', 'alice', 'hom'])).toBeUndefined()
})

test('names that the language has for objects are none here', () => {
  expect(nixos.option(['constructor'])).toBeUndefined()
  expect(nixos.option(['services', '__proto__'])).toBeUndefined()
  expect(nixos.option(['services', 'nginx', 'toString'])).toBeUndefined()
})

test('children and roots', () => {
  expect(nixos.roots).toContain('services')
  expect(nixos.children(['services'])).toContain('openssh')
  expect(nixos.children(['services', 'openssh'])).toContain('settings')
  expect(nixos.children(['users', 'users', 'alice'])).toContain('shell')
  expect(nixos.children(['nowhere'])).toEqual([])
})

test('what was renamed, removed, or cannot be set', () => {
  expect(nixos.option(['boot', 'cleanTmpDir'])?.aliasOf).toBe('boot.tmp.cleanOnBoot')
  expect(nixos.option(['boot', 'bootspec', 'enable'])?.removed).toBe(true)
  expect(nixos.option(['system', 'nixos', 'release'])?.readOnly).toBe(true)
})

test('the other catalogs', () => {
  expect(loadCatalog('home-manager').option(['programs', 'git', 'enable'])?.type).toBe('boolean')
  expect(loadCatalog('disko').option(['types', 'btrfs', 'subvolumes', '/', 'mountpoint'])).toBeDefined()
  const token = loadCatalog('flake-modules').option(['services', 'onepassword-secrets', 'tokenFile'])
  expect(token?.module).toBe('opnix')
  expect(nixos.source).toMatch(/^nixpkgs /)
})

test('a catalog is opened once', () => {
  expect(loadCatalog('nixos')).toBe(nixos)
})
