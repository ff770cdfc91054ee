import { type Host, pkgs } from 'pantheros'

/**
 * The tailnet's policy, to be pasted into its admin page or pushed by its action: people's machines reach everything,
 * servers reach each other where a service listens. `services.tailscale` gives the tags.
 */
export const tailnetPolicy = (hosts: readonly Host[]) =>
  pkgs.writers.writeJSON('tailnet-policy.json', {
    hosts: Object.fromEntries(hosts.map((host) => [host.name, host.address])),
    tagOwners: { 'tag:workstation': ['autogroup:admin'], 'tag:server': ['autogroup:admin'] },
    grants: [
      { src: ['tag:workstation'], dst: ['*'], ip: ['*'] },
      { src: ['tag:server'], dst: ['tag:server'], ip: ['tcp:443', 'tcp:8000'] },
    ],
  })
