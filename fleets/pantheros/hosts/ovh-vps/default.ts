import { defineHost } from 'pantheros'
import { keys } from '../../keys.ts'
import { system } from '../../modules/nixos/core/system.ts'
import { mirror } from '../../modules/nixos/services/backup.ts'
import { podman } from '../../modules/nixos/services/podman.ts'
import { snapshots } from '../../modules/nixos/services/snapshots.ts'
import { ssh } from '../../modules/nixos/services/ssh.ts'
import { everyHost } from '../../modules/shared/site.ts'
import { server } from '../../profiles/server.ts'
import disks from './disks.ts'
import hardware from './hardware.ts'

export default defineHost('ovh-vps', {
  ...everyHost,
  class: 'server',
  purpose: 'Secondary server: backup and mirror',
  tags: ['cloud', 'secondary'],
  address: '100.64.0.4',
  hardware,
  disks,
  use: [
    server,
    ssh({ hostKey: keys.hosts.ovh }),
    // After the primary: if an upgrade breaks one, the other still stands.
    system({ upgradeAt: '05:30' }),
    mirror(),
    podman(),
    // Keeps the mirror's own history, since other hosts may only add to it.
    snapshots({ subvolumes: { '/var': {} } }),
  ],
})
