import { defineHost } from 'pantheros'
import { keys } from '../../keys.ts'
import { niri } from '../../modules/home-manager/desktop/niri/niri.ts'
import { aiTools } from '../../modules/home-manager/development/ai-tools.ts'
import { podman } from '../../modules/nixos/services/podman.ts'
import { snapshots } from '../../modules/nixos/services/snapshots.ts'
import { ssh } from '../../modules/nixos/services/ssh.ts'
import { everyHost, site } from '../../modules/shared/site.ts'
import { workstation } from '../../profiles/workstation.ts'
import disks from './disks.ts'
import hardware from './hardware.ts'

export default defineHost('zephyrus', {
  ...everyHost,
  class: 'workstation',
  purpose: 'Heavy development, Podman containers, AI tools',
  tags: ['laptop', 'performance', 'gpu'],
  address: '100.64.0.2',
  deployment: { user: site.user },
  hardware,
  disks,
  use: [
    workstation,
    ssh({ hostKey: keys.hosts.zephyrus }),
    podman({ gpu: true }),
    snapshots({ subvolumes: { [site.projects]: { into: '/.snapshots/work' } } }),
  ],
  home: {
    [site.user]: [
      niri({ outputs: { 'eDP-1': { scale: 1.6, mode: '2560x1600@165', variableRefresh: true } } }),
      aiTools({ others: ['codex', 'crush', 'gemini-cli'] }),
    ],
  },
})
