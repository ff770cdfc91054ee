import { type OptionFacts, shippedCatalog } from '../../catalog/index.ts'
import { parsePath } from '../../modules/parse-path.ts'
import { plainNixText } from '../nix-text.ts'
import type { ModelDiff, OptionDiff } from './compare.ts'

/** The difference with what an option is where the fleet does not define it: its default, if that is plain data. */
export function withDefaults(diff: ModelDiff): ModelDiff {
  const hosts = diff.hosts.map((host) => ({ ...host, options: host.options.map(withDefault) }))
  return { ...diff, hosts }
}

function withDefault(option: OptionDiff): OptionDiff {
  if (option.change === 'changed') return option
  const facts = factsAt(parsePath(option.path) ?? [])
  if (facts?.default === undefined) return option
  return { ...option, default: { text: plainNixText(facts.default), declared: facts.declared } }
}

function factsAt(path: readonly string[]): OptionFacts | undefined {
  const isUsers = path[0] === 'home-manager' && path[1] === 'users'
  const { nixos, home } = shippedCatalog()
  return isUsers ? home.option(path.slice(3)) : nixos.option(path)
}
