import { defineProfile, nixos, pkgs } from 'pantheros'
import { system } from '../modules/nixos/core/system.ts'
import { fail2ban } from '../modules/nixos/security/fail2ban.ts'
import { firewall } from '../modules/nixos/security/firewall.ts'
import { tailscale } from '../modules/nixos/services/tailscale.ts'
import { common } from './common.ts'

/** A machine that nobody sits at. The two servers are alike, so that either can stand in for the other. */
export const server = defineProfile('server', [
  common,
  system({ autoUpgrade: true }),
  tailscale({ hostType: 'server' }),
  firewall({ hostType: 'server' }),
  fail2ban(),
  nixos({ environment: { systemPackages: [pkgs.htop] } }),
])
