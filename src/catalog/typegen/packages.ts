import type { PackageCatalog } from '../packages.ts'
import { key, pascal } from './text.ts'

/**
 * The type of `pkgs`. Plain interfaces, as they are cheapest for the compiler: a mapped type over the union of
 * the names takes twice the time to check.
 */
export function generatePackages(packages: PackageCatalog): ReadonlyMap<string, string> {
  const groups = groupSets(packages)
  const typeOf = new Map(groups.flatMap(({ type, paths }) => paths.map((path) => [path, type] as const)))
  const nested = new Map<string, string[]>()
  for (const path of typeOf.keys()) {
    const [top, inner] = path.split('.')
    if (inner !== undefined)
      nested.set(top!, [...(nested.get(top!) ?? []), `readonly ${key(inner)}: ${typeOf.get(path)}`])
  }
  const names = [
    ...new Set([
      ...packages.names,
      ...[...typeOf.keys()].filter((path) => !path.includes('.')),
      ...nested.keys(),
    ]),
  ].sort()
  const typeNamed = (name: string): string => {
    const parts = nested.get(name)
    return typeOf.get(name) ?? (parts ? `Package & { ${parts.join('; ')} }` : 'Package')
  }
  const imported = groups.map(({ type }) => type).sort()
  const top = [
    '// Made by `npm run generate` from data/. Do not edit.',
    "import type { Package, packageSet } from '../values.ts'",
    `import type { ${imported.join(', ')} } from './package-sets.ts'`,
    '',
    '/** The packages of nixpkgs, and its sets of packages. */',
    'export interface Pkgs {',
    mark,
    ...names.map((name) => `readonly ${key(name)}: ${typeNamed(name)}`),
    '}\n',
  ]
  const sets = [
    '// Made by `npm run generate` from data/. Do not edit.',
    "import type { OpenPackageSet, Package, packageSet } from '../values.ts'",
    ...groups.flatMap(({ type, names, paths, open }) => [
      '',
      `/** The packages of ${paths.map((path) => `\`pkgs.${path}\``).join(', ')}. */`,
      ...(open
        ? [`export interface ${type} extends OpenPackageSet {}`]
        : [
            `export interface ${type} {`,
            mark,
            ...names.map((name) => `readonly ${key(name)}: Package`),
            '}',
          ]),
    ]),
    '',
  ]
  return new Map([
    ['packages.ts', top.join('\n')],
    ['package-sets.ts', sets.join('\n')],
  ])
}

/**
 * Names of sets that are big and seldom used in fleets are not given to the compiler: those of Haskell, Emacs and TeX
 * alone would cost it more than all options of Home Manager.
 */
const openSets = new Set(['haskellPackages', 'emacsPackages', 'texlivePackages'])

/** What every set has beside packages. */
const common = ['callPackage', 'overrideScope']

/** Sets have a mark instead of a base: to extend something costs the compiler a copy of all their names. */
const mark = 'readonly [packageSet]: true'

interface SetGroup {
  readonly type: string
  readonly paths: readonly string[]
  readonly names: readonly string[]
  readonly open: boolean
}

/** Sets of different versions of a language have nearly the same names, and one type. */
function groupSets(packages: PackageCatalog): readonly SetGroup[] {
  const byStem = new Map<string, string[]>()
  for (const path of packages.sets) {
    const stem = path.replace(/\d+(?=Packages$)/, '').replace(/_latest$/, '')
    byStem.set(stem, [...(byStem.get(stem) ?? []), path])
  }
  return [...byStem].map(([stem, paths]) => ({
    type: `Pkgs${pascal(stem.split(/[.-]/))}`,
    paths,
    names: [...new Set([...common, ...paths.flatMap((path) => packages.set(path) ?? [])])].sort(),
    open: openSets.has(stem),
  }))
}
