import { defineModule, mkDefault, nixos, option, pkgs, t } from 'pantheros'

export const boot = defineModule('core.boot', {
  description: 'Boot loader and kernel.',
  options: {
    // The documents boot by systemd-boot and roll back in GRUB's menu. Either menu lists the generations.
    loader: option(t.enum('systemd-boot', 'grub'), {
      default: 'systemd-boot',
      description: 'systemd-boot for UEFI; GRUB for machines that have a BIOS only.',
    }),
    splash: option(t.bool, {
      default: false,
      description: 'Whether a picture covers the messages of the kernel.',
    }),
  },
}).config(({ cfg }) => [
  cfg.loader === 'systemd-boot'
    ? nixos({
        boot: {
          loader: {
            'systemd-boot': { enable: true, configurationLimit: 20 },
            efi: { canTouchEfiVariables: true },
          },
        },
      })
    : // disko tells GRUB the disks that have a partition for it.
      nixos({ boot: { loader: { grub: { enable: true, configurationLimit: 20 } } } }),
  nixos({
    boot: {
      loader: { timeout: 5 },
      kernelPackages: mkDefault(pkgs.linuxPackages_latest),
      // The document has kvm-intel and intel_iommu here; they are the hardware's: see hosts/*/hardware.ts.
      kernelModules: ['vhost_vsock'],
      kernelParams: ['quiet'],
    },
  }),
  // NixOS adds `splash` to the kernel's parameters with Plymouth, and without it the word does nothing.
  cfg.splash && nixos({ boot: { plymouth: { enable: true } } }),
])
