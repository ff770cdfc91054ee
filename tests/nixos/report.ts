import type { ResolvedFleet } from '../../src/fleet/resolved.ts'
import { isDeferred } from '../../src/modules/deferred.ts'
import type { Difference } from './compare.ts'
import type { HostReport } from './host.ts'

const headings = [
  'host',
  'drvPath',
  'assertions',
  'warnings',
  'options',
  'definitions',
  'values',
  'overridden',
  'left',
  'differences',
  'seconds',
]

/** A line for each host. */
export function tableText(reports: readonly HostReport[]): string {
  const rows = reports.map((report) => {
    const { answer, seconds } = report.run
    const { failed, count } = answer?.assertions ?? { failed: [], count: 0 }
    const left = new Set([...report.left].flatMap(([reason, options]) => (isOfValue(reason) ? [] : options)))
    return [
      report.host,
      answer?.drvPath?.replace(/^\/nix\/store\/(.{8}).*?-(nixos-system.*)$/, '$1…$2') ?? 'none',
      failed.length === 0 ? `${count} hold` : `${failed.length} fail`,
      String(answer?.warnings.length ?? 0),
      ...[
        report.options,
        report.definitions,
        report.values,
        report.overridden,
        left.size,
        report.differences.length,
      ].map(String),
      seconds.toFixed(1),
    ]
  })
  const widths = headings.map((heading, index) =>
    Math.max(...[headings, ...rows].map((row) => row[index]?.length ?? 0), heading.length),
  )
  return [headings, ...rows]
    .map((row) =>
      row
        .map((cell, index) => cell.padEnd(widths[index]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function isOfValue(reason: string): boolean {
  return reason.startsWith('value: ')
}

/** What was not compared, by reason. */
export function summaryText(reports: readonly HostReport[]): string {
  const reasons = new Map<string, string[]>()
  for (const { left } of reports)
    for (const [reason, options] of left) reasons.set(reason, [...(reasons.get(reason) ?? []), ...options])
  const lines = [...reasons].map(([reason, options]) => {
    const some = [...new Set(options)]
    const shown = isOfValue(reason) ? some.slice(0, 5) : some
    return `  ${reason}: ${options.length}\n    ${shown.join('\n    ')}${shown.length < some.length ? '\n    …' : ''}`
  })
  return lines.length === 0 ? 'Everything was compared.' : `Not compared:\n${lines.join('\n')}`
}

export function differenceText({ option, what, panther, nixos, at }: Difference): string {
  const line = at === undefined ? '' : `\n  at      ${at.file}:${at.line}`
  return `${option} (${what})\n  panther ${panther}\n  NixOS   ${nixos}${line}`
}

/** What is wrong with a host besides differences. */
export function problemsOf(
  { host, run }: HostReport,
  resolved: ResolvedFleet,
  flake: string,
): readonly string[] {
  const { answer, error, traces } = run
  if (answer === undefined) return [error ?? 'no answer']
  const expected = expectedWarnings(resolved, host)
  const warnings = answer.warnings.filter((warning) => !expected.has(warning))
  return [
    ...answer.refused,
    ...answer.assertions.failed.map((message) => `an assertion fails: ${message}`),
    ...(answer.drvPath === null ? ['there is no drvPath'] : []),
    // A warning is ours where NixOS finds fault with a file of the flake.
    ...warnings.filter((warning) => warning.includes(flake)).map((warning) => `NixOS warns: ${warning}`),
    ...traces.filter((trace) => trace.includes(flake)).map((trace) => `Nix says: ${trace}`),
  ]
}

/** Warnings that the fleet itself gives. */
function expectedWarnings({ hosts }: ResolvedFleet, name: string): ReadonlySet<string> {
  const statements = hosts
    .filter(({ host }) => host.name === name)
    .flatMap(({ sources }) => sources)
    .flatMap(({ statements }) => statements)
  return new Set(
    statements.flatMap((statement) =>
      statement.kind === 'warning' && !isDeferred(statement.message) ? [statement.message as string] : [],
    ),
  )
}
