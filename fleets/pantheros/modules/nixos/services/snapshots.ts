import { defineModule, nixos, option, t } from 'pantheros'
import { users } from '../core/users.ts'

export const snapshots = defineModule('services.snapshots', {
  description: 'Read-only snapshots of Btrfs sub-volumes, kept in @snapshots.',
  options: {
    subvolumes: option(t.listOf(t.path), {
      default: ['/home'],
      description: 'Where the sub-volumes are mounted.',
    }),
    keep: option(t.str, { default: '24h 7d 4w', description: "How many to keep, in btrbk's words." }),
  },
}).config(({ cfg, host }) => [
  nixos({
    services: {
      btrbk: {
        instances: {
          local: {
            onCalendar: 'hourly',
            settings: {
              snapshot_preserve_min: '2h',
              snapshot_preserve: cfg.keep,
              volume: {
                '/': {
                  snapshot_dir: '.snapshots',
                  subvolume: Object.fromEntries(cfg.subvolumes.map((path) => [path.slice(1), {}])),
                },
              },
            },
          },
        },
      },
    },
  }),
  // btrbk is no root and becomes it for its commands alone: by sudo, or by doas where sudo is off.
  !host.get(users).administrator && nixos({ security: { doas: { enable: true } } }),
])
