/** A fleet of 100 hosts with 50 definitions each and ten reads of what NixOS computes, in a file per host. */
export function largeFleet(hosts = 100): Readonly<Record<string, string>> {
  const names = Array.from({ length: hosts }, (_, n) => `host${n}`)
  const files = names.map((name, n): [string, string] => [`hosts/${name}.ts`, hostFile(name, n)])
  const imports = names.map((name) => `import { ${name} } from './hosts/${name}.ts'`).join('\n')
  const fleet = `import { defineFleet } from 'pantheros'\n${imports}\n
export default defineFleet({ inputs: { nixpkgs: 'github:NixOS/nixpkgs/nixos-unstable' }, hosts: [${names.join(', ')}] })\n`
  return { 'fleet.ts': fleet, ...Object.fromEntries(files) }
}

/** About fifty definitions: firewall, users, web, units, packages, and others' addresses. */
function hostFile(name: string, n: number): string {
  const users = Array.from(
    { length: 5 },
    (_, u) => `user${u}: { isNormalUser: true, uid: ${1000 + u}, extraGroups: ['wheel'], shell: pkgs.fish }`,
  )
  const sites = Array.from(
    { length: 5 },
    (_, s) =>
      `'s${s}.example.org': { forceSSL: true, root: '/srv/${s}', locations: { '/': { proxyPass: nix\`http://[::1]:\${host.config.services.prometheus.port}\` } } }`,
  )
  const units = Array.from(
    { length: 5 },
    (_, s) =>
      `job${s}: { wantedBy: ['multi-user.target'], serviceConfig: { Type: 'oneshot', ExecStart: nix\`\${host.config.services.nginx.package}/bin/x\` } }`,
  )
  return `import { defineHost, mkDefault, mkForce, mkIf, nix, nixos, pkgs } from 'pantheros'

export const ${name} = defineHost('${name}', {
  system: 'x86_64-linux',
  use: [({ host }) => [
    nixos({
      boot: { loader: { systemd: { boot: {} } } as never, tmp: { cleanOnBoot: true }, kernelModules: ['kvm'] },
      networking: { hostName: mkForce('${name}'), firewall: { allowedTCPPorts: [80, 443, ${2000 + n}], enable: true } },
      time: { timeZone: mkDefault('UTC') },
      users: { users: { ${users.join(', ')} } },
      services: {
        openssh: { enable: true, ports: [22], settings: { PermitRootLogin: mkForce('no'), PasswordAuthentication: false } },
        nginx: { enable: true, recommendedGzipSettings: true, virtualHosts: { ${sites.join(', ')} } },
        prometheus: { enable: mkIf(true, true), port: ${9000 + n} },
        postgresql: { enable: true, ensureDatabases: ['a'], ensureUsers: [{ name: 'a', ensureDBOwnership: true }] },
      },
      systemd: { services: { ${units.join(', ')} } },
      environment: { systemPackages: [pkgs.git, pkgs.ripgrep, pkgs.jq] },
      programs: { fish: { enable: true }, git: { enable: true } },
      system: { stateVersion: '26.05' },
    }),
  ]],
})
`
}
