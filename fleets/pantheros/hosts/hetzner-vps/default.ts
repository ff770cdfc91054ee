import { defineHost } from 'pantheros'
import { keys } from '../../keys.ts'
import { aiTools } from '../../modules/home-manager/development/ai-tools.ts'
import { languages } from '../../modules/home-manager/development/languages.ts'
import { system } from '../../modules/nixos/core/system.ts'
import { codespace } from '../../modules/nixos/development/codespace.ts'
import { development } from '../../modules/nixos/development/environment.ts'
import { firewall } from '../../modules/nixos/security/firewall.ts'
import { sshHardening } from '../../modules/nixos/security/ssh.ts'
import { backup } from '../../modules/nixos/services/backup.ts'
import { podman } from '../../modules/nixos/services/podman.ts'
import { ssh } from '../../modules/nixos/services/ssh.ts'
import { everyHost, site } from '../../modules/shared/site.ts'
import { server } from '../../profiles/server.ts'
import disks from './disks.ts'
import hardware from './hardware.ts'

export default defineHost('hetzner-vps', {
  ...everyHost,
  class: 'server',
  purpose: 'Primary codespace server',
  tags: ['cloud', 'primary'],
  address: '100.64.0.3',
  // A laptop's uplink would be the slowest part of a rollout.
  deployment: { buildOn: 'target' },
  hardware,
  disks,
  use: [
    server,
    ssh({ hostKey: keys.hosts.hetzner }),
    // Editors that work here from afar forward ports and open several sessions; the document forbids both everywhere.
    sshHardening({ tcpForwarding: true, maxSessions: 10 }),
    firewall({ sshPerMinute: 30 }),
    system({ upgradeAt: '03:00' }),
    development({ databases: ['postgresql'] }),
    codespace(),
    podman(),
    backup(),
  ],
  home: { [site.user]: [languages(), aiTools()] },
})
