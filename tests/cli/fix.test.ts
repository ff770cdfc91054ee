import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fixAll } from '../../src/cli/fix/fix.ts'
import type { Diagnostic } from '../../src/fleet/problem.ts'
import { memoryFiles } from './memory-files.ts'
import { fleet, panther } from './panther.ts'

describe('check --fix', () => {
  it('changes what is meant beyond doubt, and nothing else', { timeout: 60_000 }, async () => {
    const use = `use: [
      nixos({ programs: { starship: { enabel: true } }, services: { tailscale: { useRoutingFeatures: 'servr' } } } as any), // stays
      nixos({ services: { openssh: { settings: { PermitRootLogn: 'no' } }, redis: { enable: true } } } as any),
      nixos({ services: { nginx: { qqqqxx: 1 } } } as any),
    ]`
    const root = fleet({ web: use })
    const before = readFileSync(join(root, 'fleet.ts'), 'utf8')
    const json = JSON.parse((await panther(['check', '--json'], root)).stdout)
    const fixes = json.diagnostics.map((each: Diagnostic) => [each.code, each.fix?.edits.length])
    expect(fixes).toContainEqual(['unknown-option', 1])
    expect(fixes).toContainEqual(['near-miss', 1])
    expect(json.diagnostics[0]).not.toHaveProperty('change')
    const { code, stdout } = await panther(['check', '--fix'], root)
    expect(code).toBe(1)
    expect(stdout).toContain(
      'fixed fleet.ts:7:39  programs.starship.enabel became programs.starship.enable.\n',
    )
    expect(stdout).toContain('qqqqxx')
    expect(stdout).toMatch(/1 host checked: 1 error/)
    expect(readFileSync(join(root, 'fleet.ts'), 'utf8')).toBe(
      before
        .replace('enabel', 'enable')
        .replace('servr', 'server')
        .replace('PermitRootLogn', 'PermitRootLogin')
        .replace('redis: { enable: true }', "redis: { servers: { '': { enable: true } } }"),
    )
  })
})

const source = 'nixos({ a: { x: 1 }, b: { z: 2 } })\n'
const wrong = (from: string, to: string, file = '/f/fleet.ts'): Diagnostic => ({
  code: 'unknown-option',
  severity: 'error',
  message: from,
  at: [{ file, line: 1, column: 1, valuePath: from.split('.') }],
  change: { kind: 'key', from: from.split('.'), to: to.split('.') },
})

async function fixed(
  diagnostics: readonly Diagnostic[],
  more: { since?: number; after?: readonly Diagnostic[] } = {},
) {
  const files = memoryFiles({ '/f/fleet.ts': source, '/g/other.ts': source })
  const result = await fixAll(diagnostics, {
    files,
    root: '/f',
    since: more.since ?? 1,
    checkAgain: async () => more.after ?? [],
    locate: ({ target }) => target.place,
  })
  const { fixed, unfixed } = result
  return {
    text: files.all.get('/f/fleet.ts'),
    other: files.all.get('/g/other.ts'),
    fixed: fixed.map(({ description }) => description),
    reasons: unfixed.map(({ reason }) => reason),
  }
}

describe('fixes', () => {
  it('are made one after the other, once each', async () => {
    const both = [wrong('a.x', 'a.y'), wrong('b.z', 'b.w'), wrong('a.x', 'a.y')]
    expect(await fixed(both)).toMatchObject({
      text: 'nixos({ a: { y: 1 }, b: { w: 2 } })\n',
      fixed: ['a.x became a.y.', 'b.z became b.w.'],
      reasons: [],
    })
  })

  it('stay inside the fleet, and off files that were changed meanwhile', async () => {
    const outside = await fixed([wrong('a.x', 'a.y', '/g/other.ts')])
    expect(outside).toMatchObject({ other: source, fixed: [], reasons: ['the file is not one of the fleet'] })
    const changed = await fixed([wrong('a.x', 'a.y')], { since: -1 })
    expect(changed).toMatchObject({
      text: source,
      fixed: [],
      reasons: [expect.stringContaining('was changed while')],
    })
  })

  it('are put back where more is wrong afterwards', async () => {
    const worse = await fixed([wrong('a.x', 'a.y')], { after: [wrong('1', '1'), wrong('2', '2')] })
    expect(worse).toMatchObject({
      text: source,
      fixed: [],
      reasons: ['more would be wrong then; it was put back'],
    })
  })

  it('that cannot be made say why', async () => {
    expect(await fixed([wrong('a.x', 'b.z')])).toMatchObject({
      text: source,
      reasons: ['b.z is said there already'],
    })
  })
})
