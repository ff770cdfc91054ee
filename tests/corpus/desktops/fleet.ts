import { defineFleet, defineHost, defineProfile, home, mkDefault, nixos, pkgs } from 'pantheros'
import { amd, btrfsDisk, ext4Root, intel, uefi } from '../parts.ts'

const everyday = defineProfile('everyday', [
  nixos({
    networking: { networkmanager: { enable: true } },
    services: {
      pipewire: { enable: true, alsa: { enable: true }, pulse: { enable: true } },
      printing: { enable: true },
    },
    security: { rtkit: { enable: true } },
    hardware: { bluetooth: { enable: true } },
    i18n: { defaultLocale: mkDefault('en_GB.UTF-8') },
    environment: { systemPackages: [pkgs.git, pkgs.firefox, pkgs.vim] },
    fonts: { packages: [pkgs['noto-fonts'], pkgs['dejavu_fonts']] },
    nix: {
      settings: { 'experimental-features': ['nix-command', 'flakes'], 'trusted-users': ['root', '@wheel'] },
    },
  }),
])

const person = (name: string, ...groups: string[]) =>
  nixos({
    users: { users: { [name]: { isNormalUser: true, extraGroups: ['wheel', 'networkmanager', ...groups] } } },
  })

const laptop = defineProfile('laptop', [
  nixos({
    services: { thermald: { enable: true }, fwupd: { enable: true }, upower: { enable: true } },
    boot: { initrd: { luks: { devices: { cryptroot: { device: '/dev/disk/by-partlabel/cryptroot' } } } } },
  }),
])

const gnome = defineHost('gnome-laptop', {
  system: 'x86_64-linux',
  class: 'workstation',
  stateVersion: '25.11',
  timeZone: 'Europe/Paris',
  hardware: [intel, ext4Root, uefi],
  use: [
    everyday,
    laptop,
    person('camille', 'video'),
    nixos({
      services: {
        displayManager: { gdm: { enable: true } },
        desktopManager: { gnome: { enable: true } },
        flatpak: { enable: true },
        gnome: { 'gnome-keyring': { enable: true } },
      },
      boot: { plymouth: { enable: true }, kernelParams: ['quiet', 'splash'] },
      environment: { gnome: { excludePackages: [pkgs.epiphany, pkgs['gnome-tour']] } },
    }),
  ],
})

const plasma = defineHost('plasma-tower', {
  system: 'x86_64-linux',
  class: 'workstation',
  stateVersion: '26.05',
  hardware: [amd, btrfsDisk('/dev/nvme0n1'), uefi],
  use: [
    everyday,
    person('erik', 'libvirtd', 'docker', 'gamemode'),
    nixos({
      services: {
        displayManager: {
          sddm: { enable: true, wayland: { enable: true } },
          autoLogin: { enable: true, user: 'erik' },
        },
        desktopManager: { plasma6: { enable: true } },
      },
      programs: { gamemode: { enable: true }, 'virt-manager': { enable: true }, zsh: { enable: true } },
      virtualisation: { docker: { enable: true }, libvirtd: { enable: true } },
      users: { users: { erik: { shell: pkgs.zsh } } },
      hardware: { graphics: { enable: true, enable32Bit: true } },
      environment: { shellAliases: { rebuild: 'sudo nixos-rebuild switch --flake ~/machines#plasma-tower' } },
    }),
    home('erik', {
      programs: {
        git: { enable: true, settings: { user: { name: 'Erik', email: 'erik@example.org' } } },
        zsh: { enable: true, shellAliases: { ll: 'ls -l' } },
      },
      home: { stateVersion: '26.05' },
    }),
  ],
})

const hyprland = defineHost('hyprland-laptop', {
  system: 'x86_64-linux',
  class: 'workstation',
  stateVersion: '26.05',
  hardware: [amd, btrfsDisk('/dev/nvme0n1'), uefi],
  use: [
    everyday,
    nixos({
      users: {
        users: {
          mira: {
            isNormalUser: true,
            extraGroups: ['wheel', 'input', 'video', 'networkmanager'],
            shell: pkgs.fish,
          },
        },
      },
      programs: { hyprland: { enable: true }, fish: { enable: true } },
      services: {
        greetd: { enable: true, settings: { default_session: { command: 'start-hyprland', user: 'mira' } } },
        tlp: { enable: true },
        syncthing: { enable: true, user: 'mira', dataDir: '/home/mira', openDefaultPorts: true },
      },
      security: { polkit: { enable: true }, pam: { services: { hyprlock: {} } } },
      zramSwap: { enable: true },
    }),
  ],
  home: {
    mira: [
      home({
        wayland: {
          windowManager: { hyprland: { enable: true, settings: { bind: ['SUPER, Return, exec, foot'] } } },
        },
        programs: { foot: { enable: true }, fish: { enable: true }, waybar: { enable: true } },
        services: { mako: { enable: true }, 'gpg-agent': { enable: true } },
        home: { stateVersion: '26.05', packages: [pkgs.ripgrep, pkgs.fd] },
      }),
    ],
  },
})

const media = defineHost('media-box', {
  system: 'x86_64-linux',
  stateVersion: '25.05',
  hardware: [intel, ext4Root, uefi],
  use: [
    nixos({
      users: { users: { kodi: { isNormalUser: true, extraGroups: ['audio', 'video', 'input'] } } },
      services: {
        xserver: {
          enable: true,
          desktopManager: { kodi: { enable: true } },
          displayManager: { lightdm: { enable: true } },
        },
        displayManager: { autoLogin: { enable: true, user: 'kodi' } },
        avahi: { enable: true, nssmdns4: true, openFirewall: true },
      },
      networking: { firewall: { allowedTCPPorts: [8080], allowedUDPPorts: [9777] } },
    }),
  ],
})

const developer = defineHost('developer', {
  system: 'x86_64-linux',
  class: 'workstation',
  stateVersion: '25.11',
  hardware: [amd, btrfsDisk('/dev/nvme0n1'), uefi],
  use: [
    everyday,
    person('ana', 'docker', 'dialout', 'plugdev'),
    nixos({
      users: { groups: { plugdev: {} }, defaultUserShell: pkgs.bash },
      virtualisation: { docker: { enable: true, autoPrune: { enable: true } }, podman: { enable: true } },
      services: {
        xserver: {
          enable: true,
          xkb: { layout: 'de', options: 'ctrl:nocaps' },
          windowManager: { i3: { enable: true } },
        },
        postgresql: {
          enable: true,
          ensureDatabases: ['dev'],
          ensureUsers: [{ name: 'dev', ensureDBOwnership: true }],
        },
        redis: { servers: { '': { enable: true } } },
        openssh: { enable: true, settings: { PasswordAuthentication: false } },
        udev: { extraRules: 'SUBSYSTEM=="usb", ATTR{idVendor}=="1209", GROUP="plugdev"\n' },
      },
      programs: { direnv: { enable: true }, 'nix-ld': { enable: true }, wireshark: { enable: true } },
      documentation: { dev: { enable: true } },
    }),
  ],
})

const kiosk = defineHost('kiosk', {
  system: 'x86_64-linux',
  stateVersion: '26.05',
  hardware: [intel, ext4Root, uefi],
  use: [
    nixos({
      users: { users: { guest: { isNormalUser: true, hashedPassword: '' } } },
      services: {
        cage: {
          enable: true,
          user: 'guest',
          program: '/run/current-system/sw/bin/firefox -kiosk https://example.org',
        },
      },
      environment: { systemPackages: [pkgs.firefox] },
      systemd: {
        services: { nightly: { startAt: '04:00', script: 'reboot', serviceConfig: { Type: 'oneshot' } } },
      },
    }),
  ],
})

export default defineFleet({
  inputs: {
    nixpkgs: 'github:NixOS/nixpkgs/nixos-unstable',
    'home-manager': 'github:nix-community/home-manager',
    disko: 'github:nix-community/disko',
  },
  hosts: [gnome, plasma, hyprland, media, developer, kiosk],
})
