import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { askEngine } from './evaluate.ts'
import { generatePrograms } from './generated.ts'

const noNix = spawnSync('nix-instantiate', ['--version']).error !== undefined
if (noNix) console.warn('nix-instantiate is not installed: generated programs are not held to it')

it.skipIf(noNix)('generated programs come out as with Nix, or fail with both', { timeout: 240_000 }, () => {
  const wrong = generatePrograms(23, 40).filter((program) => {
    const words = ['--eval', '--strict', '-E', program]
    const nix = spawnSync('nix-instantiate', ['--store', 'dummy://', '--readonly-mode', ...words], {
      encoding: 'utf8',
      cwd: '/',
    })
    const { code, out } = askEngine({ words, directory: '/' })
    return nix.status === 0 ? code !== 0 || out !== nix.stdout : code === 0
  })
  expect(wrong).toEqual([])
})
