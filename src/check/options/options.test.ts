import { describe, expect, it } from 'vitest'
import { resolveFleet } from '../../fleet/resolve.ts'
import {
  defineFleet,
  defineHost,
  type FleetSpec,
  home,
  importModule,
  inputs,
  mkForce,
  mkIf,
  nixModule,
  nixos,
  pkgs,
  type Use,
} from '../../index.ts'
import { checkOptions } from '../options.ts'
import { nearMiss } from './names-inside.ts'

type Loose = any

function diagnostics(use: Use, more: Partial<FleetSpec['inputs']> = {}) {
  const host = defineHost('a', { system: 'x86_64-linux', use })
  const fleet = defineFleet({
    inputs: { nixpkgs: 'n', 'home-manager': 'h', ...more } as Loose,
    hosts: [host],
  })
  return resolveFleet(fleet).hosts.flatMap((each) => checkOptions(each, fleet))
}
const found = (use: Use, more?: Partial<FleetSpec['inputs']>) =>
  diagnostics(use, more).map(({ code, path, hint }) => [code, path, hint])
const os = (value: Loose) => nixos(value)

describe('an option that is not there', () => {
  const meant = (value: Loose) =>
    diagnostics(os(value)).map(({ hint, change }) => [
      hint,
      change?.kind === 'key' ? change.to.join('.') : undefined,
    ])

  it('is spelled like another one', () => {
    expect(meant({ services: { opensssh: { enable: true } } })).toEqual([
      ['Did you mean services.openssh?', 'services.openssh'],
    ])
    expect(meant({ networking: { firewall: { allowedTcpPorts: [22] } } })).toEqual([
      ['Did you mean networking.firewall.allowedTCPPorts?', 'networking.firewall.allowedTCPPorts'],
    ])
    expect(meant({ programs: { starship: { enabel: true } } })).toEqual([
      ['Did you mean programs.starship.enable?', 'programs.starship.enable'],
    ])
  })

  it('is elsewhere, with all that was said below it', () => {
    expect(meant({ services: { podman: { enable: true } } })).toEqual([
      ['Did you mean virtualisation.podman?', 'virtualisation.podman'],
    ])
    expect(meant({ services: { firefox: { enable: true } } })).toEqual([
      ['Did you mean programs.firefox.enable?', 'programs.firefox.enable'],
    ])
    expect(meant({ services: { steam: { enable: true } } })).toEqual([
      ['Did you mean programs.steam?', 'programs.steam'],
    ])
    expect(meant({ networking: { allowedTCPPorts: [1] } })).toEqual([
      ['Did you mean networking.firewall.allowedTCPPorts?', 'networking.firewall.allowedTCPPorts'],
    ])
    expect(meant({ boot: { loader: { 'systemd-boot': { timeout: 3 } } } })).toEqual([
      ['Did you mean boot.loader.timeout?', 'boot.loader.timeout'],
    ])
  })

  it('is a setting, known or not, and an old name stands for the new one', () => {
    expect(meant({ services: { openssh: { permitRootLogn: 'no' } } })).toEqual([
      [
        'Did you mean services.openssh.settings.PermitRootLogin?',
        'services.openssh.settings.PermitRootLogin',
      ],
    ])
    expect(meant({ services: { fail2ban: { jails: { sshd: { bantime: '1h' } } } } })).toEqual([
      [
        'Did you mean services.fail2ban.jails.sshd.settings.bantime?',
        'services.fail2ban.jails.sshd.settings.bantime',
      ],
    ])
  })

  it('gets no proposal where nothing is near', () => {
    expect(meant({ services: { nginx: { qqqqxxxx: 1 } } })).toEqual([
      ['panther options qqqqxxxx searches the catalog for it.', undefined],
    ])
    expect(meant({ services: { nginx: { enable: true, hosts: {} } } })[0]![1]).toBeUndefined()
  })

  it('belongs to Home Manager, or to NixOS', () => {
    expect(found(os({ home: { packages: [] } }))).toEqual([
      ['home-option', 'home', "It belongs under home('alice', { … })."],
    ])
    expect(found([os({ programs: { git: { userName: 'x' } } }), home('bob', {})])).toEqual([
      ['home-option', 'programs.git.userName', "It belongs under home('bob', { … })."],
    ])
    expect(found(home('bob', { services: { openssh: { enable: true } } } as Loose))).toEqual([
      ['nixos-option', 'services.openssh', 'It belongs under nixos({ … }).'],
    ])
    expect(found([os({ services: { podman: { enable: true } } }), home('bob', {})])).toEqual([
      [
        'unknown-option',
        'services.podman',
        "Did you mean virtualisation.podman? Or it belongs under home('bob', { … }).",
      ],
    ])
  })
})

describe('an option of a flake', () => {
  const sops = os({ sops: { defaultSopsFormat: 'yaml' } })
  const imported = importModule((inputs as Loose)['sops-nix'].nixosModules.sops)

  it('needs the input and its module', () => {
    expect(found(sops)).toEqual([
      [
        'missing-module',
        'sops.defaultSopsFormat',
        "Add it to defineFleet, inputs: { 'sops-nix': 'github:Mic92/sops-nix' }, and to the host: importModule(inputs['sops-nix'].nixosModules.sops).",
      ],
    ])
    expect(found(sops, { secrets: 'github:mic92/sops-nix' } as Loose)).toEqual([
      [
        'missing-module',
        'sops.defaultSopsFormat',
        'Add it to the host: importModule(inputs.secrets.nixosModules.sops).',
      ],
    ])
    expect(found([sops, imported], { 'sops-nix': 'github:Mic92/sops-nix' } as Loose)).toEqual([])
  })

  it('may come with a module that nobody knows', () => {
    expect(found([sops, importModule((inputs as Loose).x.nixosModules.y)])).toEqual([])
    expect(found([sops, nixModule('x', '{ }')])).toEqual([])
    expect(found(mkIf(false, sops))).toEqual([])
  })
})

describe('options that NixOS says itself', () => {
  it('are refused where they are read-only, and told where they are internal', () => {
    expect(
      found(os({ programs: { neovim: { finalPackage: null } }, services: { dbus: { enable: true } } })).map(
        ([code]) => code,
      ),
    ).toContain('internal-option')
    expect(found(os({ programs: { neovim: { finalPackage: pkgs.git } } })).map(([code]) => code)).toEqual([
      'read-only',
    ])
  })

  it('are left alone where they are for everybody', () => {
    expect(found(os({ assertions: [], warnings: [], services: { dbus: { packages: [] } } }))).toEqual([])
    expect(found(os({ services: { dbus: { enable: mkIf(false, true) } } }))).toEqual([])
  })
})

describe('values', () => {
  it('are held to types in plain words, with the path inside', () => {
    const messages = diagnostics(
      os({
        users: { users: { alice: { extraGroups: ['wheel', 5], isNormalUser: true, shell: 'fish' } } },
        services: { tailscale: { useRoutingFeatures: 'servr', port: 99999 } },
        systemd: { services: { x: { wantedBy: ['multi-user'] } } },
      }),
    ).map(({ message, hint }) => [message, hint])
    expect(messages).toEqual([
      ['The option services.tailscale.port takes a whole number between 0 and 65535, not 99999.', undefined],
      [
        'The option services.tailscale.useRoutingFeatures takes one of "none", "client", "server", "both", not "servr".',
        'Did you mean "server"?',
      ],
      [
        'The option systemd.services.x.wantedBy[0] takes the name of a systemd unit with its ending, such as "nginx.service", not "multi-user".',
        undefined,
      ],
      ['The option users.users.alice.extraGroups[1] takes a text, not 5.', "Write '5'."],
      [
        expect.stringContaining('users.users.alice.shell takes null or package or'),
        'Name a package: pkgs.fish.',
      ],
    ])
  })

  it('say what to change only where that is certain', () => {
    const changes = (value: Loose) => diagnostics(os(value)).map(({ change }) => change)
    expect(changes({ services: { tailscale: { useRoutingFeatures: mkForce('servr') } } })).toEqual([
      { kind: 'value', from: 'servr', to: 'server' },
    ])
    expect(changes({ services: { tailscale: { useRoutingFeatures: 'none of them' } } })).toEqual([undefined])
  })

  it('that clash are shown with both places', () => {
    const [conflict] = diagnostics([os({ time: { timeZone: 'A' } }), os({ time: { timeZone: 'B' } })])
    expect(conflict?.at.map(({ label }) => label)).toEqual(['"A"', '"B"'])
  })
})

describe('settings', () => {
  const settings = (inner: Loose) => found(os({ services: { openssh: { settings: inner } } }))

  it('that are all but known ones are told', () => {
    expect(settings({ PermitRootLogn: 'no', passwordAuthentication: false })).toEqual([
      ['near-miss', 'services.openssh.settings.PermitRootLogn', 'Did you mean PermitRootLogin?'],
      [
        'near-miss',
        'services.openssh.settings.passwordAuthentication',
        'Did you mean PasswordAuthentication?',
      ],
    ])
    expect(found(os({ services: { nextcloud: { settings: mkIf(true, { trusted_domain: [] }) } } }))).toEqual(
      [],
    )
  })

  it('of submodules may have new names', () => {
    const tunnels = os({
      services: { wstunnel: { servers: { a: { enableHTTPS: true, listen: { host: 'h', port: 1 } } } } },
    })
    expect(diagnostics(tunnels).filter(({ code }) => code === 'renamed-option')).toMatchObject([
      {
        hint: 'Write services.wstunnel.servers.a.listen.enableHTTPS.',
        change: { to: ['services', 'wstunnel', 'servers', 'a', 'listen', 'enableHTTPS'] },
      },
    ])
  })

  it('that are others are not', () => {
    expect(
      settings({ PermitRootLogin: 'no', permitRootLogin: 'no', MaxAuthTries: 3, AuthorizedKeysCommand: 'x' }),
    ).toEqual([])
    expect(nearMiss('listen_host', ['listen_port', 'x_host'])).toBeUndefined()
    expect(nearMiss('http_port', ['https_port'])).toBeUndefined()
    expect(nearMiss('allowGroup', ['allowGroups'])).toBeUndefined()
    expect(nearMiss('level12', ['level13'])).toBeUndefined()
    expect(nearMiss('port', ['post'])).toBeUndefined()
    expect(nearMiss('enable_logging', ['enable_loging'])).toBe('enable_loging')
  })
})
