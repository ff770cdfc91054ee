import { isCatalogOption } from '../../catalog/index.ts'
import type { FleetConfiguration } from '../../fleet/configuration.ts'
import type { Fleet } from '../../fleet/fleet.ts'
import { fromModuleError } from '../../fleet/module-error.ts'
import type { Diagnostic } from '../../fleet/problem.ts'
import type { ResolvedHost } from '../../fleet/resolved.ts'
import { ModuleError } from '../../modules/index.ts'
import { foreignModules, importedInputs } from '../foreign-modules.ts'
import { said } from '../old-names.ts'

/** Where flakes are, and what they call their module, by the name under which the catalog has their options. */
const flakes: Readonly<Record<string, { readonly url: string; readonly module: string }>> = {
  agenix: { url: 'github:ryantm/agenix', module: 'default' },
  catppuccin: { url: 'github:catppuccin/nix', module: 'catppuccin' },
  impermanence: { url: 'github:nix-community/impermanence', module: 'impermanence' },
  lanzaboote: { url: 'github:nix-community/lanzaboote', module: 'lanzaboote' },
  microvm: { url: 'github:microvm-nix/microvm.nix', module: 'host' },
  'niri-flake': { url: 'github:sodiboo/niri-flake', module: 'niri' },
  'nixos-facter': { url: 'github:numtide/nixos-facter-modules', module: 'facter' },
  'nixos-wsl': { url: 'github:nix-community/NixOS-WSL', module: 'default' },
  opnix: { url: 'github:brizzbuzz/opnix', module: 'default' },
  preservation: { url: 'github:nix-community/preservation', module: 'preservation' },
  secrix: { url: 'github:Platonic-Systems/secrix', module: 'default' },
  'sops-nix': { url: 'github:Mic92/sops-nix', module: 'sops' },
  stylix: { url: 'github:nix-community/stylix', module: 'stylix' },
}

/** Options that a flake's module declares, on a host that does not import it. */
export function missingModules(
  host: ResolvedHost,
  configuration: FleetConfiguration,
  { spec }: Fleet,
): readonly Diagnostic[] {
  // A module that nobody knows may import it.
  if (foreignModules(host, undefined)) return []
  const reported = new Set<string>()
  return configuration.said().flatMap(({ path, option }): readonly Diagnostic[] => {
    const flake = isCatalogOption(option) ? option.facts.module : undefined
    if (flake === undefined || reported.has(flake) || !Object.hasOwn(flakes, flake)) return []
    const { url, module } = flakes[flake]!
    const inputs = Object.entries(spec.inputs).filter(([name, input]) => {
      const given = typeof input === 'string' ? input : input.url
      return (
        name === flake ||
        given === undefined ||
        given.toLowerCase().includes(url.slice('github:'.length).toLowerCase())
      )
    })
    const imported = importedInputs(host)
    if (inputs.some(([name]) => imported.has(name)) || imported.has(flake)) return []
    const definitions = said(configuration.find(path)!)
    if (definitions.length === 0) return []
    reported.add(flake)
    const input = inputs[0]?.[0]
    const named = input ?? flake
    const key = /^\w+$/.test(named) ? `inputs.${named}` : `inputs['${named}']`
    const importing = `importModule(${key}.nixosModules.${module})`
    const name = path.join('.')
    const message =
      input === undefined
        ? `The option ${name} is one of ${flake}, which is no input of the fleet.`
        : `The option ${name} is one of ${flake}, whose module the host does not import.`
    const hint =
      input === undefined
        ? `Add it to defineFleet, inputs: { '${flake}': '${url}' }, and to the host: ${importing}.`
        : `Add it to the host: ${importing}.`
    const found = fromModuleError(new ModuleError({ code: 'unknown-option', path, message, definitions }), {
      host: host.host.name,
      user: undefined,
    })
    return [{ ...found, code: 'missing-module', message, hint }]
  })
}
