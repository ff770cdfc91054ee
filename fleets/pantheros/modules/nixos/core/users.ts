import { defineModule, home, nixos, option, pkgs, t } from 'pantheros'
import { keys } from '../../../keys.ts'
import { everyHost, site } from '../../shared/site.ts'

export const users = defineModule('core.users', {
  description: 'The user, and who may become root.',
  options: {
    administrator: option(t.bool, {
      default: false,
      description: 'Whether the user may become root. Where not, root logs in with a key.',
    }),
  },
}).config(({ cfg }) => [
  nixos({
    users: {
      users: {
        [site.user]: {
          isNormalUser: true,
          description: site.fullName,
          shell: pkgs.fish,
          extraGroups: cfg.administrator ? ['wheel'] : [],
          openssh: { authorizedKeys: { keys: [keys.hbohlen] } },
        },
        root: { openssh: { authorizedKeys: { keys: cfg.administrator ? [] : [keys.hbohlen] } } },
      },
    },
    // A login shell has to be enabled in NixOS as well as in Home Manager: the first lists it in /etc/shells.
    programs: { fish: { enable: true } },
    // The document turns sudo off and, beside that, wheel's password off; the second says nothing after the first.
    security: { sudo: { enable: cfg.administrator } },
    // @dev is mounted here, and a new sub-volume belongs to root.
    systemd: { tmpfiles: { rules: [`d ${site.projects} 0755 ${site.user} users -`] } },
    'home-manager': {
      useGlobalPkgs: true,
      useUserPackages: true,
      backupFileExtension: 'before-home-manager',
    },
  }),
  home(site.user, { home: { stateVersion: everyHost.stateVersion }, xdg: { enable: true } }),
])
