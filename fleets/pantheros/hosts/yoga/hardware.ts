import { importModule, inputs, nixos } from 'pantheros'
import { laptop } from '../../modules/nixos/hardware/laptop.ts'
import { yoga } from '../../modules/nixos/hardware/yoga.ts'

const hardware = inputs['nixos-hardware'].nixosModules

/** Lenovo Yoga 7 2-in-1: AMD Ryzen AI 7 350 with Radeon 860M, so that the document's Intel settings are not here. */
export default [
  importModule(hardware['common-cpu-amd-pstate']),
  importModule(hardware['common-gpu-amd']),
  importModule(hardware['common-pc-laptop']),
  importModule(hardware['common-pc-ssd']),
  laptop(),
  yoga(),
  nixos({
    boot: {
      initrd: {
        availableKernelModules: ['nvme', 'xhci_pci', 'thunderbolt', 'usb_storage', 'sd_mod', 'sdhci_pci'],
      },
      kernelModules: ['kvm-amd'],
    },
  }),
]
