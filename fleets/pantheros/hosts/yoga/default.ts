import { defineHost } from 'pantheros'
import { keys } from '../../keys.ts'
import { niri } from '../../modules/home-manager/desktop/niri/niri.ts'
import { ssh } from '../../modules/nixos/services/ssh.ts'
import { everyHost, site } from '../../modules/shared/site.ts'
import { workstation } from '../../profiles/workstation.ts'
import disks from './disks.ts'
import hardware from './hardware.ts'

export default defineHost('yoga', {
  ...everyHost,
  class: 'workstation',
  purpose: 'Lightweight programming, research',
  tags: ['laptop', 'portable'],
  address: '100.64.0.1',
  deployment: { user: site.user },
  hardware,
  disks,
  use: [workstation, ssh({ hostKey: keys.hosts.yoga })],
  home: { [site.user]: niri({ outputs: { 'eDP-1': { scale: 1.5 } } }) },
})
