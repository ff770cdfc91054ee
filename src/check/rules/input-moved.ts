import { type FleetRule, fleetRule } from './rule.ts'

/** Repositories that are elsewhere now, or were never there, and where they are. */
const moved: Readonly<Record<string, string>> = {
  'nixos/nixpkgs-channels': 'NixOS/nixpkgs',
  'opnix-dev/opnix': 'brizzbuzz/opnix',
  'rycee/home-manager': 'nix-community/home-manager',
}

export const inputMoved: FleetRule = fleetRule({
  code: 'input-moved',
  severity: 'warning',
  about: 'an input whose repository is somewhere else',
  facts: () => undefined,
  *compare(_, { spec, place }) {
    for (const [name, input] of Object.entries(spec.inputs)) {
      const url = typeof input === 'string' ? input : (input as typeof input | undefined)?.url
      const [, repository] = (url !== undefined && /^github:([^/]+\/[^/?]+)/.exec(url)) || []
      const now = repository === undefined ? undefined : moved[repository.toLowerCase()]
      if (now === undefined) continue
      const at = place()
      yield {
        message: `The input ${name} is at github:${repository}, where it is not kept.`,
        hint: `Write github:${now}.`,
        at: at === undefined ? [] : [{ ...at, valuePath: ['inputs', name] }],
      }
    }
  },
})
