import { expect, it } from 'vitest'
import { t } from './index.ts'

it('types are made of types', () => {
  const text = 'str' as never
  for (const make of [t.listOf, t.attrsOf, t.nullOr, t.functionTo, t.nonEmptyListOf]) {
    expect(() => make(text)).toThrow('made of types, such as t.str: "str" is none')
  }
  expect(() => t.either(t.str, text)).toThrow('made of types')
})

it('an enumeration takes its values one by one', () => {
  expect(() => t.enum(['slow', 'fast'] as never)).toThrow("t.enum('slow', 'fast')")
})
