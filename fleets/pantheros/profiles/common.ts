import { defineProfile, home, nixos, pkgs } from 'pantheros'
import { devshell } from '../modules/home-manager/development/devshell.ts'
import { git } from '../modules/home-manager/development/git.ts'
import { fish } from '../modules/home-manager/shell/fish.ts'
import { sshClient } from '../modules/home-manager/shell/ssh.ts'
import { boot } from '../modules/nixos/core/boot.ts'
import { system } from '../modules/nixos/core/system.ts'
import { systemd } from '../modules/nixos/core/systemd.ts'
import { users } from '../modules/nixos/core/users.ts'
import { audit } from '../modules/nixos/security/audit.ts'
import { firewall } from '../modules/nixos/security/firewall.ts'
import { sshHardening } from '../modules/nixos/security/ssh.ts'
import { snapshots } from '../modules/nixos/services/snapshots.ts'
import { ssh } from '../modules/nixos/services/ssh.ts'
import { tailscale } from '../modules/nixos/services/tailscale.ts'
import { site } from '../modules/shared/site.ts'

/** What every host has. */
export const common = defineProfile('common', [
  system(),
  boot(),
  systemd(),
  users(),
  ssh(),
  sshHardening(),
  firewall(),
  audit(),
  tailscale(),
  snapshots({ subvolumes: { '/home': {}, [site.projects]: {} } }),
  nixos({ environment: { systemPackages: [pkgs.git, pkgs.vim, pkgs.curl] } }),
  home(site.user, [fish(), sshClient(), git(), devshell()]),
])
