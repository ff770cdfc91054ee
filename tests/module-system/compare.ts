import { evaluate, type Result } from '../../src/modules/index.ts'
import type { RandomSet } from './generate.ts'
import { evaluateNix } from './nix.ts'
import { outcomeOf } from './outcome.ts'
import { toData, toModule } from './to-engine.ts'
import { moduleToNix, text } from './to-nix.ts'

/** What is compared of one option: its value, and what is known of its definitions. */
type Seen = { readonly ok: unknown } | { readonly error: unknown }

/** A set that Nix and our engine see differently. */
export interface Difference {
  readonly set: RandomSet
  readonly path: string
  readonly nix: unknown
  readonly ours: unknown
}

/** Nix that looks at all options of a set; errors it can catch become data. */
export function setToNix(set: RandomSet): string {
  const list = (modules: RandomSet['modules']) => `[ ${modules.map(moduleToNix).join(' ')} ]`
  const base = `(lib.evalModules { modules = ${list(set.modules)}; })`
  const whole = set.extend === undefined ? base : `(${base}.extendModules { modules = ${list(set.extend)}; })`
  const looks = [
    ...set.paths.flatMap((path) => {
      const attributes = path.map((name) => `.${text(name)}`).join('')
      const option = `e.options${attributes}`
      return [
        `(look e.config${attributes})`,
        `(look [ ${option}.isDefined ${option}.highestPrio ${option}.files ])`,
      ]
    }),
    '(look (removeAttrs e.config [ "a" "b" "c" "d" "g" ]))',
  ]
  return `(let e = ${whole}; in [ ${looks.join(' ')} ])`
}

const look =
  'look = v: let t = builtins.tryEval (builtins.deepSeq v v); in if t.success then { ok = t.value; } else { error = true; };'

/** What our engine sees of a set. */
export function ourView(set: RandomSet): readonly Seen[] {
  let configuration = evaluate({ modules: set.modules.map(toModule) })
  if (set.extend !== undefined) configuration = configuration.extend({ modules: set.extend.map(toModule) })
  const see = (run: () => unknown): Seen => {
    const outcome = outcomeOf(() => toData(run()))
    return 'value' in outcome ? { ok: outcome.value } : { error: outcome.error }
  }
  return [
    ...set.paths.flatMap((path) => [
      see(() =>
        path.reduce<unknown>(
          (value, name) => (value as { [key: string]: unknown })[name],
          configuration.config,
        ),
      ),
      see(() => {
        let result: Result | undefined
        for (const name of path) result = (result ?? configuration.options).child(name)
        const files = result!.definitions.filter(({ state }) => state === 'counts').map(({ file }) => file)
        return [result!.isDefined, result!.highestPriority, files]
      }),
    ]),
    see(() => {
      const names = Object.keys(configuration.config).filter((name) => !/^[abcdg]$/.test(name))
      return Object.fromEntries(names.map((name) => [name, configuration.config[name]]))
    }),
  ]
}

/**
 * Compares sets, many in one call of Nix; a batch that ends in an error which Nix cannot catch is taken
 * apart. Sets that stop Nix as a whole must have an error in our view too.
 */
export async function compareSets(sets: readonly RandomSet[], lib: string): Promise<Difference[]> {
  const answer = await evaluateNix(`let ${look} in [ ${sets.map(setToNix).join('\n')} ]`, lib)
  if ('value' in answer) {
    const views = answer.value as readonly (readonly Seen[])[]
    return sets.flatMap((set, index) => differences(set, views[index]!))
  }
  if (sets.length > 1) {
    const middle = sets.length >> 1
    return [
      ...(await compareSets(sets.slice(0, middle), lib)),
      ...(await compareSets(sets.slice(middle), lib)),
    ]
  }
  // nixpkgs overflows the stack over two declarations of one option of type json.
  if (answer.message.includes('stack overflow')) return []
  const ours = ourView(sets[0]!)
  return ours.some((seen) => 'error' in seen)
    ? []
    : [{ set: sets[0]!, path: 'the whole set', nix: answer, ours }]
}

function differences(set: RandomSet, nix: readonly Seen[]): Difference[] {
  const ours = ourView(set)
  // In nixpkgs everything fails where an alias leads to an option that is declared twice.
  const twice = ours.some((seen) => 'error' in seen && seen.error === 'declared-twice')
  if (twice && hasAlias(set)) return []
  const leaks = JSON.stringify(nix).includes('"_type"')
  return nix.flatMap((theirs, index) => {
    const mine = ours[index]!
    if (same(theirs, mine)) return []
    // What reads such a value fails with it.
    if (leaks && 'error' in mine && mine.error === 'property-nesting') return []
    if (index % 2 === 1 && hasAlias(set) && same(withoutFiles(theirs), withoutFiles(mine))) return []
    // Of a read-only option that is said twice nixpkgs tells nothing, we tell who says it.
    const value = ours[index - 1]
    const readOnly = JSON.stringify(set).includes('"readOnly"')
    if (index % 2 === 1 && readOnly && value !== undefined && 'error' in value) return []
    const path = set.paths[index >> 1]?.join('.') ?? 'others'
    return [{ set, path: index % 2 === 0 ? path : `options.${path}`, nix: theirs, ours: mine }]
  })
}

/** Through an alias we keep who said it; nixpkgs names the module that makes the alias. */
function hasAlias(set: RandomSet): boolean {
  return JSON.stringify(set).includes('"library"')
}

function withoutFiles(seen: Seen): Seen {
  if ('error' in seen) return seen
  const [isDefined, priority, files] = seen.ok as readonly [unknown, unknown, readonly unknown[]]
  return { ok: [isDefined, priority, files.length] }
}

function same(nix: Seen, ours: Seen): boolean {
  if ('error' in nix) return 'error' in ours
  // We refuse a property that nobody takes off; nixpkgs lets it stand where the type takes any set.
  if (/^(\{"applied":)?\{"_type":"(if|merge|override|order)"/.test(JSON.stringify(nix.ok))) return true
  if ('error' in ours) return ours.error === 'property-nesting' && JSON.stringify(nix.ok).includes('"_type"')
  return canonical(nix.ok) === canonical(ours.ok)
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
