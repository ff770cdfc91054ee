import { describe, expect, it } from 'vitest'
import { memoryFiles } from '../../../tests/cli/memory-files.ts'
import type { Diagnostic } from '../../fleet/problem.ts'
import { renderDiagnostics } from './diagnostic.ts'
import { locateAll } from './locate.ts'
import { colourStyle, plainStyle, wantsColour } from './style.ts'
import { renderTable } from './table.ts'

const files = memoryFiles({
  '/fleet/hosts/web/default.ts':
    "import { nixos } from 'pantheros'\n\nexport default [\n  nixos({\n    networking: { hostName: 'web' },\n  }),\n]\n",
  '/fleet/profiles/server.ts': "nixos({ networking: { hostName: 'server' } })\n",
  '/fleet/tabs.ts': '\tnixos({\n\t\tx: 1 })\n',
  '/fleet/long.ts': `const a = '${'x'.repeat(150)}', wrong = 1\n`,
})
const look = { style: plainStyle, files, directory: '/fleet', width: 80 }
const render = (...diagnostics: readonly Diagnostic[]): string => renderDiagnostics(diagnostics, look)

const conflict: Diagnostic = {
  code: 'conflict',
  severity: 'error',
  message: 'networking.hostName has two values.',
  host: 'web',
  at: [
    { file: '/fleet/hosts/web/default.ts', line: 5, column: 19, label: "'web' here" },
    { file: '/fleet/profiles/server.ts', line: 1, column: 23, label: "'server' here" },
  ],
  hint: 'mkForce makes one of them win:\nmkForce(…)',
}

describe('diagnostics', () => {
  it('show both places of a conflict', () => {
    expect(render(conflict)).toBe(`error[conflict] web: networking.hostName has two values.
  hosts/web/default.ts:5:19  'web' here
  5 |     networking: { hostName: 'web' },
    |                   ^^^^^^^^
  profiles/server.ts:1:23  'server' here
  1 | nixos({ networking: { hostName: 'server' } })
    |                       ^^^^^^^^
  hint: mkForce makes one of them win:
        mkForce(…)
`)
  })

  it('show the line before where there is one place', () => {
    const { hint: _, ...rest } = conflict
    expect(
      render({
        ...rest,
        severity: 'warning',
        at: [{ file: '/fleet/hosts/web/default.ts', line: 5, column: 29 }],
      }),
    ).toBe(
      `warning[conflict] web: networking.hostName has two values.
  hosts/web/default.ts:5:29
  4 |   nixos({
  5 |     networking: { hostName: 'web' },
    |                             ^^^^^
`,
    )
  })

  it('say once what is wrong on several hosts', () => {
    const on = (host: string): Diagnostic => ({
      code: 'c',
      severity: 'error',
      message: 'Wrong.',
      host,
      at: [],
    })
    expect(render(on('a'), on('b'))).toBe('error[c] a, b: Wrong.\n')
    expect(render(...['a', 'b', 'c', 'd', 'e'].map(on))).toBe('error[c] a, b and 3 more hosts: Wrong.\n')
    expect(render({ ...on('a'), user: 'alice' })).toBe('error[c] a, user alice: Wrong.\n')
  })

  it('keep the caret below the place behind tabs, and in long lines', () => {
    const at = (file: string, line: number, column: number): Diagnostic => ({
      code: 'c',
      severity: 'error',
      message: 'Wrong.',
      at: [{ file, line, column }],
    })
    expect(render(at('/fleet/tabs.ts', 2, 3))).toBe(
      'error[c] Wrong.\n  tabs.ts:2:3\n  1 |   nixos({\n  2 |     x: 1 })\n    |     ^\n',
    )
    const [, , line, caret] = render(at('/fleet/long.ts', 1, 165)).split('\n')
    expect(line!.length).toBeLessThanOrEqual(80)
    expect(line!.indexOf('wrong')).toBe(caret!.indexOf('^'))
  })

  it('show a word whole that begins near the end of the room', () => {
    const line = `${' '.repeat(68)}services`
    const source = memoryFiles({ '/fleet/end.ts': `${line}\n` })
    const diagnostic = { ...conflict, at: [{ file: '/fleet/end.ts', line: 1, column: 69 }] }
    expect(renderDiagnostics([diagnostic], { ...look, files: source })).toContain('services\n')
  })

  it('do without an excerpt where the source is gone', () => {
    expect(
      render({
        code: 'c',
        severity: 'error',
        message: 'Wrong.\nMore.',
        at: [{ file: '/elsewhere/x.ts', line: 1, column: 1 }],
      }),
    ).toBe('error[c] Wrong.\n  More.\n  ../elsewhere/x.ts:1:1\n')
  })

  it('are coloured where asked', () => {
    const diagnostic: Diagnostic = { code: 'c', severity: 'error', message: 'Wrong.', at: [] }
    expect(renderDiagnostics([diagnostic], { ...look, style: colourStyle })).toBe(
      '\x1b[31m\x1b[1merror[c]\x1b[22m\x1b[39m \x1b[1mWrong.\x1b[22m\n',
    )
  })

  it('find the value that is meant inside a definition', async () => {
    const at = [
      { file: '/fleet/hosts/web/default.ts', line: 4, column: 3, valuePath: ['networking', 'hostName'] },
    ]
    const [located] = await locateAll([{ ...conflict, at }], files)
    expect(located!.at).toEqual([{ file: '/fleet/hosts/web/default.ts', line: 5, column: 19 }])
  })
})

describe('colours', () => {
  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false, true],
    [{ TERM: 'dumb' }, true, false],
  ])('with %j on a terminal %s: %s', (env, isTerminal, colour) => {
    expect(wantsColour(env, isTerminal)).toBe(colour)
  })
})

describe('tables', () => {
  it('are as wide as their cells', () => {
    expect(
      renderTable(
        ['A', 'LONG', 'C'],
        [
          ['aaa', 'b', ''],
          ['a', 'b', 'c'],
        ],
      ),
    ).toBe('A    LONG  C\naaa  b\na    b     c\n')
  })
})
