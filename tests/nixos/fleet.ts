import { mkdirSync, mkdtempSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { registerResolveHook } from '../../src/cli/load/hook.ts'
import type { Fleet } from '../../src/fleet/fleet.ts'
import type { Diagnostic } from '../../src/fleet/problem.ts'
import { resolveFleet } from '../../src/fleet/resolve.ts'
import type { ResolvedFleet } from '../../src/fleet/resolved.ts'
import { type PantherModel, synthesize, writeFlake } from '../../src/synth/index.ts'

export interface WrittenFleet {
  readonly resolved: ResolvedFleet
  readonly root: string
  /** The folder that holds everything this run writes. */
  readonly temporary: string
  /** The folder of the flake. */
  readonly flake: string
  /** Files and folders in it that panther only copied. */
  readonly copied: readonly string[]
  readonly model: PantherModel
}

/** Reads the fleet in a file. */
export async function readFleet(file: string): Promise<Fleet> {
  registerResolveHook()
  const { default: fleet } = (await import(pathToFileURL(resolve(file)).href)) as { readonly default?: Fleet }
  if (fleet?.kind !== 'fleet') throw new Error(`${file} has no fleet as its default export.`)
  return fleet
}

/** Nothing for a folder. */
function textOf(path: string): string | undefined {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path, 'utf8') : undefined
}

/** Resolves a fleet and writes its flake to a temporary folder. Throws where panther finds an error. */
export function writeFleet(fleet: Fleet, file: string): WrittenFleet {
  const root = dirname(resolve(file))
  const resolved = resolveFleet(fleet)
  refuseErrors(resolved.diagnostics)
  const flake = synthesize(resolved, { root, readText: textOf })
  refuseErrors(flake.diagnostics)
  const copies = [...flake.files].flatMap(([path, file]) => ('copyFrom' in file ? [path] : []))
  const temporary = realpathSync(mkdtempSync(join(tmpdir(), 'panther-nixos-')))
  const directory = join(temporary, 'flake')
  mkdirSync(directory)
  const report = writeFlake(flake, { directory })
  if (report.status !== 'written') throw new Error(`The flake was not written: ${report.status}.`)
  return {
    resolved,
    root,
    temporary,
    flake: directory,
    copied: [...copies, ...textsOf(resolved)],
    model: flake.model,
  }
}

/** Modules that the fleet says in Nix. */
function textsOf({ hosts }: ResolvedFleet): readonly string[] {
  const statements = hosts.flatMap(({ sources }) => sources.flatMap((source) => source.statements))
  return statements.flatMap((statement) =>
    statement.kind === 'import' && statement.source.kind === 'text'
      ? [`modules/nix/${statement.source.name}.nix`]
      : [],
  )
}

function refuseErrors(diagnostics: readonly Diagnostic[]): void {
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return
  const lines = errors.map(
    ({ code, message, at: [at] }) => `${at ? `${at.file}:${at.line}: ` : ''}${message} [${code}]`,
  )
  throw new Error(`The fleet has errors:\n${lines.join('\n')}`)
}
