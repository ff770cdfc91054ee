import { expect, it } from 'vitest'
import type { Diagnostic } from '../../fleet/problem.ts'
import { groupDiagnostics } from './group.ts'

const place = { file: '/x.ts', line: 1, column: 1 }
const found = (host: string, more: Partial<Diagnostic> = {}): Diagnostic => ({
  code: 'conflict',
  severity: 'error',
  message: `The host ${host} is wrong.`,
  host,
  at: [place],
  ...more,
})
const hosts = (...diagnostics: readonly Diagnostic[]) =>
  groupDiagnostics(diagnostics).map(({ hosts }) => hosts)

it('takes what differs by the host alone for one mistake', () => {
  expect(hosts(found('a'), found('b'), found('a'))).toEqual([['a', 'b']])
  expect(hosts(found('a'), found('b', { at: [{ ...place, column: 2 }] }))).toEqual([['a'], ['b']])
  expect(hosts(found('a'), found('a', { user: 'bob' }))).toEqual([['a'], ['a']])
})

it('keeps what stands nowhere apart, unless the text is the same', () => {
  expect(hosts(found('a', { at: [] }), found('b', { at: [] }))).toEqual([['a'], ['b']])
  const same = { at: [], message: 'Wrong.' }
  expect(hosts(found('a', same), found('b', same))).toEqual([['a', 'b']])
})

it('does not take a part of a word for the host', () => {
  const of = (host: string, word: string) => found(host, { message: `The option ${word} is wrong.` })
  expect(hosts(of('a', 'a-x'), of('b', 'b-x'))).toEqual([['a'], ['b']])
})
