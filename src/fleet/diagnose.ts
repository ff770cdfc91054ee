import { errorData, ModuleError, type Place } from '../modules/index.ts'
import { sameValue } from '../modules/same-value.ts'
import { impureUnits } from '../modules/sweeps/index.ts'
import type { Cell, Item, Problem, Resolution, Unit } from '../modules/sweeps/types.ts'
import {
  describe,
  expressionData,
  expressionsMadeAtLoad,
  isExpression,
  markAllUsed,
  type Unplaced,
} from './expression.ts'
import { mergeInto, optionOfCell } from './instances.ts'
import { fromModuleError, pathInValue } from './module-error.ts'
import { errorPlace, withPlaces } from './place.ts'
import { type Diagnostic, type DiagnosticPlace, FleetError } from './problem.ts'
import { placeOf, type Relocate } from './relocate.ts'
import type { Said } from './said.ts'
import { saidBy } from './sources.ts'
import type { UnitInfo, Units } from './units.ts'

/** What the resolver found, in the user's words. */
export function resolutionDiagnostics(
  resolution: Resolution<Said>,
  roots: readonly Unit<Said>[],
  units: Units,
  relocate: Relocate,
): readonly Diagnostic[] {
  const found = resolution.problems.map((problem) => fromProblem(problem, units, relocate, resolution))
  if (!units.met.findings) return found
  const said = roots
    .flatMap((root) => resolution.units(root))
    .filter((unit) => units.info(unit).source !== undefined)
    .flatMap((unit) => saidBy(unit, resolution))
  const findings = said.flatMap(({ said, unit, index }): Diagnostic[] => {
    const finding = said.kind === 'finding' ? said : warningOf(said)
    if (finding === undefined) return []
    const { code, severity, message, user } = finding
    const { host } = units.info(unit).scope
    return [
      {
        code,
        severity,
        message: isExpression(message) ? describe(expressionData(message)) : String(message),
        host: host.name,
        ...(user === undefined ? {} : { user }),
        at: present(relocate(unit, index, placeOf(said))()),
      },
    ]
  })
  return [...found, ...findings]
}

/** A warning that is given whatever NixOS knows. */
function warningOf(said: Said) {
  if (said.kind !== 'statement' || said.statement.kind !== 'warning') return undefined
  const { condition, message, user } = said.statement
  return condition === true ? { code: 'warning', severity: 'warning' as const, message, user } : undefined
}

function fromProblem(
  problem: Problem<Said>,
  units: Units,
  relocate: Relocate,
  resolution: Resolution<Said>,
): Diagnostic {
  switch (problem.kind) {
    case 'threw':
      return fromThrown(problem.error, units.info(problem.unit), () => {
        withPlaces(() => resolution.again(problem.unit))
        return units.info(problem.unit).threw
      })
    case 'missing': {
      const info = units.info(problem.unit)
      const option = titleOfCell(problem.cell)
      const waiting = problem.waiting.map((unit) => units.info(unit).title)
      return {
        code: 'no-value',
        severity: 'error',
        message: `${info.title} reads ${option}, which nobody defines and which has no default.`,
        path: option,
        ...whose(info),
        at: present(errorPlace(problem.error) ?? info.place()),
        hint:
          waiting.length > 1
            ? `They wait for each other: ${waiting.join(', then ')}. Say in one of them what does not depend on the others outside the function that reads.`
            : `Define it where ${info.scope.host.name} is described, or give the option a default.`,
      }
    }
    case 'unsettled': {
      const infos = problem.units.map((unit) => units.info(unit))
      const options = problem.cells.map(({ cell }) => titleOfCell(cell))
      return {
        code: 'unsettled',
        severity: 'error',
        message: `These values never settle: ${options.join(', ')}. ${restless(infos.map(({ title }) => title))}`,
        ...(options[0] === undefined ? {} : { path: options[0] }),
        ...(infos[0] === undefined ? {} : whose(infos[0])),
        at: unique(
          infos.flatMap((info) => present(info.place()).map((place) => ({ ...place, label: info.title }))),
        ),
        hint:
          infos.length === 1
            ? 'Let it decide by something that it does not change.'
            : 'Let one of them decide by something that the others do not change.',
      }
    }
    case 'merge': {
      const found = optionOfCell(problem.cell)
      if (found === undefined) return fromModuleError(problem.error, { host: '', user: undefined })
      const { instance, option } = found
      const where = { host: instance.host, user: instance.user, module: instance.module.moduleName }
      // Once more with definitions that know their places, so that the error does.
      const placed = resolution
        .definitions(problem.cell)
        .flatMap(({ definition: said, unit, index }) =>
          said.kind === 'define'
            ? [{ file: said.file, value: said.value, at: relocate(unit, index, placeOf(said)) }]
            : [],
        )
      const describe = (error: unknown): Diagnostic => {
        const found = fromModuleError(error, where)
        if (found.at.length > 0) return found
        // A value that is missing inside is about all that was said.
        const valuePath = pathInValue(errorData(error).path, where.module)
        const at = placed.flatMap(({ at }) => present(at())).map((place) => ({ ...place, valuePath }))
        // Nobody defines it: then it is the default, which stands in the module.
        return { ...found, at: at.length > 0 ? unique(at) : present(instance.module.place()) }
      }
      try {
        mergeInto(option, placed)
        return describe(problem.error)
      } catch (error) {
        return describe(error)
      }
    }
  }
}

function restless(titles: readonly string[]): string {
  const [only] = titles
  return titles.length === 1
    ? `It is ${only} that changes what it reads itself.`
    : `Each of ${titles.join(', ')} changes what another one reads.`
}

/** What a function of the user's threw. */
function fromThrown(error: unknown, info: UnitInfo, throwAgain: () => unknown): Diagnostic {
  const at = present(aboutPlace(error, throwAgain) ?? errorPlace(error) ?? info.place())
  if (error instanceof FleetError) {
    const { valuePath, at: places, ...data } = error.diagnostic
    const first = at[0]
    const valued = first === undefined || valuePath === undefined ? at : [{ ...first, valuePath }]
    return { severity: 'error', ...whose(info), ...data, at: [...valued, ...(places ?? [])] }
  }
  if (error instanceof ModuleError)
    return { ...fromModuleError(error, { host: info.scope.host.name, user: info.scope.user }), at }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return {
    code: 'function-threw',
    severity: 'error',
    message: `${info.title} threw ${message}`,
    ...whose(info),
    at,
    hint: 'The function must give definitions for every state of the fleet that it may see.',
  }
}

/** The place of the definition that an error is about, which bodies alone do not know before they run once more. */
function aboutPlace(error: unknown, throwAgain: () => unknown): Place | undefined {
  if (!(error instanceof FleetError) || error.about === undefined) return undefined
  const known = error.about()
  if (known !== undefined) return known
  const again = throwAgain()
  return again instanceof FleetError ? again.about?.() : undefined
}

/**
 * Expressions that were read and never placed: `if (ref)` leaves no other trace. To be asked before anything runs
 * a unit again.
 */
export function unplacedDiagnostics(
  resolution: Resolution<Said>,
  roots: readonly Unit<Said>[],
  units: Units,
): readonly Diagnostic[] {
  const atLoad = expressionsMadeAtLoad()
  if (!units.met.expressions && atLoad.every(({ used }) => used)) return []
  const all = roots.flatMap((root) => resolution.units(root))
  if (
    all.every((unit) => units.info(unit).made.every(({ used }) => used)) &&
    atLoad.every(({ used }) => used)
  )
    return []
  for (const unit of all)
    for (const item of resolution.items(unit)) if (item.kind === 'define') markSaid(item.definition)
  const found: Diagnostic[] = []
  const seen = new Set<string>()
  const report = (
    { expression }: Unplaced,
    places: readonly DiagnosticPlace[],
    info: UnitInfo | undefined,
  ) => {
    const what = describe(expressionData(expression))
    const key = `${places[0]?.file}:${places[0]?.line}:${places[0]?.column}:${what}`
    if (seen.has(key)) return
    seen.add(key)
    found.push({
      code: 'ref-unplaced',
      severity: 'error',
      message: `${what} was read and stands in no definition.`,
      ...(info === undefined ? {} : whose(info)),
      at: places,
      hint: 'Only NixOS knows its value, so JavaScript cannot decide by it: use mkIf(ref, …), nix.if(ref, a, b) or nix.eq(ref, value), or remove it.',
    })
  }
  const unplacedBy = all.flatMap((unit) => {
    const info = units.info(unit)
    const unplaced = info.made.flatMap((made, index) => (made.used ? [] : [{ made, index }]))
    return unplaced.length === 0 ? [] : [{ unit, info, unplaced }]
  })
  for (const { unit, info, unplaced } of unplacedBy) {
    withPlaces(() => resolution.again(unit))
    const again = units.info(unit).made
    for (const { made, index } of unplaced) report(made, present(again[index]?.place()), info)
  }
  for (const made of atLoad) {
    const place = made.used ? undefined : made.place()
    if (place !== undefined) report(made, [place], undefined)
  }
  return found
}

function markSaid(said: Said): void {
  if (said.kind === 'define') markAllUsed(said.value)
  else if (said.kind === 'statement') markAllUsed(said.statement)
}

/** Functions whose second run says something else. */
export function impurityDiagnostics(resolution: Resolution<Said>, units: Units): readonly Diagnostic[] {
  // What never settles says something else each time it is asked; that is said already.
  const unsettled = new Set(
    resolution.problems
      .flatMap((problem) => (problem.kind === 'unsettled' ? problem.units : []))
      .map(({ id }) => id),
  )
  const impure = impureUnits(resolution, sameItem).filter(({ id }) => !unsettled.has(id))
  return impure.map((unit) => {
    const info = units.info(unit)
    return {
      code: 'impure-function',
      severity: 'error',
      message: `${info.title} says something else each time it runs.`,
      ...whose(info),
      at: present(info.place()),
      hint: 'Time, chance and counters do not belong into a function of the fleet: compute them where the fleet is loaded, or write them down.',
    }
  })
}

function sameItem(a: Item<Said>, b: Item<Said>): boolean {
  if (a.kind === 'define' && b.kind === 'define')
    return a.cell.id === b.cell.id && sameSaid(a.definition, b.definition)
  return a.kind !== 'define' && b.kind !== 'define' && a.kind === b.kind && a.unit.id === b.unit.id
}

function sameSaid(a: Said, b: Said): boolean {
  return sameValue(withoutPlace(a), withoutPlace(b))
}

function withoutPlace(said: Said): unknown {
  if (said.kind === 'define') return said.value
  if (said.kind === 'finding') return said.message
  const { place: _, ...rest } = said.statement
  return rest
}

function titleOfCell(cell: Cell<Said>): string {
  const found = optionOfCell(cell)
  if (found === undefined) return cell.id
  const { instance, option } = found
  return [
    instance.host,
    ...(instance.user === undefined ? [] : [instance.user]),
    option.location.join('.'),
  ].join(': ')
}

function whose(info: UnitInfo): { readonly host: string; readonly user?: string } {
  const { host, user } = info.scope
  return { host: host.name, ...(user === undefined ? {} : { user }) }
}

function present<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value]
}

function unique(places: readonly DiagnosticPlace[]): readonly DiagnosticPlace[] {
  const seen = new Set<string>()
  return places.filter(({ file, line, column }) => {
    const key = `${file}:${line}:${column}`
    return seen.has(key) ? false : seen.add(key)
  })
}
