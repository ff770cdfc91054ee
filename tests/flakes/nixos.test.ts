import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

/** A nixpkgs that the Nix on the PATH can evaluate. */
const { NIXPKGS: nixpkgs } = process.env
if (nixpkgs === undefined) console.warn('NIXPKGS names no folder: no NixOS is evaluated as a flake')

const work = realpathSync(mkdtempSync(join(tmpdir(), 'panther-nixos-flake-')))
afterAll(() => {
  spawnSync('chmod', ['-R', 'u+w', work])
  rmSync(work, { recursive: true, force: true })
})

const flake = `{
  inputs.nixpkgs.url = "path:${nixpkgs}";
  outputs = { self, nixpkgs }: {
    nixosConfigurations.host = nixpkgs.lib.nixosSystem {
      system = "x86_64-linux";
      modules = [
        ./host.nix
        ({ pkgs, ... }: {
          system.configurationRevision = self.rev or self.narHash;
          environment.etc.self.source = self;
          environment.etc.part.source = ./part;
          environment.etc.where.text = "\${self}/part \${toString ./part} \${self.lastModifiedDate}";
          environment.etc.nixpkgs.text = "\${nixpkgs} \${toString pkgs.path} \${nixpkgs.narHash}";
          nix.registry.own.flake = self;
        })
      ];
    };
  };
}`

const host = `{
  fileSystems."/" = { device = "/dev/sda1"; fsType = "ext4"; };
  boot.loader.grub.device = "/dev/sda";
  system.stateVersion = "26.05";
}`

function run(command: string, words: readonly string[]): string {
  const env = {
    ...process.env,
    NIX_STORE_DIR: join(work, 'store'),
    NIX_STATE_DIR: join(work, 'state'),
    NIX_LOG_DIR: join(work, 'state'),
    NIX_CONF_DIR: work,
    XDG_CACHE_HOME: join(work, 'cache'),
    HOME: work,
    NIX_PATH: '',
  }
  const { status, stdout, stderr } = spawnSync(command, words, { encoding: 'utf8', env })
  if (status !== 0) throw new Error(stderr)
  return stdout.trim()
}

test.skipIf(nixpkgs === undefined)(
  'the system of a flake has the derivation that Nix has for it',
  () => {
    mkdirSync(join(work, 'flake/part'), { recursive: true })
    writeFileSync(join(work, 'flake/flake.nix'), flake)
    writeFileSync(join(work, 'flake/host.nix'), host)
    writeFileSync(join(work, 'flake/part/file'), 'file')
    const features = ['--option', 'experimental-features', 'nix-command flakes']
    const reference = `path:${work}/flake`
    const toplevel = 'nixosConfigurations.host.config.system.build.toplevel'
    run('nix', ['flake', 'lock', reference, ...features])
    const expected = run('nix', ['eval', '--raw', `${reference}#${toplevel}.drvPath`, ...features])
    // What Nix has put into the store is of no help.
    spawnSync('chmod', ['-R', 'u+w', join(work, 'store')])
    rmSync(join(work, 'store'), { recursive: true })
    const panther = fileURLToPath(new URL('../../bin/panther.js', import.meta.url))
    const asked = ['nix', '-E', `(builtins.getFlake "${reference}").${toplevel}`]
    expect(run(process.execPath, [panther, ...asked])).toBe(expected)
  },
  1_200_000,
)
