import { expect, it } from 'vitest'
import { format } from '../../src/nix/format.ts'
import answers from './fixtures/answers.json' with { type: 'json' }

it('formats random texts as nixfmt 1.4 has formatted them', () => {
  expect(answers.length).toBeGreaterThan(200)
  for (const { text, formatted, strict } of answers) {
    expect(format(text)).toEqual({ text: formatted })
    expect(format(text, { strict: true })).toEqual({ text: strict })
  }
})
