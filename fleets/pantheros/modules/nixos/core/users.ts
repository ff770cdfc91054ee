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
    // The document enables fish in Home Manager alone; a login shell has to stand in NixOS's /etc/shells.
    programs: { fish: { enable: true } },
    // The document turns sudo off for servers, and its password; the second says nothing after the first.
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
