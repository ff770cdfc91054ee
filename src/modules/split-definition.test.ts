import { describe, expect, it } from 'vitest'
import { option, renamedOption, splitDefinition, t } from './index.ts'

const a = option(t.int, { description: '' })
const origin = { file: 'x.ts' }

describe('definitions of old names', () => {
  it('go to the new one, through several, and remember the first', () => {
    const options = { a, b: renamedOption(['a']), c: renamedOption(['b']) }
    const { definitions, warnings } = splitDefinition(options, { c: 1 }, origin)
    expect(definitions.map(({ path, saidAs }) => [path, saidAs])).toEqual([[['a'], ['c']]])
    expect(warnings.map(({ from, to }) => [from, to])).toEqual([
      [['c'], ['b']],
      [['b'], ['a']],
    ])
  })

  it('lead nowhere where names go round in a circle, entered at any of them', () => {
    const options = { a: renamedOption(['b']), b: renamedOption(['a']), c: renamedOption(['a']) }
    for (const name of ['a', 'b', 'c']) {
      const { definitions, unknown } = splitDefinition(options, { [name]: 1 }, origin)
      expect([definitions, unknown.length]).toEqual([[], 1])
    }
    expect(splitDefinition({ a: renamedOption(['a']) }, { a: 1 }, origin).unknown).toHaveLength(1)
  })
})
