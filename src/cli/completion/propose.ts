import type { CliContext } from '../context.ts'
import { loadFleet } from '../load/load.ts'
import { definedPaths } from '../option-paths.ts'

/** Names of the fleet's hosts that were not named yet; none where the fleet cannot be read. */
export async function proposeHosts(context: CliContext): Promise<readonly string[]> {
  const { fleet } = await loadFleet(context, namedFleet(context))
  const named = new Set(context.completing)
  return fleet.spec.hosts.map((host) => host.name).filter((name) => !named.has(name))
}

/** Paths that the host's definitions speak of: the host is the word after the command. */
export async function proposeOptions(context: CliContext): Promise<readonly string[]> {
  const { resolve } = await import('../resolve.ts')
  const { resolved } = await resolve(context, namedFleet(context))
  const user = flagValue(context, '--user')
  const host = resolved.hosts.find((candidate) => context.completing?.includes(candidate.host.name))
  return host === undefined ? [] : definedPaths(host, user)
}

/** The declared options and groups just below what was typed: there are too many to propose all. */
export async function proposeDeclared(partial: string): Promise<readonly string[]> {
  const { originsOf } = await import('../lookup/origins.ts')
  const { namesBelow } = await import('../lookup/about.ts')
  const parent = partial.includes('.') ? partial.slice(0, partial.lastIndexOf('.')).split('.') : []
  return [...new Set(originsOf(undefined).flatMap((origin) => namesBelow(origin, parent)))]
}

function namedFleet(context: CliContext): string | undefined {
  return flagValue(context, '--fleet')
}

function flagValue(context: CliContext, flag: string): string | undefined {
  const words = context.completing ?? []
  const index = words.indexOf(flag)
  return index < 0
    ? words.find((word) => word.startsWith(`${flag}=`))?.slice(flag.length + 1)
    : words[index + 1]
}
