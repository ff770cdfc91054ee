import { defineModule, mkDefault, nixos, option, pkgs, t } from 'pantheros'

export const development = defineModule('development.environment', {
  description: 'Compilers and tools for everyone on the host, and databases where wanted.',
  options: {
    databases: option(t.listOf(t.enum('postgresql', 'redis')), {
      default: [],
      description: 'Databases to run here.',
    }),
  },
}).config(({ cfg }) => [
  nixos({
    environment: {
      systemPackages: [
        // Languages
        pkgs.nodejs,
        pkgs.python3,
        pkgs.go,
        pkgs.rustc,
        pkgs.cargo,
        // Build tools
        pkgs.gcc,
        pkgs.cmake,
        pkgs.gnumake, // The document says make.
        pkgs['pkg-config'],
        // Version control
        pkgs.git,
        pkgs['git-lfs'],
        // Editor and terminal; Zed, Ghostty and Fish are the user's: modules/home-manager.
        pkgs.vim,
        pkgs.tmux,
      ],
    },
    services: {
      postgresql: { enable: mkDefault(cfg.databases.includes('postgresql')) },
      // The document says services.redis.enable, which was renamed.
      redis: { servers: { '': { enable: mkDefault(cfg.databases.includes('redis')) } } },
    },
  }),
])
