import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { describe, it } from 'vitest'
import { folder, panther } from './panther.ts'

const option = (path: string, type: string) => ({
  [path]: { type, loc: path.split('.'), declarations: [`${path}.nix`], readOnly: false },
})
const ours = JSON.stringify({
  ...option('services.ours.enable', 'boolean'),
  ...option('services.ours.mode', 'one of "fast", "safe"'),
})
/** NixOS of another release: it has one option that ours does not have, and nothing else. */
const stable = JSON.stringify({
  ...option('services.openssh.enable', 'boolean'),
  ...option('services.xyzzyqux.enable', 'boolean'),
})

function project(hosts: string, more: Readonly<Record<string, string>> = {}): string {
  return folder({
    'fleet.ts': `import { defineFleet, defineHost, inputs, importModule, nixos } from 'pantheros'

export default defineFleet({
  inputs: {
    nixpkgs: 'github:NixOS/nixpkgs/nixos-unstable',
    'nixpkgs-stable': 'github:NixOS/nixpkgs/nixos-26.05',
    ours: 'github:example/ours',
  },
  hosts: [
${hosts}
  ],
})
`,
    ...more,
  })
}

/** The least that has `lib.evalModules`' result: options as they are. */
const nixpkgs = {
  'nixpkgs/flake.nix': '{ outputs = _: { }; }',
  'nixpkgs/lib/default.nix': `{
  inherit (builtins) all any attrValues length mapAttrs;
  hasPrefix = start: text: builtins.substring 0 (builtins.stringLength start) text == start;
}`,
  'nixpkgs/nixos/lib/eval-config.nix': `{ modules, ... }: {
  options = builtins.foldl' (one: other: one // other) {
    system = { _type = "option"; type = { name = "bool"; description = "boolean"; getSubOptions = _: { }; }; declarations = [ ./eval-config.nix ]; };
  } (builtins.concatMap (module: module.imports) modules);
}`,
}
const oursFlake = `{
  outputs = { self }: {
    nixosModules.default.services.ours =
      let
        option = type: { _type = "option"; inherit type; declarations = [ "/ours/module.nix" ]; };
      in
      {
        enable = option { name = "bool"; description = "boolean"; getSubOptions = _: { }; };
        mode = option {
          name = "enum";
          description = "one of \\"fast\\", \\"safe\\"";
          functor.payload.values = [ "fast" "safe" ];
          getSubOptions = _: { };
        };
      };
  };
}`

const usesOurs = `    defineHost('web', {
      system: 'x86_64-linux',
      use: [
        importModule(inputs.ours.nixosModules.default),
        nixos({ system: { stateVersion: '26.05' }, services: { ours: { enable: true, mode: 'slow' } } as never }),
      ],
    }),`
const usesFormer = (nixpkgs: string) => `    defineHost('${nixpkgs}-host', {
      system: 'x86_64-linux',
      nixpkgs: '${nixpkgs}',
      use: [nixos({ system: { stateVersion: '26.05' }, services: { xyzzyqux: { enable: true } } as never })],
    }),`

interface Checked {
  readonly diagnostics: readonly {
    readonly host?: string
    readonly path?: string
    readonly code: string
    readonly severity: string
    readonly message: string
  }[]
  readonly catalogs: readonly {
    readonly input: string
    readonly source: string
    readonly otherRelease?: string
  }[]
}

async function check(root: string): Promise<Checked> {
  return JSON.parse((await panther(['check', '--json'], root)).stdout) as Checked
}

/** Who is told that the option is not there, and how. */
function unknownFormer({ diagnostics }: Checked): unknown {
  const found = diagnostics.filter(
    ({ code, path }) => code === 'unknown-option' && path?.startsWith('services.xyzzyqux'),
  )
  return found.map(({ host, severity }) => [host, severity])
}

describe.concurrent('catalog update', { timeout: 120_000 }, () => {
  it("makes the options of an input's modules known, to check and to the compiler", async ({ expect }) => {
    const root = project(usesOurs, { 'options.json': ours })
    const before = await check(root)
    expect(before.diagnostics.map(({ code, severity }) => [code, severity])).toContainEqual([
      'unknown-option',
      'warning',
    ])

    const updated = await panther(['catalog', 'update', 'ours', '--from', 'options.json'], root)
    expect(updated.stderr).toBe('')
    expect(updated.stdout).toContain('ours: 2 options of ours, the file options.json.')
    expect(readdirSync(join(root, 'panther')).sort()).toEqual(['ours.d.ts', 'ours.nixos.catalog'])
    expect(readFileSync(join(root, 'panther/ours.d.ts'), 'utf8')).toContain(
      "readonly mode?: Val<'fast' | 'safe'>",
    )

    const after = await check(root)
    expect(after.diagnostics.map(({ code }) => code)).not.toContain('unknown-option')
    expect(after.diagnostics.map(({ code, severity }) => [code, severity])).toContainEqual([
      'type-mismatch',
      'error',
    ])
  })

  it("judges each host by its own nixpkgs, and says so where that is another's", async ({ expect }) => {
    const root = project(`${usesFormer('nixpkgs')}\n${usesFormer('nixpkgs-stable')}`, {
      'options.json': stable,
    })
    const before = await check(root)
    expect(before.catalogs).toMatchObject([
      { input: 'nixpkgs' },
      { input: 'nixpkgs-stable', otherRelease: '26.05' },
    ])
    const shown = await panther(['check'], root)
    expect(shown.stdout.match(/for which there is no catalog/g)).toHaveLength(1)

    await panther(['catalog', 'update', 'nixpkgs-stable', '--from', 'options.json'], root)
    const after = await check(root)
    expect(after.catalogs[1]).toEqual({
      input: 'nixpkgs-stable',
      source: 'nixpkgs-stable 26.05, the file options.json',
    })
    expect(unknownFormer(before)).toEqual([
      ['nixpkgs-host', 'error'],
      ['nixpkgs-stable-host', 'warning'],
    ])
    expect(unknownFormer(after)).toEqual([['nixpkgs-host', 'error']])
    expect((await panther(['check'], root)).stdout).not.toContain('no catalog')
  })

  it('reads addresses, compressed too', async ({ expect }) => {
    const server = createServer((request, response) => {
      const bodies: Readonly<Record<string, Buffer>> = {
        '/options.json.br': brotliCompressSync(ours),
        '/options.json.gz': gzipSync(ours),
      }
      const body = bodies[request.url ?? '']
      response.writeHead(body === undefined ? 404 : 200).end(body ?? 'no')
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const root = project(usesOurs)
    for (const ending of ['br', 'gz']) {
      const run = await panther(['catalog', 'update', 'ours', '--from', `${at}/options.json.${ending}`], root)
      expect(run).toMatchObject({ code: 0, stderr: '' })
    }
    const none = await panther(['catalog', 'update', 'ours', '--from', `${at}/nothing.json`], root)
    expect(none.code).toBe(3)
    expect(none.stderr).toContain('the server says 404')
    server.close()
  })

  it('ends in one clear error, and leaves what was there', async ({ expect }) => {
    const root = project(usesOurs, {
      'options.json': ours,
      'page.json': '<html>',
      'cut.json': ours.slice(0, 60),
    })
    writeFileSync(join(root, 'cut.json.gz'), gzipSync(ours).subarray(0, 40))
    await panther(['catalog', 'update', 'ours', '--from', 'options.json'], root)
    const before = readFileSync(join(root, 'panther/ours.nixos.catalog'))
    for (const from of ['page.json', 'cut.json', 'cut.json.gz', 'none.json']) {
      const run = await panther(['catalog', 'update', 'ours', '--from', from], root)
      expect(run.code).toBe(3)
      expect(run.stderr).toContain(`${from} cannot be read`)
      expect(run.stderr.match(/error/g)?.length).toBe(1)
    }
    expect(readFileSync(join(root, 'panther/ours.nixos.catalog'))).toEqual(before)
    const other = await panther(['catalog', 'update', 'theirs', '--from', 'options.json'], root)
    expect(other.code).toBe(2)
    expect(other.stderr).toContain('The fleet has no input theirs')
    expect(existsSync(join(root, 'panther/theirs.d.ts'))).toBe(false)
  })

  it('evaluates the modules of a folder, with no Nix', async ({ expect }) => {
    const root = project(usesOurs, { ...nixpkgs, 'ours/flake.nix': oursFlake })
    const update = ['catalog', 'update', 'ours', '--from', 'ours']
    const run = await panther([...update, '--override-input', 'nixpkgs', 'nixpkgs'], root, {
      PATH: '/nowhere',
    })
    expect(run).toMatchObject({ code: 0, stderr: '' })
    expect(run.stdout).toContain('ours: 2 options of ours, ours.')
    expect(readFileSync(join(root, 'panther/ours.d.ts'), 'utf8')).toContain(
      "readonly mode?: Val<'fast' | 'safe'>",
    )
    const system = await panther(['catalog', 'update', '--from', 'nixpkgs'], root)
    expect(system.stdout).toContain('nixpkgs: 1 options of nixpkgs, nixpkgs.')
  })

  it('says what it lacks, and writes nothing', async ({ expect }) => {
    const broken = {
      'broken/flake.nix': nixpkgs['nixpkgs/flake.nix'],
      'broken/lib/default.nix': '{ a = ; }',
      'broken/nixos/lib/eval-config.nix': 'import ../../lib',
    }
    const root = project(usesOurs, { ...broken, 'ours/flake.nix': oursFlake })
    const given = ['--override-input', 'nixpkgs', 'broken']
    for (const [words, said] of [
      [['ours'], "input 'nixpkgs' (github:NixOS/nixpkgs/nixos-unstable) cannot be used"],
      [['ours', ...given], /syntax error, unexpected ';'\n {2}in .*broken\/lib\/default\.nix:1:7\n/],
      [['ours', '--from', 'nowhere'], 'nowhere cannot be read: there is no such folder.'],
      [['nixpkgs', '--from', 'broken'], "syntax error, unexpected ';'"],
    ] as const) {
      const run = await panther(['catalog', 'update', ...words], root)
      expect(run.code).toBe(3)
      expect(run.stderr).toMatch(said)
      expect(run.stderr).toMatch(/hint: .*(--from FOLDER|git clone)/)
    }
    expect(existsSync(join(root, 'panther'))).toBe(false)
  })

  it('says where nothing can be written', async ({ expect }) => {
    const root = project(usesOurs, { 'options.json': ours, panther: 'a file' })
    const run = await panther(['catalog', 'update', 'ours', '--from', 'options.json'], root)
    expect(run).toMatchObject({ code: 3, stderr: expect.stringContaining('error[cannot-write] panther') })
    expect(readdirSync(root).sort()).toEqual(['fleet.ts', 'options.json', 'panther'])
  })

  it('a damaged catalog is told, with how to make it anew', async ({ expect }) => {
    const root = project(usesOurs, { 'panther/ours.nixos.catalog': 'something' })
    const run = await panther(['check'], root)
    expect(run.code).toBe(3)
    expect(run.stdout).toContain('panther/ours.nixos.catalog is damaged')
    expect(run.stdout).toContain('panther catalog update ours')
  })
})
