import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, it } from 'vitest'
import { blocksOf, root } from './blocks.ts'
import { commandsOf, runConsole, withoutTimes } from './console.ts'

const folder = mkdtempSync(join(tmpdir(), 'panther-docs-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('shows what the commands say, one after the other, in a fleet that init makes', async () => {
  const shown = blocksOf('docs/commands.md').filter(({ language }) => language === 'console')
  expect(shown.length).toBeGreaterThan(8)
  const real = await runConsole(
    shown.map(({ text }) => commandsOf(text)),
    folder,
  )
  expect(real.map(withoutTimes)).toEqual(shown.map(({ text }) => withoutTimes(text)))
})

it('names every command', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'bin/panther.js'), '--help'])
  const commands = [...stdout.slice(stdout.indexOf('\nCommands')).matchAll(/^ {2}(\w+) {2}/gm)].map(
    ([, name]) => name,
  )
  const page = blocksOf('docs/commands.md')
    .map(({ text }) => text)
    .join('\n')
  expect(commands.length).toBeGreaterThan(7)
  for (const command of commands) expect(page).toMatch(new RegExp(`panther ${command}\\b`))
})
