import { defineHost, mkForce, mkIf, nix, nixos } from 'pantheros'
import { base } from './base.ts'

export const conflict = defineHost('conflict', {
  system: 'x86_64-linux',
  use: [
    base,
    nixos({
      networking: { domain: nix.expr`"a" + "b"` }, // here: conflict
    }),
    nixos({
      networking: { domain: nix.expr`"b" + "c"` }, // here: conflict
    }),
  ],
})

export const execConflict = defineHost('exec-conflict', {
  system: 'x86_64-linux',
  use: [
    base,
    nixos({
      systemd: { services: { a: { serviceConfig: { ExecStart: nix.expr`"/bin/a" + ""` } } } }, // here: exec-conflict
    }),
    nixos({
      systemd: { services: { a: { serviceConfig: { ExecStart: nix.expr`"/bin/b" + ""` } } } }, // here: exec-conflict
    }),
  ],
})

export const mergeSecond = defineHost('merge-second', {
  system: 'x86_64-linux',
  use: [
    base,
    nixos({
      environment: { variables: { A: nix.expr`"ok"` } },
    }),
    nixos({
      environment: { variables: { A: nix.expr`{ }.b` } }, // here: merge-second
    }),
  ],
})

export const mkforceList = defineHost('mkforce-list', {
  system: 'x86_64-linux',
  use: [
    base,
    nixos({
      networking: { nameservers: mkForce(nix.expr`[ 1 ]`) }, // here: mkforce-list
    }),
  ],
})

export const mkifBool = defineHost('mkif-bool', {
  system: 'x86_64-linux',
  use: [
    base,
    nixos({
      services: { openssh: { enable: nix.expr`lib.mkIf "yes" true` } }, // here: mkif-bool
    }),
  ],
})

export const noValue = defineHost('no-value', {
  system: 'x86_64-linux',
  use: [
    base,
    nixos({
      services: {
        wgautomesh: { enable: true }, // here: no-value
      },
    }),
  ],
})

export const recursion = defineHost('recursion', {
  system: 'x86_64-linux',
  use: [
    base,
    nixos({
      networking: {
        domain: nix.expr`config.networking.domain + "x"`, // here: recursion
      },
    }),
  ],
})

export const recursionIf = defineHost('recursion-if', {
  system: 'x86_64-linux',
  use: [
    base,
    nixos({
      services: {
        openssh: mkIf(nix.expr<boolean>`config.services.openssh.enable`, { enable: true }), // here: recursion-if
      },
    }),
  ],
})

export const submodule = defineHost('submodule', {
  system: 'x86_64-linux',
  use: [
    base,
    nixos({
      services: {
        nginx: {
          enable: true,
          virtualHosts: {
            'a.example.org': {
              locations: {
                '/': {
                  proxyPass: nix.expr`1 + 1`, // here: submodule
                },
              },
            },
          },
        },
      },
    }),
  ],
})

export const typeTwo = defineHost('type-two', {
  system: 'x86_64-linux',
  use: [
    base,
    nixos({
      networking: { firewall: { allowedTCPPorts: [22] } },
    }),
    nixos({
      networking: {
        firewall: {
          allowedTCPPorts: nix.expr`"80"`, // here: type-two
        },
      },
    }),
  ],
})
