import { defineModule, nixos, pkgs } from 'pantheros'

export const niriSession = defineModule('desktop.niri', {
  description: 'The window manager and what a Wayland session needs around it.',
}).config(() => [
  nixos({
    // The document enables services.xserver; niri is Wayland, and runs X programs through xwayland-satellite.
    programs: { niri: { enable: true } },
    environment: {
      systemPackages: [pkgs['xwayland-satellite'], pkgs['wl-clipboard']],
      sessionVariables: { NIXOS_OZONE_WL: '1' },
    },
    fonts: { packages: [pkgs.inter, pkgs['nerd-fonts']['jetbrains-mono'], pkgs['noto-fonts-color-emoji']] },
  }),
])
