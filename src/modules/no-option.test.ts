import { describe, expect, it } from 'vitest'
import { defineModule } from '../index.ts'
import { ModuleError, option, removedOption, t } from './index.ts'
import { noOption } from './no-option.ts'

const port = option(t.port, { default: 1, description: '' })
const found = (options: unknown) => {
  const wrong = noOption(options)
  return wrong && [wrong.found, wrong.path]
}

describe('what is declared', () => {
  it('is options and groups of them', () => {
    expect(found({ port, inner: { port, gone: removedOption('x') }, none: {} })).toBeUndefined()
  })

  it('is not a type, a value, or an option without a type', () => {
    expect(found({ port, size: t.int })).toEqual(['size as a type', ['size']])
    expect(found({ inner: { size: 5 } })).toEqual(['inner.size as a number', ['inner', 'size']])
    expect(found({ size: null })?.[0]).toBe('size as null')
    expect(found({ size: [] })?.[0]).toBe('size as a list')
    expect(found({ size: option('int' as never, {}) })?.[0]).toBe('size as an option without a type')
    expect(found([])).toEqual(['its options as a list', []])
  })

  it('is looked at when a module or a submodule is made', () => {
    expect(() => defineModule('m', { description: '', options: { size: t.int as never } })).toThrow(
      'The module m declares size as a type, where options are wanted.',
    )
    const make = () => t.submodule({ inner: { size: t.int as never } })
    expect(make).toThrow(ModuleError)
    expect(make).toThrow('A submodule declares inner.size as a type, where options are wanted.')
  })
})
