import type { DiagnosticPlace } from '../fleet/problem.ts'
import type { PantherModel } from '../synth/model.ts'
import type { NixFailure } from './engine.ts'

/** What leads from what NixOS says back to the fleet. */
export interface Origins {
  readonly model: PantherModel
  /** Where evaluation sees the flake. */
  readonly flake: string
  /** The folder of the fleet. */
  readonly root: string
  readonly host: string
}

/** What a message is about, and the lines of the user's that said it. */
export interface LedBack {
  readonly path?: string
  readonly at: readonly DiagnosticPlace[]
}

/**
 * The lines that a message of NixOS is about. NixOS names the option and, where it knows them, the files of its
 * definitions; the model of the flake knows the line behind each definition. Where the fleet says nothing of the option,
 * what it says beside it is meant: grub has no devices where `boot.loader.grub.enable` is on.
 */
export function leadBack(failure: NixFailure, origins: Origins): LedBack {
  const named = optionsIn(failure)
  const said = definitionsOf(filesIn(failure.message, origins), origins)
  for (const [depth, option] of attempts(named)) {
    const names = withoutPrefix(option)
    const at = placesOf(said.filter((one) => names.some((name) => concerns(one.option, name, depth))))
    if (at.length > 0) return { path: option, at }
  }
  const [option] = named
  return { ...(option === undefined ? {} : { path: option }), at: [] }
}

/** Every option itself, then everything beside it, then what is around that; not what shares the first name alone. */
function* attempts(options: readonly string[]): Generator<readonly [depth: number, option: string]> {
  for (const option of options) yield [0, option]
  for (const option of options)
    for (let depth = 1; depth <= option.split('.').length - 2; depth++) yield [depth, option]
}

/** Whether a definition of one option is about another, or about what is around it `depth` levels up. */
function concerns(said: string, option: string, depth: number): boolean {
  if (depth === 0) return said === option || said.startsWith(`${option}.`) || option.startsWith(`${said}.`)
  return said.startsWith(`${option.split('.').slice(0, -depth).join('.')}.`)
}

const quoted = /\boptions? [`'‘"]([^`'’"\s]+)['’"]/g
const dotted = /(?<![\w./-])[a-z][\w-]*(?:\.[\w-]+|\."[^"\s]*")+(?![\w/(-])/gi

/** Options, as NixOS names them: quoted first, then what looks like one; then those that were being evaluated. */
function optionsIn({ message, frames }: NixFailure): readonly string[] {
  const named = (text: string) => Array.from(text.matchAll(quoted), ([, option]) => option!)
  const alike = Array.from(message.matchAll(dotted), ([option]) => option)
  return [...new Set([...named(message), ...alike, ...frames.flatMap((frame) => named(frame.message))])]
}

/** Files of the flake that a text names, by their path in it. */
function filesIn(text: string, { flake, model }: Origins): readonly string[] {
  const found: string[] = []
  for (let at = text.indexOf(`${flake}/`); at >= 0; at = text.indexOf(`${flake}/`, at + 1)) {
    const rest = text.slice(at + flake.length + 1)
    const end = rest.search(/['’"`\s,]/)
    const name = end < 0 ? rest : rest.slice(0, end)
    // NixOS names a folder for the default.nix in it.
    found.push(name in model.definitions ? name : `${name}/default.nix`)
  }
  return [...new Set(found)]
}

interface Said {
  readonly option: string
  readonly place: DiagnosticPlace
}

/** Definitions in some files, or in all those of the host. */
function definitionsOf(files: readonly string[], { model, root, host }: Origins): readonly Said[] {
  const known = model.hosts[host]
  const own = [...(known?.files ?? []), ...Object.values(known?.users ?? {}).flat()]
  return (files.length > 0 ? files : own).flatMap((file) =>
    Object.entries(model.definitions[file] ?? {}).flatMap(([option, definitions]) =>
      definitions.flatMap(({ at }) =>
        at === undefined
          ? []
          : [{ option, place: { ...at, file: `${root}/${at.file}`, valuePath: option.split('.') } }],
      ),
    ),
  )
}

function placesOf(said: readonly Said[]): readonly DiagnosticPlace[] {
  const places = new Map<string, DiagnosticPlace>()
  for (const { place } of said) places.set(JSON.stringify(place), place)
  return [...places.values()]
}

/** Files of a user's Home Manager name their options without where NixOS has them. */
function withoutPrefix(option: string): readonly string[] {
  const inside = /^home-manager\.users\.(?:"[^"]*"|[^.]+)\.(.+)$/.exec(option)?.[1]
  return inside === undefined ? [option] : [option, inside]
}
