#!/usr/bin/env node
// Plain JavaScript that every Node since 14 can read, so that an old one gets an answer instead of a syntax error.
import { existsSync } from 'node:fs'
import module from 'node:module'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18) || typeof module.registerHooks !== 'function') {
  process.stderr.write(`panther needs Node 22.18 or newer; this is Node ${process.versions.node}.\n`)
  process.exit(2)
}
if (process.features.typescript === false) {
  process.stderr.write('panther needs Node to read TypeScript; NODE_OPTIONS switches that off here.\n')
  process.exit(2)
}

module.enableCompileCache?.()

// A checkout has the source, and there the build may be stale; the published package has the build alone.
const source = new URL('../src/cli/main.ts', import.meta.url)
const main = existsSync(source) ? source : new URL('../dist/cli/main.js', import.meta.url)
import(main.href).then(({ start }) => start(process.argv.slice(2), process))
