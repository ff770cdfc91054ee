import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  defineFleet,
  defineHost,
  defineProfile,
  type Fleet,
  type Host,
  type HostSpec,
  type Use,
} from 'pantheros'
import { checkFleet } from '../../src/check/index.ts'
import { groupDiagnostics } from '../../src/cli/render/group.ts'
import { trackExpressions } from '../../src/fleet/expression.ts'
import type { FleetSpec } from '../../src/fleet/fleet.ts'
import { ruleCodes } from '../../src/fleet/ignore.ts'
import type { Diagnostic } from '../../src/fleet/problem.ts'
import { resolveFleet } from '../../src/fleet/resolve.ts'
import type { ResolvedFleet, ResolvedHost } from '../../src/fleet/resolved.ts'
import { synthesize } from '../../src/synth/index.ts'

/** A machine of the usual kind. */
export function host(name: string, spec: Use | Partial<HostSpec> = []): Host {
  const own = isSpec(spec) ? spec : { use: spec }
  return defineHost(name, { system: 'x86_64-linux', ...own })
}

function isSpec(spec: Use | Partial<HostSpec>): spec is Partial<HostSpec> {
  return (
    typeof spec === 'object' &&
    spec !== null &&
    Object.getPrototypeOf(spec) === Object.prototype &&
    !('kind' in spec)
  )
}

/** A fleet of these machines, with the inputs that panther's own words need. */
export function fleet(hosts: readonly Host[], more: Partial<FleetSpec> = {}): Fleet {
  return defineFleet({
    ...more,
    inputs: {
      nixpkgs: 'github:NixOS/nixpkgs/nixos-unstable',
      'home-manager': 'github:nix-community/home-manager',
      disko: 'github:nix-community/disko',
      ...more.inputs,
    },
    hosts,
  })
}

export interface Checked {
  readonly resolved: ResolvedFleet
  /** What `panther check` finds. */
  readonly diagnostics: readonly Diagnostic[]
  host(name: string): ResolvedHost
  /** The values of a module's options on a host, and whether it is on. */
  values(host: string, module: string, user?: string): { readonly [option: string]: unknown } | undefined
  /** What is said to NixOS on a host, or to Home Manager for a user, in order of use. */
  said(host: string, user?: string): readonly object[]
}

/**
 * Makes a fleet, resolves and checks it. What is read of Refs while it is made counts for this fleet alone, as it
 * does in a process of its own.
 */
export function check(make: () => Fleet | readonly Host[]): Checked {
  const { result } = trackExpressions(() => {
    const made = make()
    const resolved = resolveFleet('kind' in made ? made : fleet(made))
    return {
      resolved,
      diagnostics: groupDiagnostics([...resolved.diagnostics, ...checkFleet(resolved)].filter(isNoRule)),
    }
  })
  const { resolved, diagnostics } = result
  const hostNamed = (name: string): ResolvedHost => {
    const found = resolved.hosts.find(({ host }) => host.name === name)
    if (found === undefined) throw new Error(`no host ${name}: ${JSON.stringify(diagnostics)}`)
    return found
  }
  return {
    resolved,
    diagnostics,
    host: hostNamed,
    values(host, module, user) {
      const instance = hostNamed(host).modules.find(
        (each) => each.module.moduleName === module && each.user === user,
      )
      return (
        instance &&
        Object.fromEntries(
          instance.options.flatMap(({ path, value }) =>
            'value' in value ? [[path.join('.'), value.value]] : [],
          ),
        )
      )
    },
    said: (host, user) =>
      hostNamed(host).sources.flatMap(({ statements }) =>
        statements.flatMap((each) => (each.kind === 'options' && each.user === user ? [each.value] : [])),
      ),
  }
}

/** Rules have tests of their own: the fleets here are sketches, of which much is rightly said. */
const isNoRule = ({ code }: Diagnostic): boolean => !(ruleCodes as readonly string[]).includes(code)

/** The same, of a fleet in which nothing is wrong. */
export function fine(make: () => Fleet | readonly Host[]): Checked {
  const checked = check(make)
  const [first] = checked.diagnostics
  if (first !== undefined) throw new Error(`${first.code}: ${first.message}`)
  return checked
}

/** What is wrong with it, a line each: the code, the host and the message. */
export function wrong(make: () => Fleet | readonly Host[]): readonly string[] {
  return check(make).diagnostics.map(({ code, message }) => `${code}: ${message}`)
}

/** The files of the flake, by path. */
export function files(
  make: () => Fleet | readonly Host[],
  root = dirname(fileURLToPath(import.meta.url)),
): Readonly<Record<string, string>> {
  const { resolved } = fine(make)
  const flake = synthesize(resolved, { root })
  const [first] = flake.diagnostics
  if (first !== undefined) throw new Error(`${first.code}: ${first.message}`)
  return Object.fromEntries(
    [...flake.files].map(([path, file]) => [path, 'text' in file ? file.text : `copy of ${file.copyFrom}`]),
  )
}

/** The text of the file that a profile with these definitions becomes on a host. */
export function printed(use: Use, more: Partial<FleetSpec> = {}, root?: string): string {
  const made = files(
    () => fleet([host('web', [defineProfile('it', use)]), ...(more.hosts ?? [])], { ...more }),
    root,
  )
  return made['profiles/it.nix']!
}

/** Text without the indentation that it has in the source. */
export function text(strings: TemplateStringsArray, ...values: readonly string[]): string {
  const lines = strings
    .map((part, index) => part + (values[index] ?? ''))
    .join('')
    .split('\n')
    .slice(1)
  const last = lines.pop() ?? ''
  const margin = last.length + 2
  const cut = (line: string): string => line.slice(Math.min(margin, line.length - line.trimStart().length))
  return `${lines.map(cut).join('\n')}\n`
}

/** Text without line breaks and indentation, where the layout is not what is tested. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('${ ', '${').replaceAll(' }"', '}"').trim()
}
