import type { Fleet } from '../fleet/fleet.ts'
import { ignoreProblem, ruleCodes } from '../fleet/ignore.ts'
import type { Diagnostic, DiagnosticPlace } from '../fleet/problem.ts'
import { type LineSwitch, lineSwitches } from './line-switches.ts'

/** Where switches in comments are looked for. */
export interface SwitchSource {
  /** The files of the fleet that have any. */
  readonly files: readonly string[]
  read(file: string): string | undefined
  /** The place of the very value that is meant. */
  locate(place: DiagnosticPlace): DiagnosticPlace
}

export const noSwitches: SwitchSource = { files: [], read: () => undefined, locate: (place) => place }

/** A switch that turns off a code in some part of the fleet. */
interface Switch {
  readonly code: string
  readonly where: string
  readonly host: string | undefined
  readonly place: () => DiagnosticPlace | undefined
  hides(diagnostic: Diagnostic): boolean
}

const rules: ReadonlySet<string> = new Set(ruleCodes)

/**
 * What is left of the diagnostics when those are gone that the fleet says are meant, and what is wrong with the
 * switches themselves: without a reason, of no known code, or hiding nothing. Only warnings and what rules find can be
 * turned off.
 */
export function withoutIgnored(
  diagnostics: readonly Diagnostic[],
  fleet: Fleet,
  source: SwitchSource,
): readonly Diagnostic[] {
  const lines = source.files.flatMap((file) => lineSwitches(file, source.read(file) ?? ''))
  const wrong = lines.flatMap(wrongLine)
  const sound = lines.filter(({ code, reason }) => ignoreProblem(code, reason) === undefined)
  const switches = [
    ...sound.map((line) => lineSwitch(line, source)),
    ...fleet.spec.hosts.flatMap(({ name, spec, place }) =>
      switchesOf(spec.ignore, `on ${name}`, name, place),
    ),
    ...switchesOf(fleet.spec.ignore, 'in the fleet', undefined, fleet.place),
  ]
  if (switches.length === 0) return wrong.length === 0 ? diagnostics : [...diagnostics, ...wrong]
  const used = new Set<Switch>()
  const left = diagnostics.filter((diagnostic) => {
    if (diagnostic.severity !== 'warning' && !rules.has(diagnostic.code)) return true
    const hiding = switches.filter((each) => each.code === diagnostic.code && each.hides(diagnostic))
    for (const each of hiding) used.add(each)
    return hiding.length === 0
  })
  return [...left, ...wrong, ...switches.filter((each) => !used.has(each)).map(unused)]
}

function switchesOf(
  ignore: object | undefined,
  where: string,
  host: string | undefined,
  place: Fleet['place'],
): readonly Switch[] {
  return Object.keys(ignore ?? {}).map((code) => ({
    code,
    where,
    host,
    place: () => {
      const at = place()
      return at && { ...at, valuePath: ['ignore', code] }
    },
    hides: (diagnostic) => host === undefined || diagnostic.host === host,
  }))
}

function lineSwitch({ code, file, line, column, covers }: LineSwitch, { locate }: SwitchSource): Switch {
  return {
    code,
    where: `in line ${covers}`,
    host: undefined,
    place: () => ({ file, line, column }),
    // The line of the value, or that of the definition it is part of.
    hides: ({ at }) =>
      at.some((place) => place.file === file && (place.line === covers || locate(place).line === covers)),
  }
}

function wrongLine({ code, reason, file, line, column }: LineSwitch): readonly Diagnostic[] {
  const found = ignoreProblem(code, reason)
  if (found === undefined) return []
  return [{ code: 'bad-ignore', severity: 'error', at: [{ file, line, column }], ...found }]
}

function unused({ code, where, host, place }: Switch): Diagnostic {
  const at = place()
  return {
    code: 'unused-ignore',
    severity: 'warning',
    message: `Nothing ${where} is reported as ${code}.`,
    ...(host === undefined ? {} : { host }),
    at: at === undefined ? [] : [at],
    hint: 'Remove what ignores it.',
  }
}
