import { showPath } from '../../modules/show-path.ts'
import { type Answer, misuse } from '../answer.ts'
import type { CliContext } from '../context.ts'
import type { FleetFlags } from '../flags.ts'
import { fleetIfAny } from '../lookup/fleet.ts'
import { type Origin, originsOf } from '../lookup/origins.ts'
import { searchOptions } from '../lookup/search.ts'
import { settingsOn } from '../lookup/setters.ts'
import { type CommandFunction, command } from '../present.ts'
import { renderTable } from '../render/table.ts'
import { text } from '../text/lookup.ts'

interface SearchFlags extends FleetFlags {
  readonly all?: boolean | undefined
}

interface FoundOption {
  readonly of: Origin['id']
  readonly path: string
  readonly type: string
  readonly aliasOf?: string | undefined
  readonly removed?: boolean | undefined
  /** Hosts of the fleet that set it. */
  readonly hosts: readonly string[]
}

interface Found {
  readonly words: readonly string[]
  readonly options: readonly FoundOption[]
  /** How many fit the words. */
  readonly total: number
}

/** As many as fit on a screen. */
const shown = 20

async function compute(context: CliContext, flags: SearchFlags, ...given: string[]): Promise<Answer<Found>> {
  const words = given.flatMap((word) => word.split(/\s+/)).filter((word) => word !== '')
  if (words.length === 0) throw misuse('usage', text.noWords, text.noWordsHint)
  const { resolved, diagnostics } = await fleetIfAny(context, flags.fleet)
  const hits = searchOptions(originsOf(resolved), words)
  const chosen = hits.slice(0, flags.all ? undefined : shown)
  // Host by host: the merged configuration of the latest alone is kept.
  const setting = (resolved?.hosts ?? []).map((host) => ({
    name: host.host.name,
    set: new Set(
      chosen.filter(({ origin, path }) =>
        origin.users(host).some((user) => settingsOn(host, user, path).length > 0),
      ),
    ),
  }))
  const options = chosen.map((hit) => ({
    of: hit.origin.id,
    path: showPath(hit.path),
    type: hit.type,
    ...(hit.facts?.aliasOf !== undefined && { aliasOf: hit.facts.aliasOf }),
    ...(hit.facts?.removed && { removed: true }),
    hosts: setting.filter(({ set }) => set.has(hit)).map(({ name }) => name),
  }))
  return { data: { words, options, total: hits.length }, diagnostics }
}

function render({ words, options, total }: Found, { style, width }: CliContext): string {
  if (options.length === 0) return `${text.nothingFound(words)}\n`
  const rows = options.map(({ of, path, type, aliasOf, removed, hosts }) => {
    const note = aliasOf !== undefined ? text.renamed(aliasOf) : removed ? text.removed : type
    return [path, text.short[of], hosts.join(', '), note]
  })
  const columns = [0, 1, 2, 3].filter((column) => column !== 2 || rows.some((row) => row[2] !== ''))
  const before = columns
    .slice(0, -1)
    .reduce(
      (sum, column) =>
        sum + 2 + Math.max(...rows.map((row) => row[column]!.length), text.headings[column]!.length),
      0,
    )
  const room = Math.max(24, width - before)
  const cut = (cell: string): string => (cell.length > room ? `${cell.slice(0, room - 1)}…` : cell)
  const table = renderTable(
    columns.map((column) => text.headings[column]!),
    rows.map((row) => columns.map((column) => (column === 3 ? cut(row[column]!) : row[column]!))),
    style.stdout.quiet,
  )
  return options.length === total
    ? table
    : `${table}${style.stdout.quiet(text.more(total - options.length))}\n`
}

const options: CommandFunction<SearchFlags, string[]> = command({ compute, render })

export default options
