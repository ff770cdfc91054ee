import { expect, it } from 'vitest'
import { defineFleet, defineHost, defineModule, home, option, t } from '../index.ts'
import { explain } from './explain.ts'
import { resolveFleet } from './resolve.ts'

const number = (value: number) => option(t.int, { default: value, description: '' })
const m = defineModule('own', {
  description: '',
  options: {
    port: number(1),
    portal: number(2),
    list: option(t.listOf(t.int), { default: [], description: '' }),
  },
})
const host = defineHost('a', {
  system: 'x86_64-linux',
  use: m({ list: [7] }),
  home: { bob: [m({ port: 3 }), home({})] },
})
const { hosts } = resolveFleet(defineFleet({ inputs: { nixpkgs: 'n' }, hosts: [host] }))
const shown = (path: string, user?: string) => explain(hosts[0]!, path.split('.'), user)?.value

it("tells a module's options from others that begin alike", () => {
  expect(shown('own.port')).toBe(1)
  expect(shown('own.portal')).toBe(2)
  expect(shown('own.por')).toBeUndefined()
  expect(explain(hosts[0]!, ['own', 'port', 'x'])).toBeUndefined()
})

it("tells a user's options from those of the host", () => {
  expect(shown('own.port', 'bob')).toBe(3)
  expect(shown('own.list', 'bob')).toEqual([])
  expect(shown('own.list')).toEqual([7])
})
