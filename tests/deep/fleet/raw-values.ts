import { defineHost, nix, nixos, pkgs } from 'pantheros'
import { base } from './base.ts'

export const aborts = defineHost('abort', {
  system: 'x86_64-linux',
  use: [
    base,
    nixos({
      networking: { domain: nix.expr`abort "stop"` }, // here: abort
    }),
  ],
})

export const assertRaw = defineHost('assert-raw', {
  system: 'x86_64-linux',
  use: [
    base,
    nixos({
      networking: { domain: nix.expr`assert 1 == 2; "x"` }, // here: assert-raw
    }),
  ],
})

export const coerce = defineHost('coerce', {
  system: 'x86_64-linux',
  use: [
    base,
    nixos({
      users: { motd: nix.expr`"x \${config.services.openssh}"` }, // here: coerce
    }),
  ],
})

export const divisionByZero = defineHost('division', {
  system: 'x86_64-linux',
  use: [
    base,
    nixos({
      boot: { kernel: { sysctl: { 'vm.swappiness': nix.expr`10 / (1 - 1)` } } }, // here: division
    }),
  ],
})

export const functionValue = defineHost('function', {
  system: 'x86_64-linux',
  use: [
    base,
    nixos({
      time: { timeZone: nix.expr`x: x` }, // here: function
    }),
  ],
})

export const badJson = defineHost('json', {
  system: 'x86_64-linux',
  use: [
    base,
    nixos({
      environment: { etc: { 'a.json': { text: nix.expr`builtins.toJSON (builtins.fromJSON "{")` } } }, // here: json
    }),
  ],
})

export const libAttr = defineHost('lib-attr', {
  system: 'x86_64-linux',
  use: [
    base,
    nixos({
      networking: {
        firewall: {
          allowedTCPPorts: nix.expr`[ (let l = lib; in l.nope 80) ]`, // here: lib-attr
        },
      },
    }),
  ],
})

export const nullStr = defineHost('null-str', {
  system: 'x86_64-linux',
  use: [
    base,
    nixos({
      networking: { domain: nix.expr`"a" + config.time.timeZone` }, // here: null-str
    }),
  ],
})

export const pkgMissing = defineHost('pkg-missing', {
  system: 'x86_64-linux',
  use: [
    base,
    nixos({
      environment: {
        systemPackages: [
          pkgs.git,
          nix.expr`pkgs.\${"no" + "pe"}`, // here: pkg-missing
        ],
      },
    }),
  ],
})

export const readFile = defineHost('read-file', {
  system: 'x86_64-linux',
  use: [
    base,
    nixos({
      users: { motd: nix.expr`builtins.readFile (./. + "/nope")` }, // here: read-file
    }),
  ],
})

export const throwLines = defineHost('throw-lines', {
  system: 'x86_64-linux',
  use: [
    base,
    nixos({
      environment: {
        etc: {
          'a.txt': {
            text: nix.expr`let
                a = 1;
              in
              if a == 1 then
                throw "no such thing" # here: throw-lines
              else
                "b"`,
          },
        },
      },
    }),
  ],
})

export const toInt = defineHost('to-int', {
  system: 'x86_64-linux',
  use: [
    base,
    nixos({
      services: { openssh: { enable: true, ports: nix.expr`[ (lib.toInt "x") ]` } }, // here: to-int
    }),
  ],
})

export const withMissing = defineHost('with-missing', {
  system: 'x86_64-linux',
  use: [
    base,
    nixos({
      environment: {
        systemPackages: nix.expr`with config.networking; [ nopkg ]`, // here: with-missing
      },
    }),
  ],
})
