import { defineModule, nixos, option, t } from 'pantheros'
import { users } from '../core/users.ts'

export const snapshots = defineModule('services.snapshots', {
  description: 'Read-only snapshots of Btrfs sub-volumes, for the file that was deleted an hour ago.',
  options: {
    subvolumes: option(
      t.attrsOf(
        t.submodule({
          into: option(t.path, { default: '/.snapshots', description: 'A folder of the same filesystem.' }),
        }),
      ),
      { default: {}, description: 'Sub-volumes by the place they are mounted at.' },
    ),
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
              subvolume: Object.fromEntries(
                Object.entries(cfg.subvolumes).map(([path, { into }]) => [path, { snapshot_dir: into }]),
              ),
            },
          },
        },
      },
    },
  }),
  // btrbk is not root and becomes it for its commands alone: by sudo, or by doas where sudo is off.
  !host.get(users).administrator && nixos({ security: { doas: { enable: true } } }),
])
