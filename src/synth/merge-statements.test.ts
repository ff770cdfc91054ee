import { describe, expect, it } from 'vitest'
import { profileText } from '../../tests/synth/fleet.ts'
import { assertion, disableModules, mkBefore, mkIf, nix, nixos, type Use, warning } from '../index.ts'

type Loose = any
const says = (value: object): Use => nixos(value as never)
const text = (...use: readonly unknown[]): string => profileText(use as never)

describe('several definitions in one file', () => {
  it('become one set as long as they do not meet', () => {
    expect(
      text(
        says({ services: { openssh: { enable: true } } }),
        says({ services: { nginx: { enable: true } } }),
        says({ boot: { tmp: {} } }),
      ),
    ).toBe(`{
  services = {
    openssh.enable = true;
    nginx.enable = true;
  };

  boot.tmp = { };
}
`)
  })

  it('say a number once that several say', () => {
    const twice = says({ boot: { loader: { timeout: 3 } } })
    expect(text(twice, twice)).toBe('{ boot.loader.timeout = 3; }\n')
  })

  it('stay apart where Nix may compute the name that another one has', () => {
    const etc = (name: string) => says({ environment: { etc: { [name]: { text: 'x' } } } })
    const computed = ({ host }: Loose) => etc(nix.key`${host.config.networking.hostName}.conf`)
    expect(text(computed, etc('b'))).toContain('etc = lib.mkMerge [')
    expect(text(etc('a'), etc('b'))).not.toContain('mkMerge')
  })

  it('meet at an option', () => {
    expect(
      text(says({ boot: { kernelModules: ['a'] } }), says({ boot: { kernelModules: mkBefore(['b']) } })),
    ).toBe(`{ lib, ... }:
{
  boot.kernelModules = lib.mkMerge [
    [ "a" ]
    (lib.mkBefore [ "b" ])
  ];
}
`)
  })

  it('are joined by the names of the user, but kept apart inside submodules, whose order NixOS turns around', () => {
    const users = [
      { alice: { isNormalUser: true }, bob: { isNormalUser: true } },
      { alice: { extraGroups: ['a'] } },
      { alice: { extraGroups: ['b'] } },
    ]
    expect(text(...users.map((each) => says({ users: { users: each } })))).toBe(`{ lib, ... }:
{
  users.users = {
    alice = lib.mkMerge [
      {
        isNormalUser = true;
        extraGroups = [ "a" ];
      }
      { extraGroups = [ "b" ]; }
    ];
    bob.isNormalUser = true;
  };
}
`)
  })

  it('are kept apart where nothing is known of the options', () => {
    expect(text(says({ foo: { bar: { a: 1 } } }), says({ foo: { bar: { b: 1 } } }))).toBe(`{ lib, ... }:
{
  foo = lib.mkMerge [
    { bar.a = 1; }
    { bar.b = 1; }
  ];
}
`)
  })

  it('say a switch once', () => {
    expect(
      text(
        says({ services: { openssh: { enable: true } } }),
        says({ services: { openssh: { enable: true } } }),
      ),
    ).toBe('{ services.openssh.enable = true; }\n')
  })

  it('stand under their own conditions', () => {
    const use = ({ host }: Loose) => [
      says({ a: 1 }),
      mkIf(host.config.services.nginx.enable, says({ b: 1 }) as never),
      says({ c: 1 }),
    ]
    expect(text(use)).toBe(`{ config, lib, ... }:
{
  config = lib.mkMerge [
    { a = 1; }
    (lib.mkIf config.services.nginx.enable { b = 1; })
    { c = 1; }
  ];
}
`)
    const only = ({ host }: Loose) => mkIf(host.config.services.nginx.enable, says({ b: 1 }) as never)
    expect(text(only)).toBe(
      '{ config, lib, ... }:\n{\n  config = lib.mkIf config.services.nginx.enable { b = 1; };\n}\n',
    )
  })
})

describe('what is no option', () => {
  it('gathers assertions and warnings', () => {
    const use = ({ host: { config } }: Loose) => [
      assertion(
        nix.eq(config.networking.hostName, 'x') as never,
        nix`The host is ${config.networking.hostName}.` as never,
      ),
      warning('old', config.services.nginx.enable),
      assertion(config.services.nginx.enable, 'nginx is needed'),
    ]
    expect(text(use)).toBe(`{ config, lib, ... }:
{
  assertions = [
    {
      assertion = config.networking.hostName == "x";
      message = "The host is \${config.networking.hostName}.";
    }
    {
      assertion = config.services.nginx.enable;
      message = "nginx is needed";
    }
  ];

  warnings = lib.optional config.services.nginx.enable "old";
}
`)
  })

  it('disables modules, and guards names that mean something on the top level of a module', () => {
    expect(text(disableModules('services/foo.nix'), says({ options: 1 }))).toBe(`{
  disabledModules = [ "services/foo.nix" ];

  config = {
    options = 1;
  };
}
`)
  })
})
