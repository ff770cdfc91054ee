import { parsePath } from '../../modules/parse-path.ts'
import { showPath } from '../../modules/show-path.ts'
import { type Answer, misuse } from '../answer.ts'
import type { CliContext } from '../context.ts'
import type { FleetFlags } from '../flags.ts'
import { namesBelow, optionAt, type SettingShown, settingsIn } from '../lookup/about.ts'
import { fleetIfAny } from '../lookup/fleet.ts'
import { type Declared, type Origin, originsOf } from '../lookup/origins.ts'
import { meantPaths } from '../lookup/search.ts'
import { plainNixText } from '../nix-text.ts'
import { type CommandFunction, command } from '../present.ts'
import { placeLocator } from '../render/locate.ts'
import { shownPlace } from '../render/paths.ts'
import { text as words } from '../text/explain.ts'
import { text } from '../text/lookup.ts'

/** An option, or a group of them, as one of those who declare options has it. */
interface About {
  readonly of: Origin['id']
  readonly path: string
  readonly type?: string
  readonly description?: string | undefined
  /** `literal` with its value, `computed` where only NixOS knows it, `none`. */
  readonly default?: 'literal' | 'computed' | 'none'
  readonly defaultValue?: unknown
  readonly defaultNix?: string
  /** The file that declares it, inside the source of the catalog, or the module of the fleet. */
  readonly declared?: string
  readonly source?: string
  /** The flake whose module declares it. */
  readonly flake?: string | undefined
  readonly aliasOf?: string | undefined
  readonly marks?: readonly string[]
  readonly set: readonly SettingShown[]
  readonly below: readonly string[]
}

interface Found {
  readonly options: readonly About[]
  /** Whether there was a fleet to look into. */
  readonly fleet: boolean
}

async function compute(context: CliContext, flags: FleetFlags, option: string): Promise<Answer<Found>> {
  const path = parsePath(option)
  if (path === undefined) throw misuse('bad-path', words.badPath(option), words.badPathHint)
  const { resolved, diagnostics } = await fleetIfAny(context, flags.fleet)
  const origins = originsOf(resolved)
  const locate = await placeLocator(context.files)
  const options = origins.flatMap((origin): readonly About[] => {
    const declared = optionAt(origin, path)
    const below = namesBelow(origin, path)
    if (declared === undefined && below.length === 0) return []
    const wanted = declared === undefined ? path : asAsked(path, declared)
    const set =
      resolved === undefined || declared === undefined ? [] : settingsIn(resolved, origin, wanted, locate)
    return [
      { of: origin.id, path: showPath(declared?.path ?? path), ...factsOf(declared, origin), set, below },
    ]
  })
  if (options.length === 0) {
    const meant = meantPaths(path, origins)
    throw misuse('unknown-option', words.unknownOption(showPath(path)), text.meant(meant, path.at(-1)!))
  }
  return { data: { options, fleet: resolved !== undefined }, diagnostics }
}

/** `users.users.alice.home` asks for alice alone, `users.users.<name>.home` for all. */
function asAsked(path: readonly string[], { path: declared }: Declared): readonly string[] {
  return path.map((name, index) => (/^<.*>$|^\*$/.test(name) ? declared[index]! : name))
}

function factsOf(option: Declared | undefined, origin: Origin): Partial<About> {
  if (option === undefined) return {}
  const { facts } = option
  const literal = option.default !== undefined
  return {
    type: option.type,
    description: option.description,
    default: literal ? 'literal' : option.hasDefault ? 'computed' : 'none',
    ...(literal && { defaultValue: option.default, defaultNix: plainNixText(option.default) }),
    declared: option.declared,
    ...(origin.catalog !== undefined && { source: origin.catalog.source }),
    flake: facts?.module,
    aliasOf: facts?.aliasOf,
    marks: text.marks.filter(([mark]) => facts?.[mark]).map(([, word]) => word),
  }
}

function render({ options, fleet }: Found, context: CliContext): string {
  return options.map((about) => renderAbout(about, fleet, context)).join('\n')
}

function renderAbout(about: About, fleet: boolean, { style, directory }: CliContext): string {
  const { strong, quiet, place, warning } = style.stdout
  const kind = about.type === undefined ? text.groupOf : text.of
  const lines = [`${strong(about.path)}  ${quiet(kind[about.of])}`]
  const fact = (name: string, value: string | undefined): void => {
    if (value !== undefined)
      lines.push(`  ${quiet(name.padEnd(9))} ${value.replaceAll('\n', `\n${' '.repeat(12)}`)}`)
  }
  fact(text.facts.description, about.description)
  fact(text.facts.type, about.type)
  if (about.default !== undefined)
    fact(
      text.facts.default,
      about.defaultNix ?? quiet(text.defaults[about.default === 'none' ? 'none' : 'computed']),
    )
  if (about.declared !== undefined)
    fact(
      text.facts.declared,
      text.declared(about.declared, about.of === 'module' ? undefined : (about.flake ?? about.source)),
    )
  if (about.aliasOf !== undefined) fact(text.facts.aliasOf, warning(about.aliasOf))
  for (const mark of about.marks ?? []) lines.push(`  ${warning(mark)}`)
  if (about.below.length > 0) {
    lines.push('', quiet(text.below(about.below.length)))
    lines.push(...about.below.map((name) => `  ${name}`))
  }
  if (about.type !== undefined && fleet) {
    lines.push('', quiet(about.set.length === 0 ? text.setNowhere : text.setBy))
    for (const { hosts, user, path, nix, at } of about.set) {
      const where = at.map((each) => place(shownPlace(each, directory))).join(', ')
      lines.push(`  ${strong(text.who(hosts, user))}  ${where}`)
      const name = path === about.path ? '' : `${path} = `
      lines.push(...`${name}${nix}`.split('\n').map((line) => `    ${line}`))
    }
  }
  return `${lines.join('\n')}\n`
}

const option: CommandFunction<FleetFlags, [string]> = command({ compute, render })

export default option
