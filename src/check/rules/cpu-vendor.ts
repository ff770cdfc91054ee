import type { HostRule } from './rule.ts'

export const cpuVendor: HostRule = {
  code: 'cpu-vendor',
  severity: 'warning',
  about: "settings for another maker's processor",
  *check(host) {
    const isX86 = /^(x86_64|i686)-/.test(host.host.system)
    const amd = host.said('hardware.cpu.amd.updateMicrocode') === true
    const intel = host.said('hardware.cpu.intel.updateMicrocode') === true
    if (isX86 && amd === intel) return
    const foreign = (value: unknown): boolean => {
      if (typeof value !== 'string') return false
      if (/^kvm-intel$|^intel_(iommu|pstate)=/.test(value)) return !isX86 || amd
      return /^kvm-amd$|^amd_(iommu|pstate)=/.test(value) && (!isX86 || intel)
    }
    for (const path of ['boot.kernelModules', 'boot.kernelParams']) {
      const found = host.list(path).find(foreign)
      if (found === undefined) continue
      const here = isX86
        ? `the processor of ${host.host.name} is ${amd ? "AMD's" : "Intel's"}`
        : `${host.host.name} is ${host.host.system}`
      yield {
        message: `${found} does nothing here: ${here}.`,
        hint: 'Say it in the hardware of those hosts that have the processor.',
        path,
        at: host.atElement(path, foreign),
      }
    }
  },
}
