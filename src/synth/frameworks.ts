import type { Fleet, Input } from '../fleet/fleet.ts'
import type { ResolvedFleet, ResolvedHost } from '../fleet/resolved.ts'
import { isProperty, property } from '../modules/properties.ts'
import { isPlainSet, settle } from './settle.ts'

/** Inputs that panther's own words stand for. */
export type Framework = 'home-manager' | 'disko' | 'nix-darwin'

export interface Frameworks {
  /** The fleet's inputs, and after them those that a host needs and the fleet does not name. */
  readonly inputs: ReadonlyMap<string, Input>
  /** The input that brings it to a host. */
  inputOf(framework: Framework, host: ResolvedHost): string
}

/** Whether the host needs it. */
export function needsFramework(framework: Framework, host: ResolvedHost): boolean {
  if (framework === 'home-manager') return host.users.length > 0
  return framework === 'disko' ? saysOption(host, ['disko']) : host.host.isDarwin
}

/** Which inputs bring Home Manager, disko and nix-darwin: the fleet's own, or the projects' where it names none. */
export function frameworksOf({ fleet, hosts }: ResolvedFleet): Frameworks {
  const inputs = new Map(Object.entries(fleet.spec.inputs))
  const chosen = new Map<string, string>()
  const inputOf = (framework: Framework, { host }: ResolvedHost): string => {
    const key = `${framework} ${host.nixpkgs}`
    const known = chosen.get(key) ?? declared(framework, host.nixpkgs, fleet)
    if (known !== undefined) return known
    const name =
      host.nixpkgs === 'nixpkgs' ? framework : `${framework}-${host.nixpkgs.replace(/^nixpkgs-/, '')}`
    inputs.set(name, {
      url: urlOf(framework, release(fleet, host.nixpkgs)),
      follows: { nixpkgs: host.nixpkgs },
    })
    chosen.set(key, name)
    return name
  }
  for (const host of hosts) {
    for (const framework of ['home-manager', 'disko', 'nix-darwin'] as const) {
      if (needsFramework(framework, host)) inputOf(framework, host)
    }
  }
  return { inputs, inputOf }
}

/** The fleet's input: the one that follows the host's nixpkgs, or the one that bears the name. */
function declared(framework: Framework, nixpkgs: string, { spec }: Fleet): string | undefined {
  const named = Object.entries(spec.inputs).filter(
    ([name]) => name === framework || name.startsWith(`${framework}-`),
  )
  const following = named.find(
    ([, input]) => typeof input === 'object' && input.follows?.['nixpkgs'] === nixpkgs,
  )
  return following?.[0] ?? named.find(([name]) => name === framework)?.[0]
}

function release({ spec }: Fleet, nixpkgs: string): string | undefined {
  const input = spec.inputs[nixpkgs]
  const url = typeof input === 'string' ? input : input?.url
  return /(?:nixos|nixpkgs|release)-(\d\d\.\d\d)/.exec(url ?? '')?.[1]
}

function urlOf(framework: Framework, release: string | undefined): string {
  switch (framework) {
    case 'home-manager':
      return `github:nix-community/home-manager${release === undefined ? '' : `/release-${release}`}`
    case 'disko':
      return 'github:nix-community/disko'
    case 'nix-darwin':
      return `github:nix-darwin/nix-darwin${release === undefined ? '' : `/nix-darwin-${release}`}`
  }
}

/** Whether a statement for the host itself defines the option or something below it. */
export function saysOption({ sources }: ResolvedHost, path: readonly string[]): boolean {
  return sources.some(({ statements }) =>
    statements.some(
      (statement) =>
        statement.kind === 'options' && statement.user === undefined && reaches(statement.value, path),
    ),
  )
}

function reaches(given: unknown, path: readonly string[]): boolean {
  const [name, ...rest] = path
  if (name === undefined) return true
  const value = settle(given)
  if (isPlainSet(value)) return Object.hasOwn(value, name) && reaches(value[name], rest)
  if (!isProperty(value)) return false
  const data = value[property]
  if (data.kind === 'merge') return data.contents.some((content) => reaches(content, path))
  return data.kind !== 'definition' && reaches(data.content, path)
}
