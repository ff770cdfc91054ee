import type { Fleet } from './fleet.ts'
import { missingInput } from './frameworks.ts'
import type { Diagnostic } from './problem.ts'

/** What is wrong with the fleet as a whole, before any function runs. */
export function fleetDiagnostics({ spec, place }: Fleet): readonly Diagnostic[] {
  const found: Diagnostic[] = []
  const names = new Map<string, (typeof spec.hosts)[number]>()
  for (const host of spec.hosts) {
    const at = [host.place()].flatMap((found) => found ?? [])
    const first = names.get(host.name)
    if (first === host) {
      const fleetAt = [place()].flatMap((found) => found ?? [])
      found.push({
        code: 'host-twice',
        severity: 'error',
        message: `The fleet lists the host ${host.name} twice.`,
        host: host.name,
        at: fleetAt,
        hint: 'List it once.',
      })
    } else if (first !== undefined) {
      const other = [first.place()].flatMap((found) =>
        found === undefined ? [] : [{ ...found, label: 'the other one' }],
      )
      found.push({
        code: 'host-name-taken',
        severity: 'error',
        message: `Two hosts are called ${host.name}.`,
        host: host.name,
        at: [...at, ...other],
        hint: 'Give one of them another name.',
      })
    }
    names.set(host.name, host)
    if (!Object.hasOwn(spec.inputs, host.nixpkgs)) {
      found.push({
        code: 'missing-input',
        severity: 'error',
        ...missingInput(host.nixpkgs, `The host ${host.name}`, Object.keys(spec.inputs)),
        host: host.name,
        at,
      })
    }
  }
  return found
}
