import { describe, expect, it } from 'vitest'
import type { Change, Spot } from '../../fleet/problem.ts'
import { applyEdits, editsFor } from './edits.ts'

const place = { file: 'x.ts', line: 1, column: 1 }

/** The source after a change, or why there is none. */
function changed(
  source: string,
  change: Change,
  valuePath: readonly string[] = [],
  spot?: Spot,
  file = 'x.ts',
): string {
  const found = editsFor(source, { place: { ...place, file }, valuePath, spot }, change)
  return 'reason' in found ? `not: ${found.reason}` : applyEdits(source, found.edits)
}

function renamed(source: string, from: string, to: string): string {
  return changed(source, { kind: 'key', from: from.split('.'), to: to.split('.') })
}

describe('a key', () => {
  it('gets another name where it stands', () => {
    expect(renamed('nixos({ a: { enabel: true /* yes */ } })', 'a.enabel', 'a.enable')).toBe(
      'nixos({ a: { enable: true /* yes */ } })',
    )
    expect(renamed("nixos({ 'a-b': { x: 1 } })", 'a-b', 'c')).toBe('nixos({ c: { x: 1 } })')
    expect(renamed('nixos({ a: mkIf(c, { x: mkForce(1) }) })', 'a.x', 'a.y-z')).toBe(
      "nixos({ a: mkIf(c, { 'y-z': mkForce(1) }) })",
    )
    expect(renamed('nixos({ a: { enabel } })', 'a.enabel', 'a.enable')).toBe(
      'nixos({ a: { enable: enabel } })',
    )
    expect(renamed("home('bob', { a: { x: 1 } })", 'a.x', 'a.y')).toBe("home('bob', { a: { y: 1 } })")
    expect(renamed('disks({ disk: { x: 1 } })', 'disko.devices.disk.x', 'disko.devices.disk.y')).toBe(
      'disks({ disk: { y: 1 } })',
    )
    expect(renamed('nixos({ a: [{ x: 1 }] })', 'a.0.x', 'a.0.y')).toBe('nixos({ a: [{ y: 1 }] })')
  })

  it('keeps the comments beside it', () => {
    expect(renamed('nixos({ a: { /* 1 */ b: { c: 1 /* 2 */ } } })', 'a.b.c', 'a.d.c')).toBe(
      'nixos({ a: { /* 1 */ d: { c: 1 /* 2 */ } } })',
    )
    expect(renamed('nixos({ a: { b: { c: 1 /* 2 */ } } })', 'a.b.c', 'a.d')).toMatch(/^not: /)
    expect(renamed('nixos({ a: { b: { // 2\n c: 1 } } })', 'a.b.c', 'a.d.e')).toMatch(/^not: /)
    expect(renamed('nixos({ a: { b: { c: 1 /* 2 */ }, d: { e: 2 } } })', 'a.b.c', 'a.d.c')).toMatch(/^not: /)
  })

  it('goes deeper, or elsewhere, with the keys around it', () => {
    expect(renamed("nixos({ git: { userName: 'x' } })", 'git.userName', 'git.settings.user.name')).toBe(
      "nixos({ git: { settings: { user: { name: 'x' } } } })",
    )
    expect(renamed('nixos({ redis: { enable: true } })', 'redis.enable', 'redis.servers..enable')).toBe(
      "nixos({ redis: { servers: { '': { enable: true } } } })",
    )
    expect(renamed('nixos({ a: { b: { c: 1 } } })', 'a.b.c', 'a.d')).toBe('nixos({ a: { d: 1 } })')
    expect(renamed('nixos({ a: { b: { c: 1, e: 2 } } })', 'a.b.c', 'a.d')).toBe(
      'nixos({ a: { b: { e: 2 }, d: 1 } })',
    )
    expect(renamed('nixos({ a: { b: { c: 1, e: 2 } } })', 'a.b.e', 'a.d.f')).toBe(
      'nixos({ a: { b: { c: 1 }, d: { f: 2 } } })',
    )
    expect(renamed('nixos({ a: { b: { c: { d: 1 }, e: 2 } } })', 'a.b.c.d', 'a.f')).toBe(
      'nixos({ a: { b: { e: 2 }, f: 1 } })',
    )
  })

  it('joins an object that is there', () => {
    expect(
      renamed(
        "nixos({ git: { userName: 'x', settings: { user: { email: 'y' } } } })",
        'git.userName',
        'git.settings.user.name',
      ),
    ).toBe("nixos({ git: { settings: { user: { email: 'y', name: 'x' } } } })")
    expect(
      renamed('nixos({\n  a: {\n    x: 1,\n    s: {\n      y: 2,\n    },\n  },\n})', 'a.x', 'a.s.x'),
    ).toBe('nixos({\n  a: {\n    s: {\n      y: 2,\n      x: 1,\n    },\n  },\n})')
    expect(renamed('nixos({ s: {}, a: { x: 1 } })', 'a.x', 's.x')).toBe('nixos({ s: { x: 1 } })')
  })

  it('stays where nobody can tell what would become of it', () => {
    const stays = (source: string, from: string, to: string) =>
      expect(renamed(source, from, to)).toMatch(/^not: /)
    stays('nixos({ a: { x: 1, y: 2 } })', 'a.x', 'a.y')
    stays('nixos({ a: { x: 1, s: mkIf(c, {}) } })', 'a.x', 'a.s.x')
    stays('nixos({ a: { ...b, x: 1 } })', 'a.x', 'a.y')
    stays('nixos({ a: b })', 'a.x', 'a.y')
    stays('nixos({ a: mkIf(c, { b: 1 }) })', 'a.b', 'd.b')
    stays('nixos({ a: { [k]: 1 } })', 'a.k', 'a.y')
    stays('nixos({ a: { x: 1 as any } })', 'a.x', 'a.s.x')
    stays('nixos({ a: [{ x: 1 }] })', 'a.0.x', 'b.x')
    stays('nixos({ a: { x: 1, /* why */ y: 2 }, s: { z: 1 } })', 'a.x', 's.x')
    stays("home('bob', { a: 1 })", 'home-manager.users.bob.a', 'home-manager.users.b')
    const constant = 'nixos(shared)\nconst shared = { a: { x: 1 } }'
    stays(constant, 'a.x', 'a.y')
  })

  it('of a constant that others may use stays', () => {
    const source = 'const shared = { x: 1 }\nnixos({ a: shared })'
    const target = { place: { file: 'x.ts', line: 2, column: 1 }, valuePath: [] }
    expect(editsFor(source, target, { kind: 'key', from: ['a', 'x'], to: ['a', 'y'] })).toEqual({
      reason: 'it is part of a constant, which may be used elsewhere',
    })
  })
})

describe('a value', () => {
  const value = (source: string, from: unknown, to: string | number | boolean) =>
    changed(source, { kind: 'value', from, to }, ['a'])

  it('is replaced in its own quotes, inside properties', () => {
    expect(value("nixos({ a: mkForce('servr') })", 'servr', 'server')).toBe("nixos({ a: mkForce('server') })")
    expect(value('nixos({ a: "servr" })', 'servr', 'server')).toBe('nixos({ a: "server" })')
    expect(value("nixos({ a: '80' })", '80', 80)).toBe('nixos({ a: 80 })')
    expect(value("nixos({ a: c ? 'x' : 'servr' })", 'servr', "s'r")).toBe("nixos({ a: c ? 'x' : 's\\'r' })")
  })

  it('stays where it is computed', () => {
    expect(value('nixos({ a: x + y })', 'servr', 'server')).toMatch(/^not: /)
    expect(value("nixos({ a: c ? 'x' : 'x' })", 'x', 'y')).toMatch(/^not: /)
  })
})

describe('a name', () => {
  const member = (path: string): Spot => ({ kind: 'member', root: 'pkgs', path: path.split('.') })
  const name = (from: string, to: string): Change => ({
    kind: 'name',
    from: from.split('.'),
    to: to.split('.'),
  })
  const inCode = (source: string, from: string, to: string) =>
    changed(source, name(from, to), ['p'], member(from))

  it('is replaced wherever the value selects it', () => {
    expect(inCode('nixos({ p: [pkgs.make, pkgs.make] })', 'make', 'gnumake')).toBe(
      'nixos({ p: [pkgs.gnumake, pkgs.gnumake] })',
    )
    expect(
      inCode("nixos({ p: pkgs._1password, q: 'pkgs._1password' })", '_1password', '_1password-cli'),
    ).toBe("nixos({ p: pkgs['_1password-cli'], q: 'pkgs._1password' })")
    expect(inCode("nixos({ p: pkgs['a-b'].override({}) })", 'a-b', 'c')).toBe(
      'nixos({ p: pkgs.c.override({}) })',
    )
    expect(inCode('nixos({ p: (pkgs as any).make })', 'make', 'gnumake')).toBe(
      'nixos({ p: (pkgs as any).gnumake })',
    )
    expect(inCode('nixos({ p: pkgs.numpy })', 'numpy', 'python3Packages.numpy')).toBe(
      'nixos({ p: pkgs.python3Packages.numpy })',
    )
    expect(inCode('nixos({ p: pkgs.xorg.xeyes })', 'xorg.xeyes', 'xeyes')).toBe('nixos({ p: pkgs.xeyes })')
    expect(inCode('nixos({ p: pkgs.other.make })', 'make', 'gnumake')).toMatch(/^not: /)
    expect(inCode('nixos({ p: lib.make })', 'make', 'gnumake')).toMatch(/^not: /)
  })

  it('is replaced in a template of Nix, and there alone', () => {
    const text = 'with pkgs; [ make "make" H ]'
    const start = text.indexOf('make')
    const spot = { kind: 'nix', text, hole: 'H', start, end: start + 4 } as const
    const source = ['nixos({ p: nix.expr`with pkgs; [ make "make" $', '{x} ]` })'].join('')
    expect(changed(source, name('make', 'gnumake'), ['p'], spot)).toBe(source.replace('make', 'gnumake'))
    expect(changed(text, name('make', 'gnumake'), [], spot, 'x.nix')).toBe('with pkgs; [ gnumake "make" H ]')
    expect(changed('other', name('make', 'gnumake'), [], spot, 'x.nix')).toBe('not: the file has changed')
  })
})
