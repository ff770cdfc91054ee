import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, it } from 'vitest'
import { fleet, folder, panther } from './panther.ts'

const noNix = spawnSync('nix-instantiate', ['--version']).error !== undefined

/** Stands in for nixpkgs: modules whose options are all free, with an assertion and a warning of their own. */
const nixpkgs = `{
  outputs = { self }: {
    lib = {
      mkDefault = value: value;
      nixosSystem = { modules, ... }@arguments:
        let
          lib = self.lib;
          load = module: if builtins.isPath module || builtins.isString module then load (import module) else if builtins.isFunction module then module { inherit lib config; pkgs = { }; inputs = arguments.specialArgs.inputs or { }; options = { }; modulesPath = ""; } else module;
          all = module: let loaded = load module; in builtins.concatMap all (loaded.imports or [ ]) ++ [ (removeAttrs (loaded.config or loaded) [ "imports" ]) ];
          merge = one: other: if builtins.isAttrs one && builtins.isAttrs other then one // builtins.mapAttrs (name: value: if one ? \${name} then merge one.\${name} value else value) other else other;
          said = builtins.foldl' merge { } (builtins.concatMap all modules);
          config = said // {
            assertions = [
              { assertion = !(said.programs.fish.enable or false); message = "You must set the option ‘programs.fish.package’"; }
            ];
            warnings = if said.services.openssh.enable or false then [ "The option services.openssh.enable opens a door." ] else [ ];
            system.build.toplevel.drvPath = if said.networking.hostName == "broken" then throw "The option \`networking.hostName' is accessed but has no value defined." else "/nix/store/\${said.networking.hostName}.drv";
          };
        in { inherit config; };
    };
  };
}`

const made = (...definitions: readonly string[]) => {
  const hosts = definitions.map((each, n) => [n === 0 ? 'web' : 'broken', `use: [nixos(${each})]`] as const)
  return fleet(Object.fromEntries(hosts), { 'nixpkgs/flake.nix': nixpkgs })
}
const given = ['--override-input', 'nixpkgs', 'nixpkgs'] as const
const plain = '{ services: { openssh: { enable: false } } }'

const engines = [
  { name: "panther's own engine", environment: {} as Readonly<Record<string, string>> },
  ...(noNix ? [] : [{ name: 'the Nix on the PATH', environment: { PANTHER_ENGINE: 'nix' } }]),
]

describe.for(engines)('with $name', ({ environment }) => {
  it('all is well', async ({ expect }) => {
    const run = await panther(['check', '--deep', ...given, '--json'], made(plain), environment)
    expect(run).toMatchObject({ code: 0, stderr: '' })
    expect(JSON.parse(run.stdout)).toMatchObject({
      ok: true,
      systems: { web: '/nix/store/web.drv' },
      diagnostics: [],
    })
  })

  it('what the modules say is shown at the line that caused it', async ({ expect }) => {
    const root = made('{ programs: { fish: { enable: true } }, services: { openssh: { enable: true } } }')
    const { code, stdout } = await panther(['check', '--deep', ...given], root, environment)
    expect(code).toBe(1)
    expect(stdout).toContain(
      'error[nixos-assertion] web: You must set the option ‘programs.fish.package’\n  fleet.ts:6:',
    )
    expect(stdout).toContain(
      'warning[nixos-warning] web: The option services.openssh.enable opens a door.\n  fleet.ts:6:',
    )
    expect(stdout).toMatch(/1 host checked: 1 error, 1 warning/)
  })

  it('an error of one host does not hide the others', async ({ expect }) => {
    const run = await panther(['check', '--deep', ...given, '--json'], made(plain, plain), environment)
    expect(JSON.parse(run.stdout)).toMatchObject({
      ok: false,
      systems: { web: '/nix/store/web.drv' },
      diagnostics: [
        {
          code: 'nixos-error',
          host: 'broken',
          message: "The option `networking.hostName' is accessed but has no value defined.",
        },
      ],
    })
  })

  it('asks nothing where the fleet has errors, and says so', async ({ expect }) => {
    const { code, stdout } = await panther(
      ['check', '--deep', ...given],
      made('{ services: { nope: 1 } as never }'),
      environment,
    )
    expect(code).toBe(1)
    expect(stdout).toContain('The real modules were not asked')
  })

  it('options are evaluated', async ({ expect }) => {
    const root = made(plain)
    expect(await panther(['eval', 'web', 'networking.hostName', ...given], root, environment)).toEqual({
      code: 0,
      stdout: '"web"\n',
      stderr: '',
    })
    const run = await panther(['eval', 'web', 'networking.nothing', ...given], root, environment)
    expect(run).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("error[nixos-error] web: attribute 'nothing' missing"),
    })
  })

  it('an input that lies in the flake is found there', async ({ expect }) => {
    const root = folder({
      'fleet.ts': `import { defineFleet, defineHost, importModule, inputs } from 'pantheros'

export default defineFleet({
  inputs: { nixpkgs: 'github:NixOS/nixpkgs/nixos-unstable', mine: 'path:./mine' },
  hosts: [defineHost('web', { system: 'x86_64-linux', use: [importModule(inputs.mine.nixosModules.default)] })],
})
`,
      'nixpkgs/flake.nix': nixpkgs,
      'flake/mine/flake.nix':
        '{ outputs = { self }: { nixosModules.default = { services.mine = "there"; }; }; }',
    })
    const run = await panther(['eval', 'web', 'services.mine', ...given], root, environment)
    expect(run).toEqual({ code: 0, stdout: '"there"\n', stderr: '' })
  })

  it('an input that is nowhere is an error that says what to do', async ({ expect }) => {
    const { code, stdout } = await panther(['check', '--deep'], made(plain), environment)
    expect(code).toBe(1)
    expect(stdout).toContain("give its folder with '--override-input nixpkgs PATH'")
    expect(stdout).toContain(
      'git clone --depth 1 --branch nixos-unstable https://github.com/NixOS/nixpkgs ../nixpkgs\n',
    )
  })

  it('the environment names folders, too', async ({ expect }) => {
    const root = made(plain)
    const run = await panther(['eval', 'web', 'system.build.toplevel.drvPath'], root, {
      ...environment,
      PANTHER_FLAKE_NIXPKGS: 'nixpkgs',
    })
    expect(run.stdout).toBe('"/nix/store/web.drv"\n')
  })

  it('Ctrl-C ends it, and nothing stays behind', async ({ expect }) => {
    const root = made('{ services: { openssh: { enable: false } } }')
    // Endless for all purposes, and no work for the memory.
    const loop =
      "(let loop = f: builtins.foldl' (sum: n: sum + f n) 0 (builtins.genList (n: n) 2000); in loop (a: loop (b: loop (c: 1))))"
    const slow = folder({
      'flake.nix': nixpkgs.replace('assertions = [', `assertions = builtins.seq ${loop} [`),
    })
    const launcher = fileURLToPath(new URL('../../bin/panther.js', import.meta.url))
    const temporary = folder()
    const child = spawn(
      process.execPath,
      [launcher, 'check', '--deep', '--override-input', 'nixpkgs', slow],
      {
        cwd: root,
        env: { ...process.env, ...environment, TMPDIR: temporary },
      },
    )
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    const begun = setInterval(() => {
      if (readdirSync(temporary).some((name) => name.startsWith('panther-deep-'))) child.kill('SIGINT')
    }, 3000)
    const code = await new Promise((resolve) => child.on('close', resolve))
    clearInterval(begun)
    expect(code).toBe(3)
    expect(said).toContain('error[interrupted] Interrupted before all was evaluated.')
    expect(readdirSync(temporary).filter((name) => name.startsWith('panther'))).toEqual([])
    await expect.poll(() => processesOf(temporary)).toEqual([])
  })
})

/** Processes whose environment names the folder; none where the system does not tell. */
function processesOf(folder: string): readonly string[] {
  if (!existsSync('/proc/self/environ')) return []
  return readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/environ`, 'utf8').includes(folder)
    } catch {
      // It has ended meanwhile, or is somebody else's.
      return false
    }
  })
}

describe.concurrent('used wrongly', () => {
  it('says that there is no Nix', async ({ expect }) => {
    const run = await panther(['check', '--deep', ...given], made(plain), {
      PATH: '/nowhere',
      PANTHER_ENGINE: 'nix',
    })
    expect(run).toMatchObject({
      code: 3,
      stdout: expect.stringContaining('error[no-nix] The flake cannot be evaluated:'),
    })
  })

  it('an input that the fleet does not have', async ({ expect }) => {
    const run = await panther(['check', '--deep', '--override-input', 'nixpkg', '.'], made(plain))
    expect(run).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('error[missing-input] The fleet has no input nixpkg; it has nixpkgs.'),
    })
  })

  it.for([
    [['--override-input', 'nixpkgs', 'nowhere'], 'There is no folder nowhere.'],
    [['--override-input', 'nixpkgs'], 'nixpkgs names no folder for an input.'],
  ] as const)('%j', async ([words, message], { expect }) => {
    const run = await panther(['check', '--deep', ...words], made(plain))
    expect(run).toMatchObject({
      code: 2,
      stdout: expect.stringContaining(`error[no-input-folder] ${message}`),
    })
  })
})
