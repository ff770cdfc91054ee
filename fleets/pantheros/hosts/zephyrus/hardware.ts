import { importModule, inputs, nixos } from 'pantheros'
import { laptop } from '../../modules/nixos/hardware/laptop.ts'
import { zephyrus } from '../../modules/nixos/hardware/zephyrus.ts'

/** ASUS ROG Zephyrus M16 (GU603): Intel Core i9-12900H, NVIDIA GeForce RTX, two NVMe disks. */
export default [
  // Brings both graphics cards: the screen is driven by Intel's, and `nvidia-offload` runs a program on NVIDIA's.
  importModule(inputs['nixos-hardware'].nixosModules['asus-zephyrus-gu603h']),
  laptop(),
  zephyrus(),
  nixos({
    boot: {
      initrd: { availableKernelModules: ['nvme', 'xhci_pci', 'thunderbolt', 'usb_storage', 'sd_mod'] },
      kernelModules: ['kvm-intel'],
      kernelParams: ['intel_iommu=on'],
    },
    hardware: { nvidia: { powerManagement: { enable: true } } },
  }),
]
