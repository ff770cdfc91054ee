import type { DiagnosticPlace } from '../fleet/problem.ts'
import { showPath } from '../modules/show-path.ts'
import type { NixFailure } from './engine.ts'
import { first } from './first.ts'
import { filePlace, placesAt } from './flake-places.ts'
import {
  dottedNames,
  listedValues,
  namedFiles,
  quotedOptions,
  refusedPackage,
  speakingUser,
} from './named.ts'
import { oneLine } from './one-line.ts'
import type { Origins } from './origins.ts'
import { isBelow } from './paths.ts'
import { type Said, saidOn } from './said.ts'

/** What a message is about, and the lines of the user's that said it. */
export interface LedBack {
  readonly path?: string
  readonly at: readonly DiagnosticPlace[]
}

type Option = readonly string[]

/**
 * The lines that a message of NixOS is about. It names options and, where it knows them, the files of their definitions;
 * an error has places on its way, of which those in the flake are the user's. The model of the flake knows the line behind
 * each definition. Where the fleet says nothing of an option, what it says beside it is meant: grub has no devices where
 * `boot.loader.grub.enable` is on.
 */
export function leadBack(failure: NixFailure, origins: Origins): LedBack {
  const { message, frames } = failure
  const all = saidOn(origins.host, origins.model)
  const named = quotedOptions(message)
  const alike = dottedNames(message)
  const evaluated = frames.flatMap((frame) => quotedOptions(frame.message))
  const files = namedFiles(message, origins.flake, (path) => origins.read(path) !== undefined)
  const inFiles = files.length > 0 ? all.filter(({ file }) => files.includes(file)) : all
  const inside = insideUser(message)
  const values = listedValues(message)
  const about = (options: readonly Option[], depth: number, among: readonly Said[]): Found | undefined =>
    first(options, (option) => {
      const names = [option, inside(option)]
      const said = among.filter((one) => names.some((name) => concerns(one.option, name, depth)))
      return found(option, withValues(values, said))
    })
  const beside = (options: readonly Option[]): Found | undefined =>
    first(options, (option) =>
      first(
        Array.from({ length: Math.max(0, option.length - 2) }, (_, n) => n + 1),
        (depth) => about([option], depth, all),
      ),
    )
  const best =
    found(
      undefined,
      all.filter((one) => saysMessage(one, message)),
    ) ??
    about(named, 0, inFiles) ??
    first(named, (option) => first(files, (file) => definedIn(file, option))) ??
    first(frames, ({ at }) => (at === undefined ? undefined : fromPlaces(placesAt(at, all, origins)))) ??
    ofPackage(message) ??
    about(alike, 0, all) ??
    beside(named) ??
    beside(alike) ??
    about(evaluated, 0, all) ??
    beside(evaluated)
  const option = best?.option ?? named[0] ?? alike[0] ?? evaluated[0]
  return { ...(option && { path: showPath(option) }), at: best?.at ?? [] }

  function definedIn(file: string, option: Option): Found | undefined {
    const at = filePlace(file, option, origins)
    return at && { option, at: [at] }
  }

  function ofPackage(text: string): Found | undefined {
    const name = refusedPackage(text)
    if (name === undefined) return undefined
    const word = new RegExp(`(?<![\\w-])${name.replaceAll(/[+.]/g, '\\$&')}(?![\\w-])`)
    return found(
      undefined,
      all.filter((one) => word.test(one.text)),
    )
  }

  function found(option: Option | undefined, said: readonly Said[]): Found | undefined {
    const places = said.flatMap(({ at, option: path, outside }) =>
      at === undefined ? [] : [{ ...at, file: `${origins.root}/${at.file}`, valuePath: path.slice(outside) }],
    )
    return fromPlaces({ option: option ?? said[0]?.option, at: places })
  }
}

interface Found {
  readonly option?: Option | undefined
  readonly at: readonly DiagnosticPlace[]
}

/** The places, each once; nothing where there is none. */
function fromPlaces({ option, at }: Found): Found | undefined {
  const places = new Map(at.map((place) => [JSON.stringify(place), place]))
  return places.size === 0 ? undefined : { option, at: [...places.values()] }
}

/** Whether a definition of one option is about another, or about what is around it `depth` levels up. */
function concerns(said: Option, option: Option, depth: number): boolean {
  if (depth === 0) return isBelow(said, option) || isBelow(option, said)
  const around = option.slice(0, -depth)
  return said.length > around.length && isBelow(said, around)
}

/** The definitions of these values, where each value reads like a definition; all, where one was computed. */
function withValues(values: readonly string[], said: readonly Said[]): readonly Said[] {
  const texts = new Set(values.map(oneLine))
  const like = said.filter(({ text }) => texts.has(oneLine(text)))
  const found = new Set(like.map(({ text }) => oneLine(text)))
  return texts.size > 0 && found.size === texts.size ? like : said
}

/** A user's Home Manager names its options from there. */
function insideUser(message: string): (option: Option) => Option {
  const user = speakingUser(message)
  return (option) => (user === undefined ? option : ['home-manager', 'users', user, ...option])
}

/** An assertion or a warning of the fleet's own. */
function saysMessage({ option, text, outside }: Said, message: string): boolean {
  const [name] = option.slice(outside)
  const [line = ''] = message.split('\n')
  return (name === 'assertions' || name === 'warnings') && line.trim() !== '' && text.includes(line)
}
