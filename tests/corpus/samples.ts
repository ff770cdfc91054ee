/** A fleet with a title, as a file. */
export interface Sample {
  readonly title: string
  readonly source: string
}

export const start = `import { builtins, defineFleet, defineHost, defineModule, defineProfile, disks, home, importModule, inputs, mkDefault, mkForce, mkIf, nix, nixModule, nixos, option, pkgs, t } from 'pantheros'
const nixpkgs = 'github:NixOS/nixpkgs/nixos-unstable'
const more = { 'home-manager': 'github:nix-community/home-manager', disko: 'github:nix-community/disko', 'sops-nix': 'github:Mic92/sops-nix', secrets: 'github:Mic92/sops-nix' }
const system = 'x86_64-linux'
`

/** A fleet of these hosts: name and fields. */
export function fleet(hosts: Readonly<Record<string, string>>, spec = ''): string {
  const list = Object.entries(hosts).map(([name, fields]) => `defineHost('${name}', { system,\n${fields}\n})`)
  return `${start}export default defineFleet({ inputs: { nixpkgs, ...more },
${spec}
hosts: [${list.join(',\n')}] })\n`
}

/** A root file system, and a release: a whole machine. */
export const root =
  "nixos({ fileSystems: { '/': { device: '/dev/vda1', fsType: 'ext4' } }, system: { stateVersion: '26.05' } }),"
