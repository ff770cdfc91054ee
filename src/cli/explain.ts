import { configurationOf } from '../fleet/configuration.ts'
import { type Explanation, explain, findInModule } from '../fleet/explain.ts'
import type { DiagnosticPlace } from '../fleet/problem.ts'
import type { ResolvedFleet, ResolvedHost } from '../fleet/resolved.ts'
import { parsePath } from '../modules/parse-path.ts'
import { showPath } from '../modules/show-path.ts'
import { misuse } from './answer.ts'
import type { CliContext } from './context.ts'
import type { FleetFlags } from './flags.ts'
import { type NixText, nixText } from './nix-text.ts'
import { definedPaths } from './option-paths.ts'
import { placeLocator } from './render/locate.ts'
import { resolve } from './resolve.ts'
import { moduleValues } from './said.ts'
import { chooseHost } from './select/choose.ts'
import { text } from './text/explain.ts'
import { distance, nearest } from './text/nearest.ts'

/** Flags of commands that look at an option. */
export interface OptionFlags extends FleetFlags {
  readonly user?: string | undefined
}

/** An option as the fleet says it, with what shows it. */
export interface Explained {
  readonly host: ResolvedHost
  readonly user: string | undefined
  readonly explanation: Explanation
  /** The module of the fleet whose option it is, or whose options they are. */
  readonly module: string | undefined
  readonly nix: NixText
  /** Where each definition says it, to the very value. */
  readonly places: readonly (DiagnosticPlace | undefined)[]
}

/** One host of a fleet that was resolved. */
interface HostInFleet {
  readonly resolved: ResolvedFleet
  readonly host: ResolvedHost
}

/** Resolves the fleet and finds the host; stops the command where there is no such host or user. */
export async function findHost(context: CliContext, flags: OptionFlags, name: string): Promise<HostInFleet> {
  const { resolved } = await resolve(context, flags.fleet)
  chooseHost(resolved.fleet.spec.hosts, name)
  const host = resolved.hosts.find((candidate) => candidate.host.name === name)!
  if (flags.user !== undefined && !host.users.includes(flags.user)) {
    throw misuse('unknown-user', text.unknownUser(name, flags.user), text.users(host.users))
  }
  return { resolved, host }
}

/** What the fleet says of an option; stops the command where no such option is known. */
export async function explainOption(
  context: CliContext,
  flags: OptionFlags,
  name: string,
  option: string,
): Promise<Explained> {
  const path = parsePath(option)
  if (path === undefined) throw misuse('bad-path', text.badPath(option), text.badPathHint)
  const { resolved, host } = await findHost(context, flags, name)
  const { user } = flags
  const explanation = explain(host, path, user) ?? explainModule(host, path, user)
  if (explanation === undefined) throw unknownOption(host, path, user)
  const locate = await placeLocator(context.files)
  const inModule = findInModule(host, path, user)
  const valuePath = inModule === undefined ? path : [...inModule[1].path, ...inModule[2]]
  const places = explanation.definitions.map(({ place }) => place && locate({ valuePath, ...place }))
  const module = inModule?.[0].module.moduleName ?? (explanation.type === text.module ? option : undefined)
  return { host, user, explanation, module, nix: nixText(resolved, host, user), places }
}

/** A module's options together, which no definition speaks of as a whole. */
function explainModule(
  host: ResolvedHost,
  path: readonly string[],
  user: string | undefined,
): Explanation | undefined {
  const value = moduleValues(host, path, user)
  if (value === undefined) return undefined
  return {
    path,
    type: text.module,
    value,
    isDefined: definesModule(host, path, user),
    error: undefined,
    default: undefined,
    definitions: [],
    inside: Object.keys(value),
  }
}

function definesModule(host: ResolvedHost, path: readonly string[], user: string | undefined): boolean {
  const name = path.join('.')
  return host.modules.some(
    ({ module: { moduleName }, options, user: owner }) =>
      owner === user &&
      (moduleName === name || moduleName.startsWith(`${name}.`)) &&
      options.some(({ definitions }) => definitions.length > 0),
  )
}

function unknownOption(host: ResolvedHost, path: readonly string[], user: string | undefined): Error {
  const option = showPath(path)
  return misuse('unknown-option', text.unknownOption(option), hintFor(option, host, path, user))
}

function hintFor(option: string, host: ResolvedHost, path: readonly string[], user: string | undefined) {
  const others = [undefined, ...host.users].filter(
    (other) => other !== user && findInModule(host, path, other) !== undefined,
  )
  if (others.length > 0) return text.otherUser(others)
  const known = definedPaths(host, user)
  const mistyped = known.filter((other) => distance(option, other) <= 3)
  const meant = nearest(option, [...new Set([...siblingsMeant(host, path, user), ...mistyped])])
  if (meant.length > 0) return text.didYouMean(meant)
  const below = known.filter((other) => other.endsWith(`.${option}`)).slice(0, 3)
  return below.length > 0 ? text.didYouMean(below) : text.listOptions(host.host.name)
}

/** The path with the first name that leads nowhere corrected, by the names that there are at its place. */
function siblingsMeant(
  host: ResolvedHost,
  path: readonly string[],
  user: string | undefined,
): readonly string[] {
  const configuration = configurationOf(host, user)
  const wrong = path.findIndex((_, index) => configuration.find(path.slice(0, index + 1)) === undefined)
  const before = path.slice(0, wrong)
  const names = configuration.find(before)?.names() ?? []
  return nearest(path[wrong] ?? '', [...names]).map((name) => {
    const corrected = [...before, name, ...path.slice(wrong + 1)]
    return showPath(configuration.find(corrected) === undefined ? [...before, name] : corrected)
  })
}
