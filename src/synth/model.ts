import type { Deployment } from '../fleet/host.ts'

/** `panther.json`: the fleet and its flake, for later stages and other tools. */
export interface PantherModel {
  readonly version: 1
  readonly hosts: { readonly [name: string]: ModelHost }
  /** By file of the flake: what each says, whoever imports it. */
  readonly definitions: { readonly [file: string]: ModelDefinitions }
}

export interface ModelHost {
  readonly system: string
  readonly class?: 'workstation' | 'server'
  readonly purpose?: string
  readonly tags?: readonly string[]
  readonly address?: string
  readonly domain?: string
  readonly deployment?: Deployment
  /** The input that the host is built from. */
  readonly nixpkgs: string
  /** Files with its definitions, in the order in which NixOS takes them. */
  readonly files: readonly string[]
  /** The same for the Home Manager of each user; what the host itself says of it stands in its `home.nix`. */
  readonly users: { readonly [user: string]: readonly string[] }
}

/** By option, named as NixOS names it: what is said, in order. In a Home Manager file, the user's options. */
export interface ModelDefinitions {
  readonly [option: string]: readonly ModelDefinition[]
}

export interface ModelDefinition {
  /** As it stands in the flake; `lib.mkIf` and the like around a set stand around each value in it. */
  readonly text: string
  /** Where it was written; `file` is relative to the folder of the fleet. */
  readonly at?: { readonly file: string; readonly line: number; readonly column: number }
}

/** Files that panther wrote, with the hash of what it wrote. */
export type WrittenFiles = Readonly<Record<string, string>>

/** The text of `panther.json`: a line for each thing, so that a difference is as small as the change. */
export function modelText(model: PantherModel, written: WrittenFiles): string {
  const definitions = entries(
    model.definitions,
    (options) =>
      object(
        entries(options, (said) => JSON.stringify(said), 6),
        4,
      ),
    4,
  )
  const parts = [
    `  "version": ${model.version}`,
    `  "hosts": ${object(
      entries(model.hosts, (host) => JSON.stringify(host), 4),
      2,
    )}`,
    `  "definitions": ${object(definitions, 2)}`,
    `  "files": ${object(
      entries(sorted(written), (hash) => JSON.stringify(hash), 4),
      2,
    )}`,
  ]
  return `{\n${parts.join(',\n')}\n}\n`
}

function entries<T>(
  record: { readonly [name: string]: T },
  text: (value: T) => string,
  indentation: number,
): readonly string[] {
  return Object.entries(record).map(
    ([name, value]) => `${' '.repeat(indentation)}${JSON.stringify(name)}: ${text(value)}`,
  )
}

function object(lines: readonly string[], indentation: number): string {
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${' '.repeat(indentation)}}`
}

function sorted(record: WrittenFiles): WrittenFiles {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}
