import { loadPackages, type PackageCatalog } from '../../catalog/index.ts'
import { releaseOf } from '../../catalog/release.ts'
import type { Fleet } from '../../fleet/fleet.ts'
import type { Diagnostic, Spot } from '../../fleet/problem.ts'
import type { ResolvedFleet, ResolvedHost } from '../../fleet/resolved.ts'
import { lineAndColumn } from '../../nix/parse/errors.ts'
import { foreignModules } from '../foreign-modules.ts'
import { judgeFunction, judgePackage, type Verdict } from './judge.ts'
import { overlaidNames } from './overlays.ts'
import { hole } from './raw-names.ts'
import { type ReadText, type UsedName, usedNames } from './used-names.ts'

export type { ReadText } from './used-names.ts'

type Judge = (name: Pick<UsedName, 'root' | 'path'>, packages: PackageCatalog) => Verdict | undefined

/** Packages, and members of `lib` and `builtins`, that are not there, or have other names now. */
export function checkNames({ fleet, hosts }: ResolvedFleet, readText: ReadText): readonly Diagnostic[] {
  const known = new Map<PackageCatalog, Map<string, Verdict | undefined>>()
  const judge: Judge = ({ root, path }, packages) => {
    const verdicts = known.get(packages) ?? new Map<string, Verdict | undefined>()
    known.set(packages, verdicts)
    const key = `${root}.${path.join('.')}`
    if (!verdicts.has(key))
      verdicts.set(key, root === 'pkgs' ? judgePackage(path, packages) : judgeFunction(root, path))
    return verdicts.get(key)
  }
  return hosts.flatMap((host) => checkHost(host, fleet, judge, readText))
}

function checkHost(
  host: ResolvedHost,
  fleet: Fleet,
  judge: Judge,
  readText: ReadText,
): readonly Diagnostic[] {
  const found: Diagnostic[] = []
  const given = new Set(
    [fleet.spec.specialArgs, host.host.spec.specialArgs].flatMap((args) => Object.keys(args ?? {})),
  )
  let overlaid: ReadonlySet<string> | undefined | 'unasked' = 'unasked'
  for (const name of usedNames(host, readText)) {
    const packages = name.input === undefined ? host.catalog.packages : loadPackages()
    const verdict = given.has(name.root) ? undefined : judgeUsed(name, packages, judge)
    if (verdict === undefined) continue
    if (verdict.code !== 'unknown-function') {
      const isUnknown = verdict.code === 'unknown-package'
      const trust = trustIn(name.input ?? host.host.nixpkgs, packages, fleet)
      if (trust === 'none' || (trust === 'older' && !isUnknown)) continue
      if (overlaid === 'unasked') overlaid = overlaidNames(host)
      if (isOverlaid(name.path[0]!, overlaid) || (overlaid === undefined && isUnknown)) continue
      const doubtful =
        overlaid === undefined ||
        (isUnknown &&
          (trust === 'older' ||
            foreignModules(host, name.user, (source) =>
              bringsPackages(source.kind === 'text' ? source.text : readText(source.file)),
            )))
      found.push(describe(name, verdict, host, doubtful))
    } else {
      const isOwn = name.root === 'builtins' || trustIn(host.host.nixpkgs, packages, fleet) === 'all'
      found.push(describe(name, verdict, host, !isOwn))
    }
  }
  return found
}

/** Whether an overlay of the host has the name, or changes the interpreter that has the set. */
function isOverlaid(name: string, overlaid: ReadonlySet<string> | undefined): boolean {
  const [, kind] = /^(python|perl|lua|haskell)/.exec(name) ?? []
  return (
    overlaid !== undefined &&
    (overlaid.has(name) || (kind !== undefined && [...overlaid].some((each) => each.startsWith(kind))))
  )
}

/** Whether a module of Nix may change the packages: one that speaks of overlays, or that imports another. */
function bringsPackages(text: string | undefined): boolean {
  return text === undefined || /overlays|packageOverrides|nixpkgs|imports/.test(text)
}

/** A name inside `with` is wrong only if none of the sets around it has it. */
function judgeUsed(name: UsedName, packages: PackageCatalog, judge: Judge): Verdict | undefined {
  const { scopes = [] } = name
  const own = judge(name, packages)
  if (scopes.length === 0 || own === undefined || !own.code.startsWith('unknown-')) return own
  const word = name.path.at(-1)!
  const verdicts = scopes.map(([root, ...path]) =>
    judge({ root: root as UsedName['root'], path: [...path, word] }, packages),
  )
  return verdicts.every((verdict) => verdict?.code.startsWith('unknown-')) ? own : undefined
}

/**
 * How far what is known of nixpkgs holds for an input: all of it, or of an older release only what is not there now
 * nor was renamed since.
 */
function trustIn(input: string, packages: PackageCatalog, { spec }: Fleet): 'all' | 'older' | 'none' {
  const given = spec.inputs[input]
  const url = typeof given === 'string' ? given : given?.url
  if (url === undefined) return input === 'nixpkgs' ? 'all' : 'none'
  const release = releaseOf(url)
  if (release !== undefined && release !== releaseOf(packages.source)) return 'older'
  return /nixpkgs/i.test(url) || input === 'nixpkgs' ? 'all' : 'none'
}

function describe(name: UsedName, verdict: Verdict, { host }: ResolvedHost, doubtful: boolean): Diagnostic {
  const place = name.place()
  const nixPlace =
    name.inFile === undefined
      ? undefined
      : { file: name.inFile, ...lineAndColumn(name.nix!.text, name.nix!.start) }
  const at = nixPlace ?? (place && { ...place, valuePath: name.valuePath })
  const { root, path } = name
  const spot: Spot =
    name.nix === undefined ? { kind: 'member', root, path } : { kind: 'nix', ...name.nix, hole }
  const meant = verdict.meant
  // One of another set than the one that it was looked for in.
  const isSame = verdict.code !== 'unknown-function' || meant?.[0] === root
  const to = verdict.code === 'unknown-function' ? meant?.slice(1) : meant
  const shown = verdict.instead.map((path) => writtenAs(path, name, verdict))
  const hints = [
    whatToDo(verdict.code, shown),
    ...(doubtful && verdict.code.startsWith('unknown-')
      ? ['Another release, or a module that panther does not know, may have it.']
      : []),
  ]
  return {
    code: verdict.code,
    severity: doubtful ? 'warning' : verdict.severity,
    message: verdict.message,
    ...(name.valuePath.length > 0 ? { path: name.valuePath.join('.') } : {}),
    host: host.name,
    ...(name.user === undefined ? {} : { user: name.user }),
    at: at === undefined ? [] : [{ ...at, spot }],
    hint: hints.join(' '),
    ...(to !== undefined && isSame && !doubtful && name.inherited === undefined
      ? { change: { kind: 'name', from: path, to } }
      : {}),
  }
}

function whatToDo(code: Verdict['code'], names: readonly string[]): string {
  if (names.length > 0)
    return code === 'renamed-package' ? `Write ${names[0]}.` : `Did you mean ${alternatives(names)}?`
  switch (code) {
    case 'unknown-function':
      return 'Look it up at https://noogle.dev.'
    case 'unknown-package':
      return 'Look it up at https://search.nixos.org/packages.'
    default:
      return 'Choose another one; pkgs/top-level/aliases.nix of nixpkgs says why it is gone.'
  }
}

/** A name as it is written where the wrong one stands. */
function writtenAs(path: readonly string[], name: UsedName, { code }: Verdict): string {
  if (code === 'unknown-function') return path.join('.')
  const set = name.input === undefined ? 'pkgs' : `packageSet('${name.input}')`
  return [set, ...path].reduce((shown, key) =>
    /^[A-Za-z_$][\w$]*$/.test(key) || name.inFile !== undefined ? `${shown}.${key}` : `${shown}['${key}']`,
  )
}

function alternatives(names: readonly string[]): string {
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}
