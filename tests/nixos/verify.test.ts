import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import fleet from './fixture/fleet.ts'
import { writeFleet } from './fleet.ts'
import { verifyHost } from './host.ts'
import { differenceText, problemsOf } from './report.ts'
import { treesOf } from './trees.ts'

const trees = treesOf(process.env)
const isSet = typeof trees !== 'string'
if (!isSet) console.log(`Not compared with NixOS: ${trees}`)

describe.skipIf(!isSet)('a fleet that is made to be nasty, held to real NixOS', { timeout: 300_000 }, () => {
  const written = isSet ? writeFleet(fleet, join(import.meta.dirname, 'fixture/fleet.ts')) : undefined
  afterAll(() => rmSync(written?.temporary ?? '', { recursive: true, force: true }))

  test.each(fleet.spec.hosts.map(({ name }) => name))('%s', async (name) => {
    const { resolved, root, flake, copied, model, temporary } = written!
    const host = resolved.hosts.find(({ host }) => host.name === name)!
    const work = { folders: { fleet: root, flake }, trees: trees as never, copied, model, temporary }
    const report = await verifyHost(host, work)
    expect(problemsOf(report, resolved, flake)).toEqual([])
    expect(report.differences.map(differenceText)).toEqual([])
    expect(report.run.answer?.drvPath).toMatch(/^\/nix\/store\/.*\.drv$/)
    // Nothing is left out but functions.
    const left = [...report.left.keys()].filter((reason) => !reason.startsWith('value: '))
    expect(left.filter((reason) => reason !== 'a value that holds: function')).toEqual([])
    expect(report.definitions).toBeGreaterThan(10)
  })
})
