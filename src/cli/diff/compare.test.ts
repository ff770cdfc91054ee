import { describe, expect, it } from 'vitest'
import { plainStyle } from '../render/style.ts'
import { compareModels, type Side } from './compare.ts'
import { renderDiff } from './render.ts'

type Hosts = Side['model']['hosts']

const host = (...files: readonly string[]): Hosts[string] => ({
  system: 'x86_64-linux',
  nixpkgs: 'nixpkgs',
  files,
  users: {},
})

/** A side from options by file: `{ 'profiles/a.nix': { 'x.y': ['1'] } }`. */
function side(
  hosts: Hosts,
  texts: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>,
  files = {},
): Side {
  const definitions = Object.fromEntries(
    Object.entries(texts).map(([file, options]) => [
      file,
      Object.fromEntries(
        Object.entries(options).map(([path, said]) => [
          path,
          said.map((text) => ({ text, at: { file: 'f.ts', line: 1, column: 1 } })),
        ]),
      ),
    ]),
  )
  return { model: { hosts, definitions }, files }
}

const show = (before: Side, after: Side): string =>
  renderDiff(
    compareModels(before, after, () => true),
    plainStyle,
    (at) => `${at.file}:${at.line}`,
  )

describe('what changes', () => {
  it('is told by option, and together for hosts that change alike', () => {
    const hosts = { a: host('p.nix'), b: host('p.nix'), c: host('c.nix') }
    const before = side(hosts, {
      'p.nix': { 'x.gone': ['1'], 'x.kept': ['2'], 'x.new': ['3'] },
      'c.nix': { y: ['1'] },
    })
    const after = side(hosts, {
      'p.nix': { 'x.kept': ['2'], 'x.new': ['4'], 'x.more': ['[\n  5\n]'] },
      'c.nix': { y: ['1'] },
    })
    expect(show(before, after)).toBe(`a, b
  - x.gone
    - 1
  + x.more  f.ts:1
    + [
        5
      ]
  ~ x.new  f.ts:1
    - 3
    + 4
`)
  })

  it('is nothing where a definition moves to another file or line', () => {
    const before = side({ a: host('one.nix') }, { 'one.nix': { x: ['1'] } })
    const after = side({ a: host('two.nix') }, { 'two.nix': { x: ['1'] } })
    expect(compareModels(before, after, () => true)).toEqual({ hosts: [], files: [] })
  })

  it('is the order of definitions, too, and of several only those that differ', () => {
    const of = (...said: readonly string[]): Side => side({ a: host('a.nix') }, { 'a.nix': { x: said } })
    expect(show(of('1', '2'), of('2', '1'))).toBe('a\n  ~ x  f.ts:1\n    - 1\n    - 2\n    + 2\n    + 1\n')
    expect(show(of('1', '2'), of('1', '3'))).toBe('a\n  ~ x  f.ts:1\n    - 2\n    + 3\n')
  })

  it('is a host that comes, goes or becomes another', () => {
    const before = side({ old: host('p.nix'), a: { ...host(), tags: ['x'] } }, { 'p.nix': { x: ['1'] } })
    const after = side(
      { a: { ...host(), tags: ['y'], class: 'server' }, fresh: host('p.nix') },
      { 'p.nix': { x: ['1'] } },
    )
    expect(show(before, after)).toBe(`a
  ~ tags: ["x"] → ["y"]
  ~ class: – → server

fresh  new host
  + x  f.ts:1
    + 1

old  removed
  - x
    - 1
`)
  })

  it("is a user's Home Manager under the user", () => {
    const of = (text: string): Side =>
      side({ a: { ...host(), users: { alice: ['h.nix'] } } }, { 'h.nix': { 'programs.git.enable': [text] } })
    expect(compareModels(of('true'), of('false'), () => true).hosts[0]!.options[0]!.path).toBe(
      'home-manager.users.alice.programs.git.enable',
    )
  })

  it('is a file whose text changes though no option does', () => {
    const of = (hash: string): Side =>
      side({ a: host('a.nix') }, { 'a.nix': { x: ['1'] } }, { 'flake.nix': hash, 'a.nix': 'same' })
    expect(show(of('1'), of('2'))).toBe('Other files of the flake\n  ~ flake.nix\n')
  })
})
