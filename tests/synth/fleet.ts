import { resolveFleet } from '../../src/fleet/resolve.ts'
import {
  defineFleet,
  defineHost,
  defineProfile,
  type FleetSpec,
  type HostSpec,
  type Use,
} from '../../src/index.ts'
import { type Flake, type SynthesizeOptions, synthesize } from '../../src/synth/index.ts'

/** The folder that the fleets of these tests stand in. */
export const root = new URL('.', import.meta.url).pathname

const nixpkgs = 'github:NixOS/nixpkgs/nixos-unstable'

/** The flake of a fleet. Throws what the resolver refuses, but for expressions that stand nowhere. */
export function flakeOf(spec: Partial<FleetSpec>, options: Partial<SynthesizeOptions> = {}): Flake {
  const resolved = resolveFleet(defineFleet({ inputs: { nixpkgs }, hosts: [], ...spec }))
  const refused = resolved.diagnostics.filter(
    ({ code, severity }) => severity === 'error' && code !== 'ref-unplaced',
  )
  if (refused.length > 0) throw new Error(refused.map(({ message }) => message).join('\n'))
  return synthesize(resolved, { root, ...options })
}

export function linux(name: string, use: Use, spec: Partial<HostSpec> = {}): ReturnType<typeof defineHost> {
  return defineHost(name, { system: 'x86_64-linux', use, ...spec })
}

/** The text of one file; an error that names the others where there is no such file. */
export function textOf(flake: Flake, path: string): string {
  const file = flake.files.get(path)
  if (file === undefined || !('text' in file))
    throw new Error(`no ${path} among ${[...flake.files.keys()].join(', ')}`)
  return file.text
}

/** What definitions become in a profile that one host has. */
export function profileText(
  use: Use,
  spec: Partial<FleetSpec> = {},
  options: Partial<SynthesizeOptions> = {},
): string {
  const flake = flakeOf({ hosts: [linux('one', [defineProfile('p', use)])], ...spec }, options)
  if (flake.diagnostics.length > 0)
    throw new Error(flake.diagnostics.map(({ message }) => message).join('\n'))
  return textOf(flake, 'profiles/p.nix')
}

/** What is wrong with definitions, once they are printed. */
export function complaints(use: Use, spec: Partial<FleetSpec> = {}): readonly string[] {
  const flake = flakeOf({ hosts: [linux('one', [defineProfile('p', use)])], ...spec })
  return flake.diagnostics.map(
    ({ code, message, at }) => `${code} ${at[0]?.line === undefined ? '' : 'at a line'}: ${message}`,
  )
}
