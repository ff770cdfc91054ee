import { assertion, defineModule, nixos, option, pkgs, t } from 'pantheros'
import { resticPassword } from '../../../secrets.ts'
import { site } from '../../shared/site.ts'
import { firewall } from '../security/firewall.ts'
import { opnix } from '../security/opnix.ts'

/**
 * Both sides of the backup. Each reads the other over all hosts: a host that uses `backup` sends to every mirror, and
 * a mirror clears out the repository of every host that sends.
 */
export const backup = defineModule('services.backup', {
  description: 'Sends what cannot be built again to every mirror of the fleet.',
  options: {
    subvolumes: option(t.nonEmptyListOf(t.path), {
      default: ['/home', site.projects],
      description: 'Where the sub-volumes are mounted; what is mounted inside one is not part of it.',
    }),
    exclude: option(t.listOf(t.str), {
      default: ['.cache', '.direnv', 'node_modules', 'target'],
      description: 'What can be built again.',
    }),
    at: option(t.str, { default: '02:05', description: 'When, give or take an hour.' }),
  },
}).config(({ cfg, host, hosts }) => {
  const mirrors = hosts.using(mirror).filter((peer) => peer.host.name !== host.name)
  // Files change while they are read; a snapshot does not.
  const snapshots = cfg.subvolumes.map((subvolume) => ({ subvolume, snapshot: `${subvolume}/.backup` }))
  const remove = snapshots.map(({ snapshot }) => `btrfs subvolume delete ${snapshot}`)
  const take = snapshots.flatMap(({ subvolume, snapshot }) => [
    // Left where the power went.
    `[ ! -e ${snapshot} ] || btrfs subvolume delete ${snapshot}`,
    `btrfs subvolume snapshot -r ${subvolume} ${snapshot}`,
  ])
  return [
    assertion(
      mirrors.length > 0,
      `${host.name} has a backup to make, and no other host of the fleet is a mirror.`,
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
                backupPrepareCommand: `${take.join('\n')}\n`,
                backupCleanupCommand: `${remove.join('\n')}\n`,
                paths: snapshots.map(({ snapshot }) => snapshot),
                exclude: cfg.exclude,
                timerConfig: { OnCalendar: cfg.at, Persistent: true, RandomizedDelaySec: '1h' },
              },
            ]),
          ),
        },
      },
      systemd: {
        services: Object.fromEntries(
          mirrors.map(({ host: target }) => [
            `restic-backups-${target.name}`,
            { path: [pkgs['btrfs-progs']] },
          ]),
        ),
      },
    }),
  ]
})

export const mirror = defineModule('services.mirror', {
  description: 'Keeps the backups of the other hosts.',
  options: {
    port: option(t.port, { default: 8000, description: 'Where it listens, for the tailnet alone.' }),
    directory: option(t.path, { default: '/var/lib/mirror', description: 'Where the backups are.' }),
    keep: option(t.attrsOf(t.ints.positive), {
      default: { daily: 7, weekly: 5, monthly: 12 },
      description: 'How many backups of a host to keep.',
    }),
  },
}).config(({ cfg, host, hosts }) => {
  const senders = hosts.using(backup).filter((peer) => peer.host.name !== host.name)
  return [
    firewall.set({ tailnetPorts: [cfg.port] }),
    opnix({ secrets: { resticPassword: { item: 'Backups/password', owner: 'restic' } } }),
    nixos({
      services: {
        restic: {
          server: {
            enable: true,
            listenAddress: `${cfg.port}`,
            dataDir: cfg.directory,
            // A host that was taken over can add to its backups and not delete them; the mirror does that itself.
            appendOnly: true,
            // The tailnet knows who connects, and restic encrypts what it sends.
            extraFlags: ['--no-auth'],
          },
          backups: Object.fromEntries(
            senders.map(({ host: sender }) => [
              `prune-${sender.name}`,
              {
                user: 'restic',
                repository: `${cfg.directory}/${sender.name}`,
                passwordFile: resticPassword.file(host),
                pruneOpts: Object.entries(cfg.keep).map(([span, count]) => `--keep-${span} ${count}`),
                timerConfig: { OnCalendar: 'weekly', Persistent: true, RandomizedDelaySec: '6h' },
              },
            ]),
          ),
        },
      },
    }),
  ]
})
