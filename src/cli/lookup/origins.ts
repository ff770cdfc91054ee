import type { Json, OptionFacts } from '../../catalog/facts.ts'
import { type Catalog, shippedCatalog } from '../../catalog/index.ts'
import { type ListedOption, listOptions } from '../../catalog/search.ts'
import type { AnyModule } from '../../fleet/module.ts'
import type { ResolvedFleet, ResolvedHost } from '../../fleet/resolved.ts'
import { isOption, type Option, type Options } from '../../modules/index.ts'

/** Who declares options: NixOS with disko and the flakes whose modules are known, Home Manager, the fleet's modules. */
export interface Origin {
  readonly id: 'nixos' | 'home-manager' | 'module'
  readonly title: string
  /** For whom its options may be set on a host: nothing stands for the host itself. */
  users(host: ResolvedHost): readonly (string | undefined)[]
  readonly catalog?: Catalog
  list(): Iterable<Declared>
}

/** What there is to say of one option, wherever it is declared. */
export interface Declared {
  readonly path: readonly string[]
  readonly type: string
  readonly hasDefault: boolean
  /** Only where it is plain data. */
  readonly default?: Json | undefined
  readonly declared: string
  readonly description?: string | undefined
  readonly facts?: OptionFacts | undefined
  readonly module?: AnyModule | undefined
}

/** All origins that a fleet knows, or those that are known without one. */
export function originsOf(resolved: ResolvedFleet | undefined): readonly Origin[] {
  // Lists are of all hosts: where their catalogs differ, that of the first one counts.
  const { nixos, home } = resolved?.hosts[0]?.catalog ?? shippedCatalog()
  return [
    { id: 'nixos', title: 'NixOS', users: () => [undefined], catalog: nixos, list: () => listed(nixos) },
    {
      id: 'home-manager',
      title: 'Home Manager',
      users: (host) => host.users,
      catalog: home,
      list: () => listed(home),
    },
    {
      id: 'module',
      title: 'a module of the fleet',
      users: (host) => [undefined, ...host.users],
      list: () => modulesOf(resolved).flatMap((module) => [...moduleOptions(module)]),
    },
  ]
}

function* listed({ root }: Catalog): Iterable<Declared> {
  for (const option of listOptions(root)) yield fromFacts(option)
}

/** What a catalog says of an option. */
export function fromFacts({ path, facts }: ListedOption): Declared {
  const { type, hasDefault, default: value, declared } = facts
  return {
    path,
    type,
    hasDefault,
    default: value,
    declared,
    facts,
  }
}

function modulesOf(resolved: ResolvedFleet | undefined): readonly AnyModule[] {
  const modules = resolved?.hosts.flatMap((host) => host.modules.map(({ module }) => module)) ?? []
  return [...new Set(modules)]
}

function* moduleOptions(module: AnyModule): Iterable<Declared> {
  for (const { path, option } of leaves(module.options, [])) {
    yield {
      path: [...module.moduleName.split('.'), ...path],
      type: option.type.description,
      hasDefault: option.default !== undefined || Object.hasOwn(module.computed, path.join('.')),
      default: option.default as Json | undefined,
      declared: module.moduleName,
      description: option.description,
      module,
    }
  }
}

function* leaves(
  options: Options,
  path: readonly string[],
): Iterable<{ readonly path: readonly string[]; readonly option: Option }> {
  for (const [name, option] of Object.entries(options)) {
    if (isOption(option)) yield { path: [...path, name], option }
    else yield* leaves(option, [...path, name])
  }
}
