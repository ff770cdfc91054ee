import { describe, expect, it } from 'vitest'
import { flakeOf, linux, textOf } from '../../tests/synth/fleet.ts'
import {
  darwin,
  defineHost,
  defineModule,
  defineProfile,
  disks,
  home,
  importModule,
  inputs,
  lib,
  modulesPath,
  nix,
  nixModule,
  nixos,
  packageSet,
  type Use,
} from '../index.ts'

type Loose = any
const says = (value: object): Use => nixos(value as never)
const saysHome = (value: object): Use => home(value as never)
const pathsOf = (...hosts: readonly Loose[]): readonly string[] => [...flakeOf({ hosts }).files.keys()]

const server = defineProfile('server', [says({ a: 1 })])
const ssh = defineModule('services.ssh', { description: 'Lets people in.' }).config(({ host }) => [
  says({ name: host.name }),
])
const tools = defineModule('tools', { description: 'What everyone needs.' }).config(() => [says({ b: 2 })])

describe('files', () => {
  it('are shared by the hosts for which they read the same', () => {
    expect(pathsOf(linux('one', [server, tools()]), linux('two', [tools(), server]))).toEqual([
      'flake.nix',
      'hosts/one/default.nix',
      'hosts/two/default.nix',
      'modules/tools.nix',
      'profiles/server.nix',
    ])
  })

  it('stand with each host where they differ', () => {
    const flake = flakeOf({ hosts: [linux('one', [ssh()]), linux('two', [ssh()])] })
    expect([...flake.files.keys()]).toContain('hosts/one/modules/services/ssh.nix')
    expect([...flake.files.keys()]).toContain('hosts/two/modules/services/ssh.nix')
    expect(textOf(flake, 'hosts/two/modules/services/ssh.nix')).toBe(
      '# Lets people in.\n{\n  name = "two";\n}\n',
    )
    expect(textOf(flake, 'hosts/two/default.nix')).toContain('./modules/services/ssh.nix')
    expect(pathsOf(linux('one', [ssh()]))).toContain('modules/services/ssh.nix')
  })

  it('read the same for hosts that each name themselves', () => {
    const own = defineProfile('own', ({ host }: Loose) =>
      says({ name: nix`${host.config.networking.hostName}` }),
    )
    expect(pathsOf(linux('one', [own]), linux('two', [own]))).toContain('profiles/own.nix')
  })

  it('do not read the same for hosts that each name another one', () => {
    const other = defineProfile('other', ({ host, hosts }: Loose) =>
      says({ name: hosts.all.find((each: Loose) => each.name !== host.name).config.networking.hostName }),
    )
    const flake = flakeOf({ hosts: [linux('one', [other]), linux('two', [other])] })
    expect(textOf(flake, 'hosts/one/profiles/other.nix')).toContain('nixosConfigurations.two')
    expect(textOf(flake, 'hosts/two/profiles/other.nix')).toContain('nixosConfigurations.one')
  })

  it('exist only where they say something', () => {
    const nothing = defineModule('nothing', { description: 'Says nothing.' }).config(() => [])
    expect(
      pathsOf(linux('one', [nothing(), defineProfile('empty', [])], { hardware: [], disks: [] })),
    ).toEqual(['flake.nix', 'hosts/one/default.nix'])
  })

  it('do not depend on the order of hosts', () => {
    const [one, two] = [linux('one', [server, ssh()]), linux('two', [ssh(), tools(), server])]
    const forwards = flakeOf({ hosts: [one, two] })
    const backwards = flakeOf({ hosts: [two, one] })
    const withoutFlake = (flake: typeof forwards) => [...flake.files].filter(([path]) => path !== 'flake.nix')
    expect(withoutFlake(backwards)).toEqual(withoutFlake(forwards))
  })
})

describe('a host', () => {
  it("imports NixOS's own modules", () => {
    const flake = flakeOf({
      hosts: [linux('one', importModule(nix`${modulesPath}/profiles/qemu-guest.nix`))],
    })
    expect(textOf(flake, 'hosts/one/default.nix')).toContain(`{ modulesPath, ... }:
{
  imports = [ "\${modulesPath}/profiles/qemu-guest.nix" ];
`)
  })

  it('imports what it has in reversed order of use, its own last', () => {
    const one = linux(
      'one',
      [
        server,
        importModule((inputs as Loose).hardware.nixosModules.x),
        tools(),
        says({ c: 3 }),
        importModule((inputs as Loose).hardware.nixosModules.x),
      ],
      {
        hardware: says({ d: 4 }),
        disks: disks({ disk: { main: { type: 'disk', device: '/dev/sda' } } } as never),
        purpose: 'Keeps the data.',
      },
    )
    const flake = flakeOf({
      hosts: [one],
      inputs: { nixpkgs: 'github:NixOS/nixpkgs', hardware: 'github:NixOS/nixos-hardware' },
    })
    expect(textOf(flake, 'hosts/one/default.nix')).toBe(`# Keeps the data.
{ inputs, ... }:
{
  # NixOS merges the last of these first.
  imports = [
    inputs.hardware.nixosModules.x
    ../../modules/tools.nix
    ../../profiles/server.nix
    ./disko.nix
    ./hardware.nix
    inputs.disko.nixosModules.disko
  ];

  networking.hostName = "one";
  nixpkgs.hostPlatform = "x86_64-linux";
  c = 3;
}
`)
    expect(textOf(flake, 'hosts/one/disko.nix')).toBe(`{
  disko.devices.disk.main = {
    type = "disk";
    device = "/dev/sda";
  };
}
`)
    expect(textOf(flake, 'hosts/one/hardware.nix')).toBe('{ d = 4; }\n')
    expect(flake.model.hosts['one']?.files).toEqual([
      'hosts/one/hardware.nix',
      'hosts/one/disko.nix',
      'profiles/server.nix',
      'modules/tools.nix',
      'hosts/one/default.nix',
    ])
  })

  it('does not import twice what the user imports', () => {
    const disk = disks({ disk: {} })
    const flake = flakeOf({
      hosts: [linux('one', [importModule((inputs as Loose).disko.nixosModules.default), disk])],
      inputs: { nixpkgs: 'github:NixOS/nixpkgs', disko: 'github:nix-community/disko' },
    })
    expect(textOf(flake, 'hosts/one/default.nix').match(/inputs\.disko/g)).toHaveLength(1)
  })
})

describe('Home Manager', () => {
  const shell = defineModule('shell', { description: 'The shell of a user.' }).config(() => [
    saysHome({ fish: true }),
    says({ fish: 'system' }),
    saysHome({
      activation: (lib as Loose).hm.dag.entryAnywhere('x'),
      editor: (packageSet('unstable') as Loose).zed,
    }),
  ])

  it('has files beside those for NixOS, and its own in home.nix', () => {
    const one = linux('one', [defineProfile('desk', [home('alice', [shell(), saysHome({ own: 'desk' })])])], {
      home: {
        alice: [
          saysHome({ own: (inputs as Loose).unstable.rev }),
          importModule((inputs as Loose).unstable.homeModules.x),
        ],
      },
    })
    const flake = flakeOf({
      hosts: [one],
      inputs: { nixpkgs: 'github:NixOS/nixpkgs', unstable: 'github:NixOS/nixpkgs/master' },
    })
    expect([...flake.files.keys()]).toEqual([
      'flake.nix',
      'hosts/one/default.nix',
      'hosts/one/home.nix',
      'modules/shell.alice.nix',
      'modules/shell.home.nix',
      'profiles/desk.home.nix',
    ])
    expect(textOf(flake, 'hosts/one/home.nix')).toBe(`{ inputs, unstable, ... }:
{
  home-manager = {
    extraSpecialArgs = { inherit inputs unstable; };
    users.alice = { inputs, ... }: {
      # NixOS merges the last of these first.
      imports = [
        inputs.unstable.homeModules.x
        ../../profiles/desk.home.nix
        ../../modules/shell.home.nix
      ];

      own = inputs.unstable.rev;
    };
  };
}
`)
    expect(textOf(flake, 'modules/shell.home.nix')).toBe(`# The shell of a user.
{ lib, unstable, ... }:
{
  fish = true;
  activation = lib.hm.dag.entryAnywhere "x";
  editor = unstable.zed;
}
`)
    expect(textOf(flake, 'hosts/one/default.nix')).toContain('inputs.home-manager.nixosModules.home-manager')
  })

  it('shares files between users and hosts as far as they read the same', () => {
    const greet = defineModule('greet', { description: 'Greets.' }).config(({ user }) => [
      saysHome({ hello: user.name }),
    ])
    const place = defineModule('place', { description: 'Says where.' }).config(({ host }) => [
      saysHome({ at: host.name }),
    ])
    const both = defineModule('both', { description: 'Says who and where.' }).config(({ host, user }) => [
      saysHome({ at: host.name, hello: user.name }),
    ])
    const users = [home('alice', [greet(), place(), both()]), home('bob', [greet(), place(), both()])]
    expect(
      pathsOf(linux('one', users), linux('two', users)).filter((path) => path.includes('modules/')),
    ).toEqual([
      'hosts/one/modules/both.alice.home.nix',
      'hosts/one/modules/both.bob.home.nix',
      'hosts/one/modules/place.home.nix',
      'hosts/two/modules/both.alice.home.nix',
      'hosts/two/modules/both.bob.home.nix',
      'hosts/two/modules/place.home.nix',
      'modules/greet.alice.home.nix',
      'modules/greet.bob.home.nix',
    ])
  })

  it('is there for users of whom nothing is said yet', () => {
    expect(textOf(flakeOf({ hosts: [linux('one', [home('alice', [])])] }), 'hosts/one/home.nix')).toBe(
      '{ home-manager.users.alice = { }; }\n',
    )
  })
})

describe('what the fleet brings along', () => {
  it('keeps text as it is, and copies files to the place they have', () => {
    const text = '{ pkgs, ... }:\n{ environment.systemPackages = [ pkgs.hello ]; }\n'
    const one = linux('one', [
      defineProfile('deep/p', [
        nixModule('hello', text),
        says({ a: nix.path(new URL('./files/motd', import.meta.url)) }),
      ]),
      importModule(new URL('./hardware-configuration.nix', import.meta.url)),
    ])
    const here = new URL('.', import.meta.url).pathname
    const flake = flakeOf({ hosts: [one] }, { root: here })
    expect(textOf(flake, 'modules/nix/hello.nix')).toBe(text)
    expect(textOf(flake, 'profiles/deep/p.nix')).toBe('{ a = ../../files/motd; }\n')
    expect(textOf(flake, 'hosts/one/default.nix')).toContain(
      '    ../../hardware-configuration.nix\n    ../../profiles/deep/p.nix\n    ../../modules/nix/hello.nix\n',
    )
    expect(flake.files.get('files/motd')).toEqual({ copyFrom: `${here}files/motd` })
    expect(flake.files.get('hardware-configuration.nix')).toEqual({
      copyFrom: `${here}hardware-configuration.nix`,
    })
  })

  it('copies what a copied module imports', () => {
    const here = new URL('.', import.meta.url).pathname
    const texts: Record<string, string> = {
      'a/one.nix': '{ imports = [ ./two.nix ../b ./missing.nix "${./x}/y.nix" ]; }',
      'a/two.nix': '{ inputs, ... }: { imports = [ ./one.nix inputs.nixpkgs.x ]; }',
      'b/default.nix': '{ imports = [ ./three.nix ]; }',
      'b/three.nix': '{ }',
    }
    const flake = flakeOf(
      { hosts: [linux('one', importModule(nix.path(new URL('./a/one.nix', import.meta.url))))] },
      { root: here, readText: (file) => texts[file.slice(here.length)] },
    )
    expect([...flake.files.keys()]).toEqual([
      'a/one.nix',
      'a/two.nix',
      'b',
      'b/three.nix',
      'flake.nix',
      'hosts/one/default.nix',
    ])
    expect(flake.model.hosts['one']?.files).toEqual(['a/one.nix', 'hosts/one/default.nix'])
  })

  it('writes a path that is no literal as text that is added to one', () => {
    const one = linux('one', says({ a: nix.path(new URL('./a b', import.meta.url)) }))
    const flake = flakeOf({ hosts: [one] }, { root: new URL('.', import.meta.url).pathname })
    expect(textOf(flake, 'hosts/one/default.nix')).toContain(
      'a = builtins.path {\n    path = ./. + "/../../a b";\n    name = "a-b";\n  };',
    )
  })

  it('works for Darwin hosts', () => {
    const linuxHost = linux('server', [])
    const mac = defineHost('mac', {
      system: 'aarch64-darwin',
      use: [
        darwin({ from: linuxHost.config.networking.hostName as never }),
        home('alice', [saysHome({ a: 1 })]),
      ],
    })
    const other = linux('other', says({ from: mac.config.networking.hostName }))
    const flake = flakeOf({ hosts: [linuxHost, mac, other] })
    expect(textOf(flake, 'hosts/mac/default.nix')).toBe(`{ inputs, self, ... }:
{
  # NixOS merges the last of these first.
  imports = [
    ./home.nix
    inputs.home-manager.darwinModules.home-manager
  ];

  networking.hostName = "mac";
  nixpkgs.hostPlatform = "aarch64-darwin";
  from = self.nixosConfigurations.server.config.networking.hostName;
}
`)
    expect(textOf(flake, 'hosts/other/default.nix')).toContain(
      'self.darwinConfigurations.mac.config.networking.hostName',
    )
  })
})
