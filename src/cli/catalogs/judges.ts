import type { ResolvedHost } from '../../fleet/resolved.ts'
import { text } from '../text/catalog.ts'

/** What the options of hosts were judged by. */
export interface Judge {
  /** The input of nixpkgs. */
  readonly input: string
  readonly source: string
  /** The release of the input, where the catalog is of another one. */
  readonly otherRelease?: string
}

/** The catalogs of these hosts, each once. */
export function judgesOf(hosts: readonly ResolvedHost[]): readonly Judge[] {
  const judged = hosts.filter(({ host }) => !host.isDarwin)
  return [...new Set(judged.map(({ catalog }) => catalog))].map(({ input, nixos, otherRelease }) => ({
    input: input.name,
    source: nixos.source,
    ...(otherRelease !== undefined && { otherRelease }),
  }))
}

/** What is to be said of them: only where one is of another release than its hosts. */
export function noteOn(judges: readonly Judge[]): readonly string[] {
  return judges.flatMap(({ input, source, otherRelease }) =>
    otherRelease === undefined ? [] : [text.otherRelease(input, otherRelease, source)],
  )
}
