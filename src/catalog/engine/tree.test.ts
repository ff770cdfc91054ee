import { describe, expect, test } from 'vitest'
import { type Deferred, deferred, deferredKey, isDeferred } from '../../modules/deferred.ts'
import { evaluate } from '../../modules/evaluate.ts'
import { mkDefault, mkForce, mkIf } from '../../modules/properties.ts'
import { homeTree, nixosTree } from '../trees.ts'
import { isCatalogOption } from './tree.ts'

const nixos = nixosTree()
const home = homeTree()
const later: Deferred<never> = { [deferred]: true, [deferredKey]: 'later' }

function configure(tree: typeof nixos, ...configs: object[]) {
  return evaluate({
    modules: [{ options: tree }, ...configs.map((config, n) => ({ file: `file ${n}`, config }))],
  })
}
const nixosConfig = (...configs: object[]) => configure(nixos, ...configs).config

describe('NixOS', () => {
  test('definitions merge by the type of the option', () => {
    const config = nixosConfig(
      { networking: { firewall: { allowedTCPPorts: [22] } }, services: { openssh: { enable: true } } },
      {
        networking: { firewall: { allowedTCPPorts: mkIf(true, [80]) } },
        services: { openssh: { enable: mkDefault(false) } },
      },
    )
    expect(config.networking.firewall.allowedTCPPorts.toSorted()).toEqual([22, 80])
    expect(config.services.openssh.enable).toBe(true)
    expect(config.services.prometheus.port).toBe(9090)
  })

  test('options inside sets, and settings that are no options', () => {
    const config = nixosConfig({
      users: { users: { alice: { isNormalUser: true, uid: mkForce(1000) } } },
      services: { openssh: { settings: { PermitRootLogin: 'no', MaxAuthTries: 3 } } },
    })
    expect(config.users.users.alice.uid).toBe(1000)
    expect(config.services.openssh.settings).toMatchObject({ PermitRootLogin: 'no', MaxAuthTries: 3 })
  })

  test('wrong values are refused', () => {
    expect(() => nixosConfig({ services: { openssh: { enable: 'yes' } } }).services.openssh.enable).toThrow(
      'not of type `boolean',
    )
    expect(
      () => nixosConfig({ services: { prometheus: { port: 70_000 } } }).services.prometheus.port,
    ).toThrow('16 bit')
    const settings = { PermitRootLogin: 'never' }
    expect(
      () => nixosConfig({ services: { openssh: { settings } } }).services.openssh.settings.PermitRootLogin,
    ).toThrow('without-password')
    expect(() => nixosConfig({ users: { users: { alice: { hom: '/' } } } }).users.users.alice).toThrow(
      'Did you mean',
    )
  })

  test('conflicts are found', () => {
    const config = nixosConfig({ time: { timeZone: 'Europe/Berlin' } }, { time: { timeZone: 'UTC' } })
    expect(() => config.time.timeZone).toThrow('conflicting definition values')
  })

  test('submodules that a text becomes', () => {
    const persistence = { '/persist': { directories: ['/var/lib', { directory: '/home', user: 'root' }] } }
    const config = nixosConfig({ environment: { persistence } })
    expect(config.environment.persistence['/persist'].directories).toHaveLength(2)
  })

  test('submodules that are one of two types', () => {
    const jails = (sshd: object) =>
      nixosConfig({ services: { fail2ban: { jails: { sshd } } } }).services.fail2ban.jails.sshd
    expect(jails({ settings: { maxretry: 5 } })).toMatchObject({ enabled: true, settings: { maxretry: 5 } })
    expect(() => jails({ maxretry: 5 })).toThrow('does not exist')
  })

  test('deferred values go everywhere', () => {
    const config = nixosConfig({
      services: { prometheus: { port: later } },
      users: { users: { bob: later } },
    })
    expect(isDeferred(config.services.prometheus.port)).toBe(true)
    expect(isDeferred(config.users.users.bob)).toBe(true)
  })

  test('settings of units', () => {
    const unit = (serviceConfig: object) => ({ systemd: { services: { a: { serviceConfig } } } })
    const config = nixosConfig(unit({ ExecStart: ['a'] }), unit({ ExecStart: 'b', Type: 'oneshot' }))
    expect(config.systemd.services.a.serviceConfig).toMatchObject({ Type: 'oneshot' })
    expect(config.systemd.services.a.serviceConfig.ExecStart.toSorted()).toEqual(['a', 'b'])
  })

  test('what was renamed has the type of its target; what was removed takes anything', () => {
    const renamed = nixos.child('boot')!
    if (renamed.kind !== 'tree') throw new Error('boot is a group')
    const option = renamed.child('cleanTmpDir')
    if (option?.kind !== 'option' || !isCatalogOption(option))
      throw new Error('it is an option of the catalog')
    expect(option.facts.aliasOf).toBe('boot.tmp.cleanOnBoot')
    expect(option.type.name).toBe('bool')
  })

  test('conversions accept both types, and their result is not known', () => {
    const config = nixosConfig({ boot: { kernelModules: ['kvm'] } })
    expect(() => config.boot.kernelModules).not.toThrow()
    expect(() => nixosConfig({ boot: { kernelModules: 3 } }).boot.kernelModules).toThrow()
  })
})

test('disko: content by its type', () => {
  const disk = (content: object) => ({
    disko: { devices: { disk: { main: { device: '/dev/sda', content } } } },
  })
  const partitions = {
    root: { size: '100%', content: { type: 'filesystem', format: 'ext4', mountpoint: '/' } },
  }
  const read = (content: object) => nixosConfig(disk(content)).disko.devices.disk.main.content
  expect(read({ type: 'gpt', partitions }).partitions.root.content.mountpoint).toBe('/')
  expect(() => read({ type: 'ext4' })).toThrow('one of bcachefs,btrfs')
  expect(() => read({ type: 'gpt', partitons: {} })).toThrow('Did you mean')
})

test('Home Manager: ordered sets and free settings', () => {
  const { config } = configure(home, {
    programs: { git: { settings: { user: { name: 'A' } } } },
    home: { activation: { a: { data: 'echo a', after: ['b'], before: [] } } },
  })
  expect(config.programs.git.settings).toMatchObject({ user: { name: 'A' } })
  expect(config.home.activation).toEqual({ a: 'echo a' })
})
