import { describe, expect, it } from 'vitest'
import { flakeOf, linux } from '../../tests/synth/fleet.ts'
import { defineProfile, home, mkForce, mkIf, mkMerge, nix, nixos, type Use } from '../index.ts'
import { modelText } from './model.ts'

type Loose = any
const says = (value: object): Use => nixos(value as never)
const textsOf = (use: Use): Record<string, readonly string[]> => {
  const { model } = flakeOf({ hosts: [linux('one', [defineProfile('p', use)])] })
  const options = Object.entries(model.definitions['profiles/p.nix'] ?? {})
  return Object.fromEntries(options.map(([option, said]) => [option, said.map(({ text }) => text)]))
}

describe('the model', () => {
  it('has every definition by its option, in order', () => {
    expect(textsOf([says({ a: { b: 1, 'c.d': ['x'] }, e: {} }), says({ a: { b: mkForce(2) } })])).toEqual({
      'a.b': ['1', 'lib.mkForce 2'],
      'a."c.d"': ['[ "x" ]'],
      e: ['{ }'],
    })
  })

  it('puts what stands around a set around each value in it', () => {
    const use = ({ host }: Loose) =>
      mkIf(
        host.config.services.nginx.enable,
        says({ a: mkMerge<Loose>([{ b: 1 }, mkForce({ c: 2 })]), d: mkIf(false, 1) }) as never,
      )
    expect(textsOf(use as never)).toEqual({
      'a.b': ['lib.mkIf config.services.nginx.enable 1'],
      'a.c': ['lib.mkIf config.services.nginx.enable (lib.mkForce 2)'],
    })
  })

  it('names what Nix computes as it is written', () => {
    const use = ({ host }: Loose) => says({ a: { [nix.key`${host.config.networking.hostName}.conf`]: 1 } })
    expect(textsOf(use as never)).toEqual({ 'a."${config.networking.hostName}.conf"': ['1'] })
  })

  it('describes hosts, and what they share once', () => {
    const p = defineProfile('p', [says({ a: 1 }), home('alice', { programs: {} } as never)])
    const spec = {
      class: 'server',
      purpose: 'x',
      tags: ['t'],
      address: '10.0.0.1',
      domain: 'example.org',
      deployment: { port: 1108 },
    } as const
    const { model } = flakeOf({
      hosts: [linux('one', [p, home('alice', { b: 2 } as never)], spec), linux('two', [p])],
    })
    expect(model.hosts).toEqual({
      one: {
        system: 'x86_64-linux',
        ...spec,
        nixpkgs: 'nixpkgs',
        files: ['profiles/p.nix', 'hosts/one/home.nix', 'hosts/one/default.nix'],
        users: { alice: ['profiles/p.home.nix'] },
      },
      two: {
        system: 'x86_64-linux',
        nixpkgs: 'nixpkgs',
        files: ['profiles/p.nix', 'hosts/two/home.nix', 'hosts/two/default.nix'],
        users: { alice: ['profiles/p.home.nix'] },
      },
    })
    expect(Object.keys(model.definitions)).toEqual([
      'hosts/one/default.nix',
      'hosts/one/home.nix',
      'hosts/two/default.nix',
      'profiles/p.home.nix',
      'profiles/p.nix',
    ])
    expect(model.definitions['hosts/one/home.nix']).toMatchObject({
      'home-manager.users.alice.b': [{ text: '2' }],
    })
  })

  it('is a text with a line for each thing', () => {
    const model = {
      version: 1,
      hosts: {
        one: { system: 'x86_64-linux', nixpkgs: 'nixpkgs', files: ['hosts/one/default.nix'], users: {} },
      },
      definitions: {
        'hosts/one/default.nix': {
          a: [{ text: '1', at: { file: 'fleet.ts', line: 3, column: 4 } }],
          b: [{ text: '"x"' }, { text: '2' }],
        },
        empty: {},
      },
    } as const
    expect(modelText(model, { 'flake.nix': 'sha256-x', 'a.nix': 'sha256-y' })).toBe(`{
  "version": 1,
  "hosts": {
    "one": {"system":"x86_64-linux","nixpkgs":"nixpkgs","files":["hosts/one/default.nix"],"users":{}}
  },
  "definitions": {
    "hosts/one/default.nix": {
      "a": [{"text":"1","at":{"file":"fleet.ts","line":3,"column":4}}],
      "b": [{"text":"\\"x\\""},{"text":"2"}]
    },
    "empty": {}
  },
  "files": {
    "a.nix": "sha256-y",
    "flake.nix": "sha256-x"
  }
}
`)
  })
})
