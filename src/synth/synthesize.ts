import { dirname } from 'node:path'
import { frameworkInput } from '../fleet/frameworks.ts'
import type { PlaceSource } from '../fleet/place.ts'
import type { Diagnostic } from '../fleet/problem.ts'
import type { ResolvedFleet } from '../fleet/resolved.ts'
import { makeFileSet, pathInside } from './files.ts'
import type { Flake, SynthesizeOptions } from './flake.ts'
import { complainOfFlake, flakeText } from './flake-file.ts'
import { hostFiles } from './host-files.ts'
import { partsIn, planHost } from './host-plan.ts'
import { catalogKnowledge } from './knowledge.ts'
import { once } from './lazy-text.ts'
import { complainOf, modelOf } from './make-model.ts'
import { packageArgument, packageInputs } from './package-sets.ts'
import { printParts } from './print-parts.ts'
import { makeReports } from './reports.ts'
import type { Complaint, InputOf, Surroundings } from './scope.ts'

/**
 * The flake of a fleet, as data: files with their text, files to copy, the model, and what went wrong on the way.
 * Nothing is read or written, but through `readText` and `exists`. The same fleet gives the same bytes.
 */
export function synthesize(resolved: ResolvedFleet, options: SynthesizeOptions): Flake {
  const reports = makeReports()
  const files = makeFileSet(reports.add)
  // `check` says where an input is missing.
  const inputOf: InputOf = (framework, host) =>
    frameworkInput(framework, host.host, resolved.fleet) ?? framework
  const { specialArgs } = resolved.fleet.spec
  const ownArguments = new Set([
    ...Object.keys(specialArgs ?? {}),
    ...resolved.hosts.flatMap(({ host }) => Object.keys(host.spec.specialArgs ?? {})),
  ])
  const packageSets = new Map<string, string>()
  const surroundings: Surroundings = {
    knowledge: options.knowledge ?? catalogKnowledge(),
    darwin: new Map(resolved.hosts.map(({ host }) => [host.name, host.isDarwin])),
    packageArgument(input) {
      const argument = packageArgument(input, ownArguments)
      packageSets.set(argument, input)
      return argument
    },
    // Looked for only where a text of the user's may name them.
    ownArguments: once(
      () =>
        new Set([
          ...ownArguments,
          ...packageInputs(resolved).map((input) => packageArgument(input, ownArguments)),
        ]),
    ),
    inputs: new Set(Object.keys(resolved.fleet.spec.inputs)),
    copy(file) {
      const path = pathInside(options.root, file)
      if (path === undefined || path === '.') return undefined
      files.add(path, { copyFrom: file }, `the file ${path} of the fleet`)
      return path
    },
    exists: options.exists ?? (() => true),
  }
  const texts = makeTexts(files, reports.add)
  const plans = resolved.hosts.map(planHost)
  const printed = printParts(plans.flatMap(partsIn), surroundings)
  const work = {
    surroundings,
    inputOf,
    printed,
    addText: texts.add,
    readText: options.readText ?? (() => undefined),
    complain: (complaint: Complaint, place: PlaceSource) => reports.complain(complaint, place),
  }
  for (const [part, { file, module }] of printed)
    files.add(file, module, part.what, part.statements[0]?.place)
  const hosts = plans.map((plan) => ({ plan, made: hostFiles(plan, work) }))
  for (const { plan, made } of hosts) {
    for (const [file, text] of made.files)
      files.add(file, text, `the host ${plan.resolved.host.name}`, plan.resolved.host.place)
  }
  const flakeWork = {
    surroundings,
    inputOf,
    packageSets,
    asked: once(() => ({
      needs: new Map(hosts.map(({ plan, made }) => [plan.resolved.host.name, made.asked().needs])),
      inputs: new Set(hosts.flatMap(({ made }) => [...made.asked().inputs])),
    })),
  }
  files.add('flake.nix', flakeText(resolved, flakeWork), 'the flake')
  complainOf(hosts, printed, surroundings, reports.complain)
  complainOfFlake(resolved, flakeWork, (complaint) => reports.complain(complaint, resolved.fleet.place))
  const model = once(() => modelOf(hosts, printed, surroundings, options.root))
  return {
    files: files.all(),
    get model() {
      return model()
    },
    diagnostics: reports.all(),
  }
}

/** Modules given as text: each name stands for one text. */
function makeTexts(files: ReturnType<typeof makeFileSet>, report: (diagnostic: Diagnostic) => void) {
  const known = new Map<string, { readonly text: string; readonly place: PlaceSource }>()
  return {
    add(name: string, text: string, place: PlaceSource): string {
      const path = `modules/nix/${name}.nix`
      const at = [place() ?? []].flat()
      if (!/^[\w+-][\w.+-]*(\/[\w+-][\w.+-]*)*$/.test(name) || dirname(path).includes('..')) {
        report({
          code: 'bad-name',
          severity: 'error',
          message: `${JSON.stringify(name)} cannot be the name of a Nix module: it becomes a file name.`,
          at,
        })
        return 'modules/nix/unnamed.nix'
      }
      const other = known.get(name)
      if (other === undefined) {
        known.set(name, { text, place })
        files.add(path, { text, given: place }, `the Nix module ${name}`, place)
      } else if (other.text !== text) {
        const first = [other.place() ?? []].flat()
        report({
          code: 'nix-module-twice',
          severity: 'error',
          message: `Two Nix modules are called ${name} and have different texts.`,
          at: [...at, ...first.map((each) => ({ ...each, label: 'the other one' }))],
          hint: 'Give one of them another name.',
        })
      }
      return path
    },
  }
}
