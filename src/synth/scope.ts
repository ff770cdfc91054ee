import type { Framework } from '../fleet/frameworks.ts'
import type { Spot } from '../fleet/problem.ts'
import type { ResolvedHost } from '../fleet/resolved.ts'
import type { Place } from '../modules/option-type.ts'
import type { Knowledge } from './knowledge.ts'

/** For whom a text is printed: it decides how the value of an option is reached from there. */
export type Target =
  | { readonly kind: 'nixos' | 'darwin'; readonly host: string }
  | { readonly kind: 'home'; readonly host: string; readonly user: string }
  /** `flake.nix` itself; `pkgs` where there is one for the system. */
  | { readonly kind: 'flake'; readonly pkgs: boolean }

/** A mistake, before it is known whose statement it stands in. */
export interface Complaint {
  readonly code: string
  readonly message: string
  readonly hint?: string
  readonly valuePath?: readonly string[]
  /** The part of the value that is wrong, where it is a text of Nix. */
  readonly spot?: Spot
  /** The file that is wrong, where it is one of Nix; what names it is shown besides. */
  readonly inFile?: Place
}

/** What all texts of a flake share. */
export interface Surroundings {
  readonly knowledge: Knowledge
  /** Hosts by name, and whether each is a Darwin machine. */
  readonly darwin: ReadonlyMap<string, boolean>
  /** The module argument that holds the packages of an input. */
  readonly packageArgument: (input: string) => string
  /** Arguments of modules that are always there, besides those that a file can use without asking. */
  readonly ownArguments: () => ReadonlySet<string>
  readonly inputs: ReadonlySet<string>
  /** Takes a file or folder of the fleet into the flake; its path there, or nothing where that is a mistake. */
  readonly copy: (file: string) => string | undefined
  /** Whether there is such a file or folder. */
  readonly exists: (file: string) => boolean
}

/** The input that brings a framework to a host. */
export type InputOf = (framework: Framework, host: ResolvedHost) => string

/** Where an expression is printed, and what it needs there. */
export interface Scope {
  readonly target: Target
  /** The printed file, inside the flake. */
  readonly file: string
  readonly surroundings: Surroundings
  /** Arguments that the text needs. */
  readonly needs: Set<string>
  /** Inputs that it names; `*` for all. */
  readonly inputs: Set<string>
  /** Parameters of the functions that the text stands in. */
  readonly bound: readonly string[]
  /** The text stands inside raw Nix, which may bind more. */
  readonly inRaw?: boolean
  readonly complain: (complaint: Complaint) => void
}

export function makeScope(
  target: Target,
  file: string,
  surroundings: Surroundings,
  complain: Scope['complain'],
): Scope {
  return { target, file, surroundings, needs: new Set(), inputs: new Set(), bound: [], complain }
}

/** A scope in the body of a function. */
export function inFunction(scope: Scope, parameters: readonly string[]): Scope {
  return { ...scope, bound: [...scope.bound, ...parameters] }
}

/** Notes that the text needs an argument, and that no parameter of the user's hides it. */
export function need(scope: Scope, name: string): void {
  scope.needs.add(name)
  if (!scope.bound.includes(name)) return
  scope.complain({
    code: 'captured-name',
    message: `The parameter ${name} of a nix.lambda hides what is called ${name} outside of it.`,
    hint: 'Give the parameter another name.',
  })
}
