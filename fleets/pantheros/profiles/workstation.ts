import { defineProfile, home, nixos, pkgs } from 'pantheros'
import { onePasswordAgent } from '../modules/home-manager/applications/onepassword.ts'
import { zed } from '../modules/home-manager/applications/zed.ts'
import { zenBrowser } from '../modules/home-manager/applications/zen-browser.ts'
import { niri } from '../modules/home-manager/desktop/niri/niri.ts'
import { aiTools } from '../modules/home-manager/development/ai-tools.ts'
import { languages } from '../modules/home-manager/development/languages.ts'
import { fish } from '../modules/home-manager/shell/fish.ts'
import { ghostty } from '../modules/home-manager/shell/ghostty.ts'
import { boot } from '../modules/nixos/core/boot.ts'
import { users } from '../modules/nixos/core/users.ts'
import { audio } from '../modules/nixos/desktop/audio.ts'
import { dankMaterialShell } from '../modules/nixos/desktop/dms.ts'
import { niriSession } from '../modules/nixos/desktop/niri.ts'
import { development } from '../modules/nixos/development/environment.ts'
import { onePassword } from '../modules/nixos/security/onepassword.ts'
import { backup } from '../modules/nixos/services/backup.ts'
import { podman } from '../modules/nixos/services/podman.ts'
import { site } from '../modules/shared/site.ts'
import { common } from './common.ts'

/** A machine that somebody sits at. */
export const workstation = defineProfile('workstation', [
  common,
  boot({ splash: true }),
  users({ administrator: true }),
  niriSession(),
  dankMaterialShell(),
  audio(),
  onePassword(),
  development(),
  podman(),
  backup(),
  // Root has no key here, and the server's default lets it in with one.
  nixos({
    environment: { systemPackages: [pkgs.wget] },
    services: { openssh: { settings: { PermitRootLogin: 'no' } } },
  }),
  home(site.user, [
    // The document says zed; nixpkgs installs the command as zeditor.
    fish({ editor: 'zeditor --wait' }),
    ghostty(),
    niri(),
    onePasswordAgent(),
    zed(),
    zenBrowser(),
    languages(),
    aiTools(),
  ]),
])
