import { expect, test } from 'vitest'
import { parseOptionPath } from './option-path.ts'

test('names and placeholders', () => {
  expect(parseOptionPath('users.users.<name>.home')).toEqual([
    { name: 'users' },
    { name: 'users' },
    'each',
    { name: 'home' },
  ])
  expect(parseOptionPath('swapDevices.*.device')).toEqual([
    { name: 'swapDevices' },
    'each',
    { name: 'device' },
  ])
})

test('what stands in quotation marks is a name', () => {
  expect(parseOptionPath('a."b.c"."*"."<name>".""')).toEqual([
    { name: 'a' },
    { name: 'b.c' },
    { name: '*' },
    { name: '<name>' },
    { name: '' },
  ])
  expect(() => parseOptionPath('a."b')).toThrow('unclosed quotation mark')
})
