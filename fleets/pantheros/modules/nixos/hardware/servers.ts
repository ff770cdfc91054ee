import { defineModule, importModule, mkDefault, nix, nixos, option, t } from 'pantheros'

export const servers = defineModule('hardware.servers', {
  description:
    "A virtual machine of a cloud: QEMU's devices, a serial console, and settings for many connections.",
  options: {
    console: option(t.str, { default: 'ttyS0,115200n8', description: "The provider's console." }),
  },
}).config(({ cfg }) => [
  importModule(nix.expr`(inputs.nixpkgs + "/nixos/modules/profiles/qemu-guest.nix")`),
  nixos({
    boot: {
      initrd: {
        availableKernelModules: ['ahci', 'xhci_pci', 'virtio_pci', 'virtio_scsi', 'sd_mod', 'sr_mod'],
      },
      kernelParams: ['console=tty0', `console=${cfg.console}`],
      kernel: {
        sysctl: {
          'net.core.default_qdisc': 'fq',
          'net.ipv4.tcp_congestion_control': 'bbr',
          'net.core.somaxconn': 4096,
          'vm.swappiness': 10,
        },
      },
    },
    services: { qemuGuest: { enable: true }, fstrim: { enable: true } },
    networking: { useNetworkd: true, useDHCP: mkDefault(true) },
    zramSwap: { enable: true },
    documentation: { enable: mkDefault(false) },
  }),
])
