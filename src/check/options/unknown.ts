import type { FactNode } from '../../catalog/index.ts'
import { parseOptionPath } from '../../catalog/option-path.ts'
import type { Diagnostic } from '../../fleet/problem.ts'
import type { ResolvedHost } from '../../fleet/resolved.ts'
import { showOption } from '../../fleet/show-option.ts'
import type { Path } from '../../modules/option-type.ts'
import { type Similar, similar } from '../../modules/suggest.ts'
import { elsewhere } from './elsewhere.ts'
import { factAt, factsFor, isDeclared } from './facts.ts'
import { saidPaths } from './said-paths.ts'

/** Why an option is not there, as far as the catalogs tell, and what may be meant. */
export interface Explained extends Pick<Diagnostic, 'code' | 'hint'> {
  readonly message?: string
  /** The option that is meant beyond doubt. */
  readonly meant?: Path | undefined
}

/** Explains an option that is not declared. */
export function explainUnknown(
  path: Path,
  value: unknown,
  user: string | undefined,
  { users, catalog }: Pick<ResolvedHost, 'users' | 'catalog'>,
): Explained {
  const said = saidPaths(value)
  const found = misspelled(path, said, factsFor(catalog, user))
  const other = misplaced(path, said, user, { users, catalog })
  if (other === undefined) return found
  // Home Manager has options of the same name as NixOS has elsewhere: which is meant depends on whether it is used.
  if (found.meant === undefined || found.code !== 'unknown-option') return other
  if (user === undefined && users.length === 0) return found
  return { code: 'unknown-option', hint: `${found.hint} Or it belongs under ${other.place}.` }
}

/** An option of Home Manager that is defined in NixOS, or the other way round. */
function misplaced(
  path: Path,
  said: readonly Path[],
  user: string | undefined,
  { users, catalog }: Pick<ResolvedHost, 'users' | 'catalog'>,
): (Explained & { readonly place: string }) | undefined {
  const other = factsFor(catalog, user === undefined ? 'alice' : undefined)
  const belongs = said.length > 0 && said.every((below) => isDeclared(other, [...path, ...below]))
  if (!belongs) return undefined
  const shown = showOption(said.length === 1 ? [...path, ...said[0]!] : path)
  if (user !== undefined) {
    const place = 'nixos({ … })'
    const message = `The option ${shown} is one of NixOS, not of Home Manager.`
    return { code: 'nixos-option', message, hint: `It belongs under ${place}.`, place }
  }
  const place = `home('${users[0] ?? 'alice'}', { … })`
  const message = `The option ${shown} is one of Home Manager, not of NixOS.`
  return { code: 'home-option', message, hint: `It belongs under ${place}.`, place }
}

function misspelled(path: Path, said: readonly Path[], root: FactNode): Explained {
  const parent = path.slice(0, -1)
  const node = factAt(root, parent)
  const name = path.at(-1)!
  const near = node === undefined ? [] : similar(name, wanted(node)).filter(fits(node, said))
  const style = near.find(({ distance }) => distance < 1)
  if (style !== undefined) return propose([[...parent, style.name]], root)
  const settings = node === undefined ? [] : settingsWith(node, name).map((inner) => [...parent, ...inner])
  const free = node === undefined || near.length > 0 ? undefined : freeSettings(node)
  if (free !== undefined && settings.length === 0 && isInElement(root, parent))
    return propose([[...parent, free, name]], root)
  const isDeep = path.length > 2 && near.length > 0
  const moved = isDeep || settings.length > 0 ? [] : elsewhere(root, path, said)
  const holder = near.length + moved.length + settings.length > 0 ? [] : movedHolder(root, path, said)
  const spelled = near.map((found) => [...parent, found.name])
  const proposals = moved.length > 0 ? moved : [...settings, ...holder, ...spelled].slice(0, 3)
  if (proposals.length > 0) return propose(proposals, root)
  if (free !== undefined) return propose([[...parent, free, name]], root)
  return {
    code: 'unknown-option',
    hint: `panther options ${showOption([name])} searches the catalog for it.`,
  }
}

/** An old name stands for the new one. */
function propose(proposals: readonly Path[], root: FactNode): Explained {
  const paths = proposals.map((path) => {
    const steps = parseOptionPath(factAt(root, path)?.option?.aliasOf ?? '')
    const names = steps.flatMap((step) => (step === 'each' ? [] : [step.name]))
    return factAt(root, path)?.option?.aliasOf === undefined || names.length < steps.length ? path : names
  })
  const distinct = [...new Map(paths.map((path) => [showOption(path), path])).entries()]
  return {
    code: 'unknown-option',
    hint: `Did you mean ${alternatives(distinct.map(([shown]) => shown))}?`,
    meant: distinct.length === 1 ? distinct[0]![1] : undefined,
  }
}

/** `services.firefox.enable`, where `services.firefox` has other options: `programs.firefox.enable`. */
function movedHolder(root: FactNode, path: Path, said: readonly Path[]): readonly Path[] {
  const name = path.at(-1)!
  const parent = path.slice(0, -1)
  if (parent.length !== 2) return []
  const below = said.map((inner) => [name, ...inner])
  return elsewhere(root, parent, below).map((place) => [...place, name])
}

/** Whether the path leads through an element of a list or set. */
function isInElement(root: FactNode, path: Path): boolean {
  let node: FactNode | undefined = root
  for (const name of path) {
    if (node?.child(name) === undefined && node?.each !== undefined) return true
    node = node?.child(name)
  }
  return false
}

/** The names below a place that may be proposed. */
function wanted(node: FactNode): readonly string[] {
  return node.names().filter((name) => {
    const option = node.child(name)?.option
    return option?.removed !== true && option?.internal !== true && name !== '_module'
  })
}

/** Whether what was said below the wrong name may stand below the right one. */
function fits(node: FactNode, said: readonly Path[]): (found: Similar) => boolean {
  return ({ name }) => said.every((below) => below.length === 0 || isDeclared(node, [name, ...below]))
}

/** `permitRootLogin` is `settings.PermitRootLogin`: a known setting that differs in case or dashes alone. */
function settingsWith(node: FactNode, name: string): readonly Path[] {
  return ['settings', 'config'].flatMap((group) => {
    const inner = node.child(group)
    const [found] = inner === undefined ? [] : similar(name, inner.names())
    return found !== undefined && found.distance < 1 ? [[group, found.name]] : []
  })
}

/** The option beside it that takes any name. */
function freeSettings(node: FactNode): string | undefined {
  const { option } = node.child('settings') ?? {}
  const { t, freeform } = option?.struct ?? {}
  return t === 'attrsOf' || t === 'lazyAttrsOf' || freeform !== undefined ? 'settings' : undefined
}

export function alternatives(names: readonly string[]): string {
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}
