import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ResolvedHost } from '../../src/fleet/resolved.ts'
import type { PantherModel } from '../../src/synth/index.ts'
import { type Comparison, compareDefined, comparePlace } from './compare.ts'
import { decided } from './conditions.ts'
import type { Folders } from './naive.ts'
import { evaluateHost, type NixHost, type NixRun } from './nix.ts'
import { queryFile, type ScopeQuery, scopeQuery } from './query.ts'
import { type Configuration, configurationWith } from './said.ts'
import type { Trees } from './trees.ts'

export interface HostReport extends Comparison {
  readonly host: string
  readonly run: NixRun
}

export interface Work {
  readonly folders: Folders
  readonly trees: Trees
  readonly copied: readonly string[]
  readonly model: PantherModel
  /** A folder for queries and for Nix. */
  readonly temporary: string
}

/** Evaluates one host, and compares all that panther says of it with what NixOS was told. */
export async function verifyHost(host: ResolvedHost, work: Work): Promise<HostReport> {
  const users = [undefined, ...host.users]
  const said = users.map((user) => configurationWith(host, user))
  let more: readonly (readonly Configuration[])[] = said.map(() => [])
  let seconds = 0
  for (let pass = 0; ; pass++) {
    const scopes = said.map((configuration, index) =>
      scopeQuery(configuration, more[index]!, filesOf(configuration, work), work.folders),
    )
    const run = await ask(host.host.name, scopes, work)
    seconds += run.seconds
    const comparison = emptyComparison()
    if (run.answer === undefined) return { ...comparison, host: host.host.name, run: { ...run, seconds } }
    const final = scopes.map((scope, index) => decideScope(scope, run.answer!.scopes[index]!))
    scopes.forEach((scope, index) => {
      const sides = { configuration: final[index]!, texts: scope.texts, folders: work.folders }
      const seen = new Set<string>()
      compareDefined(scope, run.answer!.scopes[index]!, comparison)
      scope.leaves.forEach((leaf, at) => {
        comparePlace(leaf, run.answer!.scopes[index]!.places[at]!, sides, comparison, seen)
      })
    })
    // With conditions decided some values read differently: then Nix is asked for those too.
    if (comparison.missing > 0 && pass === 0) more = final.map((configuration) => [configuration])
    else return { ...comparison, host: host.host.name, run: { ...run, seconds } }
  }
}

/** The files that panther wrote for a host or a user. */
function filesOf({ host, user }: Configuration, { model, copied }: Work): readonly string[] {
  const { files, users } = model.hosts[host.host.name]!
  return (user === undefined ? files : (users[user] ?? [])).filter(
    (file) => !copied.some((path) => file === path || file.startsWith(`${path}/`)),
  )
}

function ask(
  host: string,
  scopes: readonly ScopeQuery[],
  { folders, trees, copied, temporary }: Work,
): Promise<NixRun> {
  const query = join(temporary, `${host}.nix`)
  writeFileSync(query, queryFile(scopes))
  return evaluateHost({
    flake: folders.flake,
    host,
    query,
    trees,
    copied,
    state: join(temporary, `nix-${host}`),
  })
}

/** The configuration where every condition is what NixOS found. */
function decideScope(
  { configuration, conditions }: ScopeQuery,
  answer: NixHost['scopes'][number],
): Configuration {
  const answers = new Map<string, boolean>()
  for (const [key, name] of conditions) {
    const found = answer.conditions[name]
    if (typeof found === 'boolean') answers.set(key, found)
  }
  return configurationWith(configuration.host, configuration.user, (value) => decided(value, answers))
}

function emptyComparison(): Comparison {
  return {
    options: 0,
    definitions: 0,
    values: 0,
    overridden: 0,
    differences: [],
    left: new Map(),
    missing: 0,
  }
}
