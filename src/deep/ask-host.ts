import type { NixAnswer, NixEngine } from './engine.ts'
import { nixString } from './flake-expression.ts'

/** What the real modules say of one host. */
export interface HostVerdict {
  /** The messages of assertions that fail. */
  readonly assertions: readonly string[]
  readonly warnings: readonly string[]
  /** Its system, or why there is none. */
  readonly outcome: NixAnswer
}

/** Comes before what is said through a trace, so that it is told apart from traces of modules. */
const mark = 'panther: '

function hostExpression(flake: string, host: string): string {
  return `
let
  flake = ${flake};
  hosts = (flake.nixosConfigurations or { }) // (flake.darwinConfigurations or { });
in
hosts.${nixString(host)}.config`
}

/**
 * Evaluates a host's system. Assertions and warnings are told by a trace on the way, so that they are known even where
 * the system then cannot be computed.
 */
export async function askHost(
  engine: NixEngine,
  flake: string,
  host: string,
  signal: AbortSignal,
): Promise<HostVerdict> {
  const outcome = await engine.ask(
    `
let
  config =${hostExpression(flake, host)};
  said = {
    assertions = map (each: each.message) (builtins.filter (each: !each.assertion) config.assertions);
    warnings = config.warnings;
  };
in
builtins.trace (${nixString(mark)} + builtins.toJSON said) (
  if said.assertions == [ ] then builtins.unsafeDiscardStringContext config.system.build.toplevel.drvPath else null
)`,
    signal,
  )
  const traces = 'traces' in outcome ? outcome.traces : []
  const told = traces.find((trace) => trace.startsWith(mark))
  const { assertions, warnings } =
    told === undefined
      ? { assertions: [], warnings: [] }
      : (JSON.parse(told.slice(mark.length)) as {
          assertions: readonly string[]
          warnings: readonly string[]
        })
  return { assertions, warnings, outcome }
}

/** The value of an option of a host, or of anything else in its configuration. */
export function askOption(
  engine: NixEngine,
  flake: string,
  host: string,
  path: readonly string[],
  signal: AbortSignal,
): Promise<NixAnswer> {
  const selection = path.map((name) => `.${nixString(name)}`).join('')
  return engine.ask(`(${hostExpression(flake, host)})${selection}`, signal)
}
