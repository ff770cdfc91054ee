import { expect, it } from 'vitest'
import { resolveFleet } from '../fleet/resolve.ts'
import { defineFleet, defineHost, home, mkIf, nixos } from '../index.ts'
import { checkOptions } from './options.ts'

function codes(use: Parameters<typeof defineHost>[1]['use']) {
  const host = defineHost('a', { system: 'x86_64-linux', use })
  const fleet = defineFleet({ inputs: { nixpkgs: 'n', 'home-manager': 'h' }, hosts: [host] })
  return resolveFleet(fleet)
    .hosts.flatMap((each) => checkOptions(each, fleet))
    .map(({ code, severity, message, hint }) => [`${severity} ${code}`, message, hint])
}

it('names what NixOS renamed', () => {
  expect(codes(nixos({ services: { openssh: { permitRootLogin: 'no' } } } as never))).toEqual([
    [
      'warning renamed-option',
      'The option services.openssh.permitRootLogin has been renamed to services.openssh.settings.PermitRootLogin.',
      'Write services.openssh.settings.PermitRootLogin.',
    ],
  ])
})

it('names what NixOS and Home Manager removed', () => {
  expect(
    codes([
      nixos({ sound: { enable: true } } as never),
      home('bob', { services: { 'gpg-agent': { pinentryFlavor: 'qt' } } } as never),
    ]),
  ).toEqual([
    [
      'error removed-option',
      'The option sound.enable was removed.',
      'Look at hardware.alsa; nixos/modules/services/audio/alsa.nix says what to do instead.',
    ],
    [
      'error removed-option',
      'The option services.gpg-agent.pinentryFlavor was removed.',
      'Look at services.gpg-agent.pinentryPackage; modules/services/gpg-agent.nix says what to do instead.',
    ],
  ])
})

it('leaves alone what nobody says for certain', () => {
  const sound = nixos({ sound: { enable: true } } as never)
  expect(codes(mkIf(false, sound))).toEqual([])
  expect(codes(nixos({ sound: mkIf(false, { enable: true }) } as never))).toEqual([])
  const known = codes(({ host }) => mkIf(host.config.services.nginx.enable, sound))
  expect(known.map(([code]) => code)).toEqual(['warning removed-option'])
})
