import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { loadCatalog } from '../../catalog/index.ts'
import { ruleCodes } from '../../fleet/ignore.ts'
import { nixosGroups, nixosUsers } from './accounts.ts'
import { fleetRules, hostRules } from './all.ts'
import { servicePorts } from './service-ports.ts'

const rules = [...hostRules, ...fleetRules]

it('are the codes that can be turned off, each once', () => {
  expect(rules.map(({ code }) => code).sort()).toEqual([...ruleCodes].sort())
})

it('stand in the index of diagnostics in their own words', () => {
  const index = readFileSync(new URL('../../../docs/diagnostics/README.md', import.meta.url), 'utf8')
  const rows = index.split('\n').map((line) => line.replaceAll(/\s+/g, ' '))
  for (const { code, about } of rules) expect(rows).toContain(`| [${code}](${code}.md) | ${about} |`)
})

it('know ports by options that exist, with a number where nobody says one', () => {
  const catalog = loadCatalog('nixos')
  const wrong = servicePorts.flatMap(({ service, port, address, open, unless }) => {
    const at = (name: string) => catalog.option(['services', service, ...name.split('.')])
    const names = ['enable', port, address, open, unless].filter((name) => name !== undefined)
    return [
      ...names.filter((name) => at(name) === undefined).map((name) => `${service}.${name}`),
      ...(typeof at(port)?.default === 'number' ? [] : [`${service}.${port} = ${at(port)?.default}`]),
    ]
  })
  expect(wrong).toEqual([])
})

it('know accounts of NixOS', () => {
  for (const name of ['wheel', 'docker', 'networkmanager', 'libvirtd', 'nginx', 'input', 'plugdev'])
    expect(nixosGroups, name).toContain(name)
  for (const name of ['root', 'nginx', 'postgres', 'git', 'nobody']) expect(nixosUsers, name).toContain(name)
  expect(nixosGroups).not.toContain('whell')
})
