import { force } from '../modules/lazy.ts'
import { isAttrs } from '../modules/plain.ts'
import { isProperty, property } from '../modules/properties.ts'
import type { Fleet } from './fleet.ts'
import type { Host } from './host.ts'
import type { Diagnostic } from './problem.ts'
import type { ResolvedHost } from './resolved.ts'

/** Inputs that panther's own words stand for. */
export const frameworks = ['home-manager', 'disko', 'nix-darwin'] as const

export type Framework = (typeof frameworks)[number]

/** Whether an input of that name brings one: `home-manager-stable` does. */
export function isFramework(input: string): boolean {
  return frameworks.some((name) => input === name || input.startsWith(`${name}-`))
}

/** Whether the host needs it. */
export function needsFramework(framework: Framework, host: ResolvedHost): boolean {
  if (framework === 'home-manager') return host.users.length > 0
  return framework === 'disko' ? saysOption(host, ['disko']) : host.host.isDarwin
}

/**
 * The fleet's input that brings a framework to a host: the one that follows the host's nixpkgs, or the one that
 * bears its name.
 */
export function frameworkInput(framework: Framework, { nixpkgs }: Host, { spec }: Fleet): string | undefined {
  const named = Object.entries(spec.inputs).filter(
    ([name]) => name === framework || name.startsWith(`${framework}-`),
  )
  const following = named.find(
    ([, input]) => typeof input === 'object' && input.follows?.['nixpkgs'] === nixpkgs,
  )
  return following?.[0] ?? named.find(([name]) => name === framework)?.[0]
}

/** An input for a framework that the fleet does not have, of the release that the host is built from. */
function proposedInput(
  framework: Framework,
  { host: { nixpkgs } }: ResolvedHost,
  { spec }: Fleet,
): { readonly name: string; readonly url: string; readonly follows: { readonly nixpkgs: string } } {
  const name = nixpkgs === 'nixpkgs' ? framework : `${framework}-${nixpkgs.replace(/^nixpkgs-/, '')}`
  const input = spec.inputs[nixpkgs]
  const url = typeof input === 'string' ? input : input?.url
  const release = /(?:nixos|nixpkgs|release)-(\d\d\.\d\d)/.exec(url ?? '')?.[1]
  return { name, url: urlOf(framework, release), follows: { nixpkgs } }
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

/** What is said where an input is needed that is not there. */
export function missingInput(
  name: string,
  who: string,
  inputs: Iterable<string>,
): Pick<Diagnostic, 'message' | 'hint'> {
  const key = /^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`
  const others = [...inputs].join(', ')
  return {
    message: `${who} needs the input ${name}, which the fleet does not have.`,
    hint: `Add it to defineFleet: inputs: { ${key}: 'github:…' }. Or name one that is there: ${others}.`,
  }
}

/** What is said where a host needs a framework that no input brings. */
export function missingFramework(
  framework: Framework,
  who: string,
  host: ResolvedHost,
  fleet: Fleet,
): Pick<Diagnostic, 'message' | 'hint'> {
  const { name, url, follows } = proposedInput(framework, host, fleet)
  const input = `'${name}': { url: '${url}', follows: { nixpkgs: '${follows.nixpkgs}' } }`
  return {
    message: `${who} needs the input ${name}, which the fleet does not have.`,
    hint: `Add it to defineFleet: inputs: { ${input} }.`,
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
  const value = force(given)
  if (isProperty(value)) {
    const data = value[property]
    switch (data.kind) {
      case 'merge':
        return data.contents.some((content) => reaches(content, path))
      case 'definition':
        return reaches(data.definition.value, path)
      case 'if':
        return force(data.condition) !== false && reaches(data.content, path)
      default:
        return reaches(data.content, path)
    }
  }
  const [name, ...rest] = path
  if (name === undefined) return value !== undefined
  return isAttrs(value) && Object.hasOwn(value, name) && reaches(value[name], rest)
}
