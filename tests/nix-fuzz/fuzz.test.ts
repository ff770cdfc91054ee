import { expect, it } from 'vitest'
import { hasNix } from './nix.ts'
import { seededProgram } from './program.ts'
import { judge } from './verdict.ts'

const found = hasNix()
if (!found) console.warn('nix-instantiate is not on PATH: generated programs are not compared with real Nix')

it.runIf(found)('generated programs come to what real Nix makes of them', async () => {
  const programs = Array.from({ length: 300 }, (_, seed) => seededProgram(seed))
  const judged = await judge(programs)
  expect(judged).toHaveLength(programs.length)
  expect(judged.filter(({ verdict }) => verdict === 'same').length).toBeGreaterThan(250)
  expect(judged.filter(({ verdict }) => verdict === 'different')).toEqual([])
})
