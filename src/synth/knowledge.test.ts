import { describe, expect, it } from 'vitest'
import { catalogKnowledge } from './knowledge.ts'

describe('what the catalogs know', () => {
  const know = catalogKnowledge()
  it.each([
    ['services', 'group'],
    ['services.openssh', 'group'],
    ['services.openssh.enable', 'boolean'],
    ['services.openssh.settings', 'submodule'],
    ['services.prometheus.port', 'integer'],
    ['services.nginx.package', 'package'],
    ['users.users', 'attrsOf'],
    ['users.users.alice', 'submodule'],
    ['users.users.alice.extraGroups', 'list'],
    ['environment.etc.x.source', 'path'],
    ['networking.domain', 'string'],
    ['environment.etc.x', 'submodule'],
    ['disko.devices.disk', 'attrsOf'],
    ['home-manager', 'group'],
    ['home-manager.users', 'attrsOf'],
    ['home-manager.users.alice', 'submodule'],
    ['home-manager.users.alice.programs.git.enable', 'boolean'],
    ['home-manager.users.alice.services.gammastep.latitude', 'float'],
    ['services.chrony.makestep.threshold', 'other'],
    ['no.such.option', undefined],
  ])('%s is %s', (path, kind) => {
    expect(know(path.split('.'), 'nixos')).toBe(kind)
  })

  it('tells scopes apart', () => {
    expect(know(['programs', 'git', 'enable'], 'home')).toBe('boolean')
    expect(know(['home', 'username'], 'home')).toBe('string')
    expect(know(['home', 'username'], 'nixos')).toBeUndefined()
    expect(know(['services', 'openssh', 'enable'], 'darwin')).toBeUndefined()
    expect(know(['home-manager', 'users', 'alice', 'home', 'username'], 'darwin')).toBe('string')
  })
})
