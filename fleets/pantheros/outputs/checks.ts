import { type Host, nix, pkgs } from 'pantheros'

const self = nix.expr`self`

/** What `nix flake check` builds: every host, and that the flake holds no dead code. */
export const checks = (hosts: readonly Host[]) => ({
  ...Object.fromEntries(hosts.map((host) => [host.name, host.config.system.build.toplevel])),
  deadnix: pkgs.runCommand(
    'deadnix',
    { nativeBuildInputs: [pkgs.deadnix] },
    nix`deadnix --fail ${self}\ntouch $out\n`,
  ),
})
