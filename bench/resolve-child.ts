/** Resolves the synthetic fleet in a process of its own: `node bench/resolve-child.ts HOSTS [FILE for the values]`. */
import { writeFileSync } from 'node:fs'
import { resolveFleet } from '../src/fleet/resolve.ts'
import type { ModuleInstance } from '../src/fleet/resolved.ts'
import { pantherFleet } from './synthetic-fleet.ts'

const [hosts, file] = process.argv.slice(2)
const started = performance.now()
const { fleet } = pantherFleet(Number(hosts))
const resolved = resolveFleet(fleet)
const milliseconds = performance.now() - started
const megabytes = process.resourceUsage().maxRSS / 1024
if (resolved.diagnostics.length > 0) throw new Error(resolved.diagnostics[0]?.message)
if (file !== undefined) {
  const values = resolved.hosts.map(({ host, modules }) => [
    host.name,
    Object.fromEntries(modules.map(valuesOf)),
  ])
  writeFileSync(file, JSON.stringify(Object.fromEntries(values)))
}
process.stdout.write(JSON.stringify({ milliseconds, megabytes }))

function valuesOf({ module, options }: ModuleInstance): [string, object] {
  return [
    module.moduleName,
    Object.fromEntries(
      options.map(({ path, value }) => [path.join('.'), 'value' in value ? value.value : null]),
    ),
  ]
}
