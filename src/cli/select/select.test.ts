import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Stop } from '../answer.ts'
import { chooseHosts } from './choose.ts'
import { matches, matchesPattern } from './match.ts'
import { parseSelection, SelectionError } from './parse.ts'
import { fields, printSelection, type Selectable, type Selection } from './selection.ts'

const host = (name: string, more: Partial<Selectable> = {}): Selectable => ({
  name,
  tags: [],
  class: undefined,
  system: 'x86_64-linux',
  domain: undefined,
  nixpkgs: 'nixpkgs',
  ...more,
})

const fleet = [
  host('web-1', { class: 'server', tags: ['edge'] }),
  host('web-2', { class: 'server', tags: ['edge', 'lab'] }),
  host('yoga', { class: 'workstation', system: 'aarch64-linux' }),
]

const chosen = (on: string | undefined, ...names: string[]): readonly string[] =>
  chooseHosts(fleet, { names, on }).map(({ name }) => name)

function stopped(run: () => unknown): Stop {
  try {
    run()
  } catch (error) {
    if (error instanceof Stop) return error
  }
  throw new Error('nothing stopped')
}

const selections: fc.Arbitrary<Selection> = fc.letrec<{ selection: Selection }>((tie) => ({
  selection: fc.oneof(
    { maxDepth: 5 },
    fc.record({
      kind: fc.constant('term' as const),
      field: fc.constantFrom(...fields),
      pattern: fc.oneof(
        fc.constantFrom('and', 'or', 'not', 'tag:x'),
        fc.stringMatching(/^[a-z0-9*?:._-]{1,6}$/),
      ),
    }),
    fc.record({ kind: fc.constant('not' as const), of: tie('selection') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      left: tie('selection'),
      right: tie('selection'),
    }),
  ),
})).selection

describe('selections', () => {
  it('print as they parse', () => {
    fc.assert(
      fc.property(selections, (selection) => {
        expect(parseSelection(printSelection(selection))).toEqual(selection)
      }),
    )
  })

  it('parse whatever is typed, or say where it is wrong', () => {
    fc.assert(
      fc.property(fc.string(), (input) => {
        try {
          parseSelection(input)
        } catch (error) {
          expect(error).toBeInstanceOf(SelectionError)
          expect((error as SelectionError).at).toBeLessThanOrEqual(input.length)
        }
      }),
    )
  })

  it('bind not before and before or', () => {
    expect(printSelection(parseSelection('not a and b or c and d'))).toBe('not a and b or c and d')
    expect(parseSelection('not a and b or c')).toEqual(parseSelection('((not a) and b) or c'))
    expect(printSelection(parseSelection('not (a or (b))'))).toBe('not (a or b)')
  })

  it('choose by name, pattern, tag, class and system', () => {
    expect(chosen(undefined)).toEqual(['web-1', 'web-2', 'yoga'])
    expect(chosen(undefined, 'web-*')).toEqual(['web-1', 'web-2'])
    expect(chosen(undefined, 'yoga', 'web-?')).toEqual(['web-1', 'web-2', 'yoga'])
    expect(chosen('class:server and not tag:lab')).toEqual(['web-1'])
    expect(chosen('system:aarch64-*')).toEqual(['yoga'])
    expect(chosen('not tag:lab', 'web-*')).toEqual(['web-1'])
    expect(chosen('domain:* or yoga')).toEqual(['yoga'])
  })

  it('take patterns for nothing else', () => {
    expect(matchesPattern('a.c', 'abc')).toBe(false)
    expect(matchesPattern('[ab]*', '[ab]c')).toBe(true)
    expect(matches({ kind: 'term', field: 'name', pattern: '*' }, host('x'))).toBe(true)
  })

  it('refuse a name that no host has, with what may be meant', () => {
    const { diagnostics, exit } = stopped(() => chosen(undefined, 'web-3'))
    expect(exit).toBe(2)
    expect(diagnostics[0]).toMatchObject({
      code: 'unknown-host',
      message: 'The fleet has no host web-3.',
      hint: 'Did you mean web-1 or web-2?',
    })
    expect(stopped(() => chosen('not printer')).diagnostics[0]).toMatchObject({
      hint: 'Its hosts: web-1, web-2, yoga.',
    })
  })

  it('refuse a choice that leaves none', () => {
    expect(stopped(() => chosen('tag:edeg')).diagnostics[0]).toMatchObject({
      code: 'no-host-matches',
      message: 'No host matches tag:edeg.',
      hint: 'Tags of the fleet: edge, lab.',
    })
  })

  it.each([
    ['', 'A host, a pattern or tag:… is missing at the end.'],
    ['a and', 'A host, a pattern or tag:… is missing at the end.'],
    ['and a', 'A host, a pattern or tag:… is missing before "and".'],
    ['(a', 'This parenthesis is never closed.'],
    ['a)', 'This parenthesis was never opened.'],
    ['a b', 'Write "and" or "or" before "b".'],
    ['tags:lab', 'Hosts have no "tags" to select by. Did you mean tag:?'],
    ['colour:red', 'Hosts have no "colour" to select by: name, tag, class, system, domain, nixpkgs.'],
    ['tag:', 'Something must follow "tag:".'],
  ])('say what is wrong with %j', (input, message) => {
    expect(() => parseSelection(input)).toThrow(message)
  })

  it('show where an expression is wrong', () => {
    expect(stopped(() => chosen('yoga and')).diagnostics[0]).toMatchObject({
      code: 'bad-selection',
      hint: 'yoga and\n        ^',
    })
  })
})
