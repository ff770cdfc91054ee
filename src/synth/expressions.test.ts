import { describe, expect, it } from 'vitest'
import { complaints, flakeOf, linux, profileText, textOf } from '../../tests/synth/fleet.ts'
import { defineProfile, home, inputs, lib, nix, nixos, packageSet, pkgs } from '../index.ts'

// The types of these are tested where they are made; here they would stand in the way.
type Loose = any
const { git, curl } = pkgs as Loose

/** What `nixos({ a: value })` becomes, without what stands around it. */
function value(make: (config: Loose, host: Loose) => unknown): string {
  const text = profileText((({ host }: Loose) => nixos({ a: make(host.config, host) } as never)) as never)
  return text
    .replaceAll(/\s+/g, ' ')
    .replace(/^\{ [^}]*\}: /, '')
    .replace(/^\{ a = (.*); \} $/, '$1')
}

describe('options', () => {
  it('reads an option of the own host', () => {
    expect(value((config) => config.networking.domain)).toBe('config.networking.domain')
    expect(value((config) => config.sops.secrets['a b/c'].path)).toBe('config.sops.secrets."a b/c".path')
    expect(value((config) => config.environment.etc[nix.key`${config.networking.hostName}`].text)).toBe(
      'config.environment.etc.${config.networking.hostName}.text',
    )
  })

  it('reads an option of another host through the flake', () => {
    const a = linux('a', [])
    const b = linux('b', nixos({ networking: { domain: a.config.networking.domain } } as never))
    expect(textOf(flakeOf({ hosts: [a, b] }), 'hosts/b/default.nix')).toBe(`{ self, ... }:
{
  networking = {
    hostName = "b";
    domain = self.nixosConfigurations.a.config.networking.domain;
  };

  nixpkgs.hostPlatform = "x86_64-linux";
}
`)
  })

  it('reaches NixOS from Home Manager and back', () => {
    const one = linux('one', (({ host }: Loose) => [
      defineProfile('p', [
        home('alice', [
          (({ user }: Loose) =>
            home({
              a: { os: host.config.networking.hostName, own: user.config.home.homeDirectory },
            } as never)) as never,
        ]),
        home('bob', [(({ user }: Loose) => nixos({ b: user.config.home.homeDirectory } as never)) as never]),
      ]),
    ]) as never)
    const flake = flakeOf({ hosts: [one] })
    expect(textOf(flake, 'profiles/p.home.nix')).toBe(`{ config, osConfig, ... }:
{
  a = {
    os = osConfig.networking.hostName;
    own = config.home.homeDirectory;
  };
}
`)
    expect(textOf(flake, 'profiles/p.nix')).toBe(
      '{ config, ... }:\n{\n  b = config.home-manager.users.bob.home.homeDirectory;\n}\n',
    )
  })
})

describe('text', () => {
  it('takes texts, packages and paths as they are, and turns the rest into text', () => {
    expect(
      value(
        (config) =>
          nix`${config.networking.hostName}:${config.services.openssh.settings.Port} ${80} ${'lit'}`,
      ),
    ).toBe('"${config.networking.hostName}:${toString config.services.openssh.settings.Port} 80 lit"')
    expect(
      value(
        () => nix`${git} ${(lib as Loose).getExe(git)} ${(lib as Loose).foo(1)} ${(inputs as Loose).nixpkgs}`,
      ),
    ).toBe('"${pkgs.git} ${lib.getExe pkgs.git} ${toString (lib.foo 1)} ${inputs.nixpkgs}"')
    expect(value((config) => nix`${config.services.nginx.package} ${config.services.unheard.of}`)).toBe(
      '"${config.services.nginx.package} ${toString config.services.unheard.of}"',
    )
  })

  it('takes texts apart that stand in texts, and keeps what means something to Nix as text', () => {
    expect(value((config) => nix`a ${nix`b ${config.networking.hostName}`} ${'${c}'}`)).toBe(
      '"a b ${config.networking.hostName} \\${c}"',
    )
  })

  it('names attributes', () => {
    const use = ({ host }: Loose) =>
      nixos({
        environment: {
          etc: {
            [nix.key`${host.config.networking.hostName}.conf`]: { text: '' },
            [nix.key`${host.config.networking.hostName}`]: { text: 'b' },
            [nix.key`${'plain'}`]: { text: 'c' },
          },
        },
      } as never)
    expect(profileText(use as never)).toBe(`{ config, ... }:
{
  environment.etc = {
    "\${config.networking.hostName}.conf".text = "";
    \${config.networking.hostName}.text = "b";
    plain.text = "c";
  };
}
`)
  })
})

describe('computing', () => {
  it('prints operators with the parentheses they need', () => {
    expect(
      value(({ services }) =>
        nix.and(services.openssh.enable, nix.or(services.nginx.enable, services.caddy.enable)),
      ),
    ).toBe('config.services.openssh.enable && (config.services.nginx.enable || config.services.caddy.enable)')
    expect(value(({ services }) => nix.not(nix.eq(services.nginx.user, 'x')))).toBe(
      '!(config.services.nginx.user == "x")',
    )
    expect(value(({ services }) => nix.add(1, services.openssh.port, -2))).toBe(
      '1 + config.services.openssh.port + -2',
    )
    expect(value(({ boot }) => nix.concat<Loose>(['a'], boot.kernelModules))).toBe(
      '[ "a" ] ++ config.boot.kernelModules',
    )
    expect(value(() => nix.merge<Loose>())).toBe('{ }')
    expect(value(({ services }) => nix.if<Loose>(services.nginx.enable, 80, [1]))).toBe(
      'if config.services.nginx.enable then 80 else [ 1 ]',
    )
    expect(value(({ services }) => nix.if<Loose>(true, services.nginx.user, 1))).toBe(
      'config.services.nginx.user',
    )
  })

  it('prints functions and calls', () => {
    const overlay = nix.lambda(['final', 'prev'], (_, prev: Loose) => ({
      htop: prev.htop.overrideAttrs({ doCheck: false }),
    }))
    expect(value(() => overlay)).toBe('final: prev: { htop = prev.htop.overrideAttrs { doCheck = false; }; }')
    expect(
      value(() => (pkgs as Loose).python3.withPackages(nix.lambda(['ps'], (ps: Loose) => [ps.requests]))),
    ).toBe('pkgs.python3.withPackages (ps: [ ps.requests ])')
    expect(value(() => (lib as Loose).mkLuaInline('x')(-1).y['a b'])).toBe(
      '(lib.mkLuaInline "x" (-1)).y."a b"',
    )
  })

  it('keeps raw Nix, with values in it', () => {
    expect(
      value(
        () =>
          nix.expr`pkgs.python3.withPackages (ps: [ ps.requests ${git} ${[1, -2]} ${-1} ${curl.override({ a: 1 })} ])`,
      ),
    ).toBe(
      'pkgs.python3.withPackages (ps: [ ps.requests pkgs.git [ 1 (-2) ] (-1) (pkgs.curl.override { a = 1; }) ])',
    )
    expect(
      value((config) => nix.expr`"http://${config.networking.hostName}/${'x'}/\${toString 1}" + config.foo`),
    ).toBe('"http://${config.networking.hostName}/x/${toString 1}" + config.foo')
  })
})

describe('arguments', () => {
  it('takes those that the file uses, also in raw Nix', () => {
    const use = nixos({
      a: nix.expr`let x = "\${pkgs.git} lib"; in x + config.b # self`,
      b: nix.expr`inputs.nixpkgs.rev`,
    } as never)
    expect(profileText(use).split('\n', 6).join(' ')).toBe('{   config,   inputs,   pkgs,   ... }:')
  })

  it('takes the packages of an input by its name', () => {
    const given = {
      inputs: {
        nixpkgs: 'github:NixOS/nixpkgs',
        'nixos-24.05': 'github:NixOS/nixpkgs/nixos-24.05',
        pkgs: 'github:x/y',
      },
    }
    const use = nixos({
      a: [(packageSet('nixos-24.05') as Loose).git, (packageSet('pkgs') as Loose).git],
    } as never)
    expect(profileText(use, given)).toBe(`{ nixos-24-05, pkgs-pkgs, ... }:
{
  a = [
    nixos-24-05.git
    pkgs-pkgs.git
  ];
}
`)
  })

  it('complains where a parameter hides what is meant', () => {
    expect(complaints(nixos({ a: nix.lambda(['pkgs'], () => git) } as never))).toEqual([
      'captured-name at a line: The parameter pkgs of a nix.lambda hides what is called pkgs outside of it.',
    ])
  })

  it('complains about inputs that are not there', () => {
    expect(complaints(nixos({ a: (inputs as Loose).nothere.x } as never))).toEqual([
      'missing-input at a line: inputs.nothere needs the input nothere, which the fleet does not have.',
    ])
  })
})
