import { defineProfile, disks, nixos } from 'pantheros'

/** What machines are made of: a disk, a way to boot, a way in. */
export const key =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIzx9Ck4w0aXjT0Ck7ICEnQ4XH9VfLZgP2wY1nQd8XkA admin@example'

export const ext4Root = nixos({
  fileSystems: {
    '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' },
    '/boot': { device: '/dev/disk/by-label/boot', fsType: 'vfat', options: ['umask=0077'] },
  },
})

export const btrfsDisk = (device: string) =>
  disks({
    disk: {
      main: {
        type: 'disk',
        device,
        content: {
          type: 'gpt',
          partitions: {
            ESP: {
              size: '1G',
              type: 'EF00',
              content: {
                type: 'filesystem',
                format: 'vfat',
                mountpoint: '/boot',
                mountOptions: ['umask=0077'],
              },
            },
            root: {
              size: '100%',
              content: {
                type: 'btrfs',
                subvolumes: {
                  '@': { mountpoint: '/', mountOptions: ['compress=zstd', 'noatime'] },
                  '@home': { mountpoint: '/home', mountOptions: ['compress=zstd', 'noatime', 'nodev'] },
                  '@nix': { mountpoint: '/nix', mountOptions: ['compress=zstd', 'noatime'] },
                },
              },
            },
          },
        },
      },
    },
  })

export const uefi = nixos({
  boot: { loader: { 'systemd-boot': { enable: true }, efi: { canTouchEfiVariables: true } } },
})

export const bios = (device: string) => nixos({ boot: { loader: { grub: { enable: true, device } } } })

export const sshServer = defineProfile('ssh-server', [
  nixos({
    services: {
      openssh: {
        enable: true,
        settings: { PasswordAuthentication: false, KbdInteractiveAuthentication: false },
      },
    },
    users: { users: { root: { openssh: { authorizedKeys: { keys: [key] } } } } },
  }),
])

export const intel = nixos({
  hardware: { cpu: { intel: { updateMicrocode: true } } },
  boot: {
    kernelModules: ['kvm-intel'],
    initrd: { availableKernelModules: ['nvme', 'xhci_pci', 'ahci', 'usbhid'] },
  },
})

export const amd = nixos({
  hardware: { cpu: { amd: { updateMicrocode: true } } },
  boot: { kernelModules: ['kvm-amd'], initrd: { availableKernelModules: ['nvme', 'xhci_pci', 'usbhid'] } },
})

export const virtual = nixos({
  boot: { initrd: { availableKernelModules: ['virtio_pci', 'virtio_blk', 'virtio_scsi', 'sd_mod'] } },
  services: { qemuGuest: { enable: true } },
})
