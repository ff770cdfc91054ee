import { loadNames, type NameTree, type PackageCatalog } from '../../catalog/index.ts'
import { meant, type Similar, similar } from '../../modules/suggest.ts'
import { packageOf } from './programs.ts'

/** What is wrong with a name, and what may be meant. */
export interface Verdict {
  readonly code: 'unknown-package' | 'renamed-package' | 'removed-package' | 'unknown-function'
  readonly severity: 'error' | 'warning'
  readonly message: string
  /** Names to write instead, the likeliest first; below `pkgs`, or with `lib` or `builtins` in front. */
  readonly instead: readonly (readonly string[])[]
  /** The one of them that is meant beyond doubt. */
  readonly meant?: readonly string[] | undefined
}

/** Judges a package by its path below a set of packages; the sets above it are judged on their own. */
export function judgePackage(path: readonly string[], packages: PackageCatalog): Verdict | undefined {
  const [first, ...inside] = path
  if (first === 'lib') return inside.length > 0 ? judgeFunction('lib', inside) : undefined
  if (first === 'pkgs') return inside.length > 0 ? judgePackage(inside, packages) : undefined
  const name = path.at(-1)!
  const set = setOf(path.slice(0, -1), packages)
  const members = set === '' ? packages.names : packages.set(set ?? '')
  if (set === undefined || members === undefined) return undefined
  const old = loadNames().oldPackage(familyOf(set), name)
  const isKnown = set === '' ? packages.has(name) : members.includes(name)
  const shown = path.join('.')
  if (old !== undefined && (set === '' ? !isKnown : true)) {
    const to = old.to === undefined ? undefined : placeOf(old.to, set, packages)
    const severity = old.works ? 'warning' : 'error'
    if (to !== undefined)
      return {
        code: 'renamed-package',
        severity,
        message: `The package ${shown} is called ${to.join('.')} now.`,
        instead: [to],
        meant: to,
      }
    if (old.works) return undefined
    return {
      code: 'removed-package',
      severity,
      message: `The package ${shown} was removed from nixpkgs.`,
      instead: [],
    }
  }
  // An old name of which no more is known may still work.
  if (isKnown || (set === '' && packages.aliases.includes(name))) return undefined
  if (/^(?:__|override|recurseForDerivations$|type$|meta$|outPath$)/.test(name)) return undefined
  const known = set === '' ? [] : path.slice(0, -1)
  const candidates = suggestions(name, set, members, packages).map((found) =>
    placeOf(found, set, packages, known),
  )
  const certain =
    candidates.length === 1 ? ((set === '' ? packageOf[name] : undefined) ?? meant(name, members)) : undefined
  return {
    code: 'unknown-package',
    severity: 'error',
    message: `The package ${shown} is not in the catalog of ${packages.source}.`,
    instead: candidates,
    meant: certain === undefined ? undefined : placeOf(certain, set, packages, known),
  }
}

/** Judges a name below `lib` or `builtins`. */
export function judgeFunction(root: 'lib' | 'builtins', path: readonly string[]): Verdict | undefined {
  let level: NameTree = loadNames()[root]
  for (const name of path.slice(0, -1)) {
    const next = Object.hasOwn(level, name) ? level[name] : undefined
    if (next === undefined || next === 0) return undefined
    level = next
  }
  const name = path.at(-1)!
  if (Object.hasOwn(level, name)) return undefined
  // Home Manager adds its own to the `lib` of its modules.
  if (root === 'lib' && path[0] === 'hm') return undefined
  const above = [root, ...path.slice(0, -1)]
  const here = similar(name, Object.keys(level))
  const elsewhere = isStyle(here) ? [] : holdersOf(root, name)
  const near = elsewhere.length > 0 ? [] : here.map((found) => [...above, found.name])
  const certain = elsewhere.length > 0 ? undefined : meant(name, Object.keys(level))
  return {
    code: 'unknown-function',
    severity: 'error',
    message: `${above.join('.')} has no ${name}${root === 'lib' ? ` in ${loadNames().source}` : ''}.`,
    instead: [...elsewhere, ...near],
    meant: certain === undefined ? (elsewhere.length === 1 ? elsewhere[0] : undefined) : [...above, certain],
  }
}

/** Where else `lib` or `builtins` has that very name. */
function holdersOf(root: 'lib' | 'builtins', name: string): readonly (readonly string[])[] {
  const { lib, builtins } = loadNames()
  const other = root === 'lib' ? builtins : lib
  const found: (readonly string[])[] = []
  if (Object.hasOwn(other, name)) found.push([root === 'lib' ? 'builtins' : 'lib', name])
  for (const [set, members] of Object.entries(lib))
    if (members !== 0 && !/^licenses/.test(set) && Object.hasOwn(members, name))
      found.push(['lib', set, name])
  return found.slice(0, 3)
}

/** The path of the set, as the catalog names it; nothing where its packages are not known. */
function setOf(path: readonly string[], packages: PackageCatalog): string | undefined {
  const shown = path.join('.')
  if (shown === '') return ''
  const python = /^(python3\d*)\.pkgs$/.exec(shown)?.[1]
  const set = python === undefined ? shown : `${python}Packages`
  return packages.sets.includes(set) ? set : undefined
}

/** The set whose old names hold for this one. */
function familyOf(set: string): string {
  return /^python3\d*Packages$/.test(set) ? 'python3Packages' : set
}

/** A new name is one of the set where it has such a one, else one from the top. */
function placeOf(
  name: string,
  set: string,
  packages: PackageCatalog,
  known?: readonly string[],
): readonly string[] {
  if (set === '') return name.split('.')
  const isHere = packages.set(set)?.includes(name)
  return isHere ? [...(known ?? set.split('.')), name] : name.split('.')
}

function suggestions(
  name: string,
  set: string,
  members: readonly string[],
  packages: PackageCatalog,
): readonly string[] {
  const program = set === '' ? packageOf[name] : undefined
  if (program !== undefined) return [program]
  const near = similar(name, members)
  const elsewhere = isStyle(near) ? [] : holdingSets(name, set, packages)
  return elsewhere.length > 0 ? elsewhere : near.map((found) => found.name)
}

/** Names of that very spelling in other sets: `requests` is `python3Packages.requests`. */
function holdingSets(name: string, set: string, packages: PackageCatalog): readonly string[] {
  if (set !== '') return packages.has(name) ? [name] : []
  const others = packages.sets.filter(
    (other) => !/^(?:python3\d+Packages|linuxPackages.+|xorg|gnome)$/.test(other),
  )
  return others
    .filter((other) => packages.set(other)?.includes(name))
    .map((other) => `${other}.${name}`)
    .slice(0, 3)
}

/** Whether only case or dashes differ. */
function isStyle([first]: readonly Similar[]): boolean {
  return first !== undefined && first.distance < 1
}
