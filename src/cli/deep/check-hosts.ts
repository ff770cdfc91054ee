import { askHost } from '../../deep/ask-host.ts'
import type { NixAnswer, NixPlace } from '../../deep/engine.ts'
import { leadBack } from '../../deep/lead-back.ts'
import type { Diagnostic } from '../../fleet/problem.ts'
import type { ExitCode } from '../exit.ts'
import { text } from '../text/deep.ts'
import { cloneHint } from './clone-hint.ts'
import type { DeepSession } from './session.ts'
import { unusable } from './with-engine.ts'

/** What the real modules say of hosts. */
export interface DeepAnswer {
  readonly diagnostics: readonly Diagnostic[]
  /** The derivation of each host's system that could be computed. */
  readonly systems: { readonly [host: string]: string }
  /** Where it ended before all hosts were evaluated. */
  readonly exit?: ExitCode
}

/** Evaluates the systems of hosts, one after the other. */
export async function checkHosts(session: DeepSession, hosts: readonly string[]): Promise<DeepAnswer> {
  const diagnostics: Diagnostic[] = []
  const systems: Record<string, string> = {}
  for (const [n, host] of hosts.entries()) {
    session.progress(text.evaluating(host, n + 1, hosts.length))
    const { assertions, warnings, outcome } = await askHost(
      session.engine,
      session.expression,
      host,
      session.signal,
    )
    const ended = unusable(outcome)
    if (ended !== undefined)
      return { diagnostics: [...diagnostics, ...ended.diagnostics], systems, exit: ended.exit }
    for (const message of assertions) diagnostics.push(describe(failed, message, host, session))
    for (const message of warnings) diagnostics.push(describe(warned, message, host, session))
    if (outcome.kind === 'error') diagnostics.push(describeFailure(outcome, host, session))
    else if (outcome.kind === 'value' && typeof outcome.value === 'string') systems[host] = outcome.value
  }
  return { diagnostics, systems }
}

const failed = { code: 'nixos-assertion', severity: 'error' } as const
const warned = { code: 'nixos-warning', severity: 'warning' } as const

function describe(
  kind: typeof failed | typeof warned,
  message: string,
  host: string,
  session: DeepSession,
): Diagnostic {
  const { path, at } = leadBack({ message, frames: [] }, session.origins(host))
  return { ...kind, message: shown(message, host, session), host, at, ...(path !== undefined && { path }) }
}

/** An error of the evaluation, led back to the lines that caused it. */
export function describeFailure(
  { error }: Extract<NixAnswer, { kind: 'error' }>,
  host: string,
  session: DeepSession,
): Diagnostic {
  const { path, at } = leadBack(error, session.origins(host))
  const { flake } = session.origins(host)
  const places = error.frames.flatMap(({ at: found }) => found ?? [])
  const place = places.find(({ file }) => file.startsWith(`${flake}/`)) ?? places[0]
  const hint = at.length > 0 ? undefined : (cloneHint(error.message) ?? whereIn(place, host, session))
  return {
    code: 'nixos-error',
    severity: 'error',
    message: shown(error.message, host, session),
    host,
    at,
    ...(path !== undefined && { path }),
    ...(hint !== undefined && { hint }),
  }
}

function whereIn(place: NixPlace | undefined, host: string, session: DeepSession): string | undefined {
  return place && text.place(shown(place.file, host, session), place.line)
}

/** Files of the flake by their path in it: where it lies for the evaluation is of no interest. */
function shown(message: string, host: string, session: DeepSession): string {
  return message.replaceAll(`${session.origins(host).flake}/`, 'flake/').trim()
}
