import { defineModule, nixos, option, pkgs, t } from 'pantheros'
import { site } from '../../shared/site.ts'

export const podman = defineModule('services.podman', {
  description: 'Containers without a daemon.',
  options: {
    gpu: option(t.bool, {
      default: false,
      description: "Whether containers can use the host's NVIDIA card.",
    }),
  },
}).config(({ cfg }) => [
  nixos({
    // The document says services.podman in two places; NixOS has virtualisation.podman.
    virtualisation: {
      podman: {
        enable: true,
        dockerCompat: true,
        // The document puts the user into a group `docker`, which only Docker makes; this is its socket.
        dockerSocket: { enable: true },
        defaultNetwork: { settings: { dns_enabled: true } },
        autoPrune: { enable: true, dates: 'weekly' },
      },
    },
    users: { users: { [site.user]: { extraGroups: ['podman'] } } },
    environment: { systemPackages: [pkgs['podman-compose']] },
  }),
  cfg.gpu && nixos({ hardware: { 'nvidia-container-toolkit': { enable: true } } }),
])
