import { assertion, defineModule, lib, nix, nixos, option, pkgs, t } from 'pantheros'
import { resticPassword } from '../../../secrets.ts'
import { opnix } from '../security/opnix.ts'
import { mirror } from './mirror.ts'

export const backup = defineModule('services.backup', {
  description: 'Sends what cannot be built again to every mirror of the fleet.',
  options: {
    subvolume: option(t.path, { default: '/home', description: 'The sub-volume to back up.' }),
    exclude: option(t.listOf(t.str), {
      default: ['.cache', 'node_modules', 'target', '.direnv'],
      description: 'What can be built again.',
    }),
    at: option(t.str, { default: '02:05', description: 'When, give or take an hour.' }),
  },
}).config(({ cfg, host, hosts }) => {
  const mirrors = hosts.using(mirror).filter((mirror) => mirror.host.name !== host.name)
  const snapshot = '/.snapshots/backup'
  const btrfs = nix`${lib.getExe!(pkgs['btrfs-progs'])} subvolume`
  return [
    assertion(
      mirrors.length > 0,
      `${host.name} has a backup and the fleet has no other host that is a mirror.`,
    ),
    opnix({ secrets: { resticPassword: { item: 'Backups/password' } } }),
    nixos({
      services: {
        restic: {
          backups: Object.fromEntries(
            mirrors.map(({ host: target, cfg: { port } }) => [
              target.name,
              {
                repository: `rest:http://${target.name}:${port}/${host.name}`,
                passwordFile: resticPassword.file(host),
                initialize: true,
                // Files change while they are read; a snapshot does not.
                backupPrepareCommand: nix`${btrfs} snapshot -r ${cfg.subvolume} ${snapshot}`,
                backupCleanupCommand: nix`${btrfs} delete ${snapshot}`,
                paths: [snapshot],
                exclude: cfg.exclude,
                timerConfig: { OnCalendar: cfg.at, Persistent: true, RandomizedDelaySec: '1h' },
              },
            ]),
          ),
        },
      },
    }),
  ]
})
