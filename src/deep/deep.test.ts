import { describe, expect, test } from 'vitest'
import { folderOf, foldersOfEnvironment } from './given-inputs.ts'
import { leadBack } from './lead-back.ts'
import { readFailure } from './read-failure.ts'

describe('what Nix prints of an error', () => {
  test('is taken apart', () => {
    const failure =
      readFailure(`error: A definition for option \`a.b' is not of type \`string'. Definition values:
       - In \`/flake/hosts/web': 1

       … while evaluating the attribute 'value'

       at /nixpkgs/lib/modules.nix:12:3:

           11|   x
           12|   y
             |   ^

       … while evaluating the option \`a.b':

(use '--show-trace' to show detailed location information)
`)
    expect(failure).toEqual({
      message:
        "A definition for option `a.b' is not of type `string'. Definition values:\n- In `/flake/hosts/web': 1",
      frames: [
        {
          message: "while evaluating the attribute 'value'",
          at: { file: '/nixpkgs/lib/modules.nix', line: 12, column: 3 },
        },
        { message: "while evaluating the option `a.b':" },
      ],
    })
  })

  test('has its message at the end in a newer Nix', () => {
    const failure = readFailure(`error:
       … while evaluating the option \`a.b':

       … while calling the 'throw' builtin
         at /flake/hosts/web/default.nix:3:5:
            2|   a = 1;
            3|   b = throw "no";
             |       ^

       error: no
       at /flake/hosts/web/default.nix:3:9:
            3|   b = throw "no";
             |         ^
`)
    const file = '/flake/hosts/web/default.nix'
    expect(failure).toEqual({
      message: 'no',
      frames: [
        { message: '', at: { file, line: 3, column: 9 } },
        { message: "while calling the 'throw' builtin", at: { file, line: 3, column: 5 } },
        { message: "while evaluating the option `a.b':" },
      ],
    })
  })

  test('may be no error of a program', () => {
    expect(readFailure('cannot open connection')).toEqual({ message: '', frames: [] })
  })
})

describe('lines of the fleet', () => {
  const at = (line: number) => ({ file: 'hosts/web.ts', line, column: 5 })
  const origins = {
    flake: '/tmp/flake',
    root: '/fleet',
    host: 'web',
    read: (path: string) => (path in origins.model.definitions ? '' : undefined),
    copied: () => undefined,
    given: () => undefined,
    model: {
      version: 1,
      hosts: {
        web: {
          system: 'x86_64-linux',
          nixpkgs: 'nixpkgs',
          files: ['hosts/web/default.nix', 'modules/a.nix'],
          users: { bob: ['profiles/bob.nix'] },
        },
      },
      definitions: {
        'hosts/web/default.nix': {
          'services.nginx.enable': [{ text: 'true', at: at(1) }],
          'boot.loader.grub.enable': [{ text: 'true', at: at(2) }],
        },
        'modules/a.nix': { 'services.nginx.enable': [{ text: 'false', at: at(3) }] },
        'profiles/bob.nix': { 'programs.git.enable': [{ text: 'true', at: at(4) }] },
        'hosts/other/default.nix': { 'services.nginx.enable': [{ text: 'true', at: at(9) }] },
      },
    },
  } as const
  const linesOf = (message: string, ...frames: readonly string[]) => {
    const { path, at } = leadBack({ message, frames: frames.map((each) => ({ message: each })) }, origins)
    return { path, lines: at.map(({ line }) => line) }
  }

  test('are those that define the option, in all files of the host', () => {
    expect(linesOf("The option `services.nginx.enable' has conflicting definition values")).toEqual({
      path: 'services.nginx.enable',
      lines: [1, 3],
    })
  })

  test('are those in the files that the message names', () => {
    const message =
      "A definition for option `services.nginx.enable' is not of type `boolean'. - In `/tmp/flake/hosts/web': 1"
    expect(linesOf(message).lines).toEqual([1])
    expect(linesOf("option `services.nginx.enable' in `/tmp/flake/modules/a.nix'").lines).toEqual([3])
  })

  test('are those around the option that the message names', () => {
    expect(linesOf('You must set the option ‘boot.loader.grub.devices’')).toEqual({
      path: 'boot.loader.grub.devices',
      lines: [2],
    })
    expect(linesOf('boot.kernel.sysctl must be set')).toEqual({ path: 'boot.kernel.sysctl', lines: [] })
  })

  test("are those of a user's Home Manager", () => {
    expect(linesOf("The option `home-manager.users.bob.programs.git.enable' is odd").lines).toEqual([4])
  })

  test('are those of the option that was being evaluated', () => {
    const frames = ['while calling a function', "while evaluating the option `boot.loader.grub.enable':"]
    expect(linesOf('attribute missing', ...frames)).toEqual({ path: 'boot.loader.grub.enable', lines: [2] })
  })

  test('are none where nothing is named', () => {
    expect(linesOf('stack overflow')).toEqual({ path: undefined, lines: [] })
  })
})

describe('folders for inputs', () => {
  test('come from the environment by name, and from the command line by path', () => {
    const environment = {
      PANTHER_FLAKES: '{"nixpkgs": "a", "disko": "b"}',
      PANTHER_FLAKE_HOME_MANAGER: 'c',
      PATH: 'd',
    }
    const byName = foldersOfEnvironment(environment, (folder) => `/${folder}`)
    expect(byName).toEqual(
      new Map([
        ['nixpkgs', '/a'],
        ['disko', '/b'],
        ['home-manager', '/c'],
      ]),
    )
    const given = {
      byName: byName as ReadonlyMap<string, string>,
      byPath: new Map([['disko/nixpkgs', '/x']]),
    }
    expect(folderOf(given, ['disko', 'nixpkgs'])).toBe('/x')
    expect(folderOf(given, ['home-manager', 'nixpkgs'])).toBe('/a')
    expect(folderOf(given, ['nixpkgs-stable'])).toBe('/a')
    expect(folderOf(given, ['opnix'])).toBeUndefined()
  })

  test.each(['{', '[]', '1'])('%s is no set of folders', (PANTHER_FLAKES) => {
    expect(foldersOfEnvironment({ PANTHER_FLAKES }, String)).toMatch(/^PANTHER_FLAKES is no JSON/)
  })
})
