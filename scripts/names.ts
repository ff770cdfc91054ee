/**
 * Makes data/names.catalog: the names of `lib` and `builtins`, the new names of old packages, and what removed options
 * were replaced by. From the trees of nixpkgs, Nix and Home Manager: `node scripts/names.ts NIXPKGS NIX HOME-MANAGER`.
 * Needs `nix-instantiate`.
 */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Catalog, loadCatalog } from '../src/catalog/catalog.ts'
import { type NameFacts, type NameTree, type OldPackage, writeNames } from '../src/catalog/file/names.ts'
import { loadPackages } from '../src/catalog/packages.ts'
import { parseNix } from '../src/nix/parse/index.ts'
import { withoutParens } from '../src/nix/parse/static-names.ts'
import type { Expression } from '../src/nix/syntax.ts'
import { visitChildrenFirst } from '../src/nix/traverse.ts'

const [nixpkgs, nix, homeManager] = process.argv.slice(2)
if (nixpkgs === undefined || nix === undefined || homeManager === undefined)
  throw new Error('say where they are: node scripts/names.ts NIXPKGS NIX HOME-MANAGER')

const packages = loadPackages()

const facts: NameFacts = {
  source: packages.source,
  lib: { ...libNames(nixpkgs), nixos: 0, nixosSystem: 0 },
  builtins: builtinNames(nix),
  successors: {
    nixos: successors(join(nixpkgs, 'nixos/modules'), loadCatalog('nixos')),
    'home-manager': successors(join(homeManager, 'modules'), loadCatalog('home-manager')),
  },
  oldPackages: {
    '': aliases('pkgs/top-level/aliases.nix', packages.names),
    python3Packages: aliases('pkgs/top-level/python-aliases.nix', packages.set('python3Packages') ?? []),
    vimPlugins: aliases(
      'pkgs/applications/editors/vim/plugins/aliases.nix',
      packages.set('vimPlugins') ?? [],
    ),
  },
}
writeFileSync(new URL('../data/names.catalog', import.meta.url), writeNames(facts))

function libNames(nixpkgs: string): NameTree {
  const file = new URL('names/lib.nix', import.meta.url).pathname
  const words = ['--eval', '--strict', '--json', file, '--argstr', 'nixpkgs', nixpkgs]
  return JSON.parse(execFileSync('nix-instantiate', words, { encoding: 'utf8', maxBuffer: 1 << 26 }))
}

/** Every function and constant that the sources of Nix register, and the functions that are written in Nix. */
function builtinNames(nix: string): readonly string[] {
  const folder = join(nix, 'src/libexpr')
  const sources = ['primops.cc', ...readdirSync(join(folder, 'primops')).map((name) => join('primops', name))]
  const found = sources
    .filter((name) => name.endsWith('.cc'))
    .flatMap((name) => [
      ...readFileSync(join(folder, name), 'utf8').matchAll(
        /(?:\.name = |\baddConstant\(\s*|\baddPrimOp\(\s*\{\s*)"(?:__)?([\w']+)"/g,
      ),
    ])
  return [
    ...new Set([
      'builtins',
      'derivation',
      'getFlake',
      'parseFlakeRef',
      'flakeRefToString',
      ...found.map(([, name]) => name!),
    ]),
  ].sort()
}

/** What a file of aliases says of old names: the new one, and whether Nix still takes the old. */
function aliases(file: string, names: readonly string[]): Readonly<Record<string, OldPackage>> {
  const known = new Set(names)
  const parsed = parseNix(readFileSync(join(nixpkgs!, file), 'utf8'))
  if ('error' in parsed) throw new Error(`${file}: ${parsed.error.message}`)
  const found: Record<string, OldPackage> = {}
  visitChildrenFirst(parsed.expression, (node) => {
    if (node.kind !== 'apply' || node.callee.kind !== 'identifier' || node.callee.name !== 'mapAliases')
      return
    let set = withoutParens(node.argument)
    while (set.kind === 'with') set = withoutParens(set.body)
    if (set.kind !== 'attrSet') return
    for (const binding of set.bindings) {
      if (binding.kind !== 'assignment' || binding.path.length !== 1) continue
      const [key] = binding.path
      if (key?.kind !== 'name') continue
      found[key.name] = oldPackage(key.name, binding.value, known)
    }
  })
  return found
}

function oldPackage(name: string, given: Expression, known: ReadonlySet<string>): OldPackage {
  let value = withoutParens(given)
  // `warnAlias "…" target`, `lib.warnOnInstantiate "…" target`
  if (value.kind === 'apply' && value.callee.kind === 'apply') value = withoutParens(value.argument)
  if (value.kind === 'identifier') return { to: value.name, works: true }
  if (value.kind === 'select') return { ...(dotted(value) ?? {}), works: true }
  const isThrow =
    value.kind === 'apply' && value.callee.kind === 'identifier' && value.callee.name === 'throw'
  const to = isThrow && value.kind === 'apply' ? targetIn(textOf(value.argument), name, known) : undefined
  return { ...(to === undefined ? {} : { to }), works: !isThrow }
}

function dotted(value: Expression): { readonly to: string } | undefined {
  if (value.kind !== 'select' || value.expression.kind !== 'identifier') return undefined
  const keys = value.path.flatMap((key) => (key.kind === 'name' ? [key.name] : []))
  const path = [value.expression.name, ...keys]
  if (path[0] === 'pkgs') path.shift()
  return keys.length === value.path.length ? { to: path.join('.') } : undefined
}

function textOf(node: Expression): string {
  const inner = withoutParens(node)
  if (inner.kind !== 'string' && inner.kind !== 'indentedString') return ''
  return inner.parts.map((part) => (part.kind === 'text' ? part.text : '')).join('')
}

/** The one package that a message names as the replacement. */
function targetIn(text: string, name: string, known: ReadonlySet<string>): string | undefined {
  const replaced =
    /\b(?:renamed to(?:\/replaced by)?|replaced (?:by|with)|superseded by|in favou?r of|mov(?:ed|ing) to|migrat(?:e|ing) to|switch(?:ing)? to) (?:the )?['"`‘]?(?:pkgs\.)?([\w.+-]*\w)/g
  const used = /\b(?:[Uu]se|using) (?:the )?['"`‘](?:pkgs\.)?([\w.+-]*\w)['"`’]/g
  const said = [...text.matchAll(replaced), ...text.matchAll(used)]
  const found = new Set<string>()
  for (const [, target] of said) {
    const [set = '', member = ''] = target!.split('.')
    const isKnown = known.has(target!) || packages.set(set)?.includes(member)
    if (isKnown && target !== name) found.add(target!)
  }
  return found.size === 1 ? [...found][0] : undefined
}

/** The options that the modules name as what a removed one was replaced by, by the path of the removed one. */
function successors(folder: string, catalog: Catalog): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {}
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.nix'),
  )
  for (const file of files.sort()) {
    const text = readFileSync(join(folder, file), 'utf8')
    if (!text.includes('mkRemovedOptionModule')) continue
    const parsed = parseNix(text)
    if ('error' in parsed) continue
    visitChildrenFirst(parsed.expression, (node) => {
      if (
        node.kind !== 'apply' ||
        node.callee.kind !== 'apply' ||
        !isNamed(node.callee.callee, 'mkRemovedOptionModule')
      )
        return
      const path = textsIn(node.callee.argument)
      const named = path === undefined ? [] : optionsIn(textOf(node.argument), path, catalog)
      if (named.length > 0) found[path!.join('.')] = named
    })
  }
  return found
}

function isNamed(node: Expression, name: string): boolean {
  if (node.kind === 'identifier') return node.name === name
  const last = node.kind === 'select' ? node.path.at(-1) : undefined
  return last?.kind === 'name' && last.name === name
}

/** The texts in a list of nothing else. */
function textsIn(given: Expression): readonly string[] | undefined {
  const list = withoutParens(given)
  if (list.kind !== 'list') return undefined
  const texts = list.elements.map((element) => (element.kind === 'string' ? textOf(element) : ''))
  return texts.includes('') ? undefined : texts
}

/** The options that a text names: by their whole path, or by a name beside the removed one. */
function optionsIn(text: string, removed: readonly string[], { node }: Catalog): readonly string[] {
  const parent = removed.slice(0, -1)
  const whole = [...text.matchAll(/[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)+/g)].map(([path]) => path.split('.'))
  const beside = [...text.matchAll(/\{option\}`([\w.-]+)`|[`'"]([A-Za-z][\w-]*)[`'"]/g)].map(([, a, b]) => [
    ...parent,
    ...(a ?? b)!.split('.'),
  ])
  const options = [...whole, ...beside].filter((path) => {
    const { option } = node(path) ?? {}
    const isAbove = path.every((name, index) => removed[index] === name)
    return (
      !isAbove &&
      node(path) !== undefined &&
      option?.removed !== true &&
      (path.length > 2 || option !== undefined || whole.includes(path))
    )
  })
  const distinct = [...new Set(options.map((path) => path.join('.')))]
  return distinct.length > 3 ? [] : distinct
}
