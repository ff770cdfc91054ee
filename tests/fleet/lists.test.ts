import { defineModule, defineProfile, mkIf, nixos, option, pkgs, t, type Use } from 'pantheros'
import { describe, expect, it } from 'vitest'
import { check, fine, fleet, host, wrong } from './support.ts'

const motd = (text: string) => nixos({ users: { motd: text } })
const log = defineModule('log', {
  description: 'Notes who speaks.',
  options: { said: option(t.listOf(t.str), { default: [], description: 'In order.' }) },
}).config(({ cfg }) => [motd(cfg.said.join(' '))])
const say = (...said: string[]) => log({ said })

/** What is heard, in the order in which it counts. */
const order = (use: Use, more: Partial<Parameters<typeof fleet>[1]> = {}) =>
  fine(() => fleet([host('a', use)], more)).values('a', 'log')!.said

describe('lists', () => {
  it('nest, and skip what is false or missing', () => {
    const never = false as boolean
    expect(
      order([say('1'), [say('2'), [[], say('3')]], never && say('x'), null, undefined, false, say('4')]),
    ).toEqual(['1', '2', '3', '4'])
  })

  it('may be one definition, nothing, or a function', () => {
    expect(order(say('1'))).toEqual(['1'])
    expect(order(() => say('1'))).toEqual(['1'])
    expect(order(() => [() => [() => say('1')], say('2')])).toEqual(['1', '2'])
    expect(fine(() => [host('a', undefined), host('b', null), host('c', false)]).said('c')).toHaveLength(1)
  })

  it('give functions what they describe', () => {
    expect(
      order(({ host, hosts }) => [say(host.name), ({ host }) => say(`${host.system} ${hosts.all.length}`)]),
    ).toEqual(['a', 'x86_64-linux 1'])
  })

  it('hold functions of the language in their places', () => {
    expect(order([say('1'), () => say('2'), say('3'), ({ host }) => [say(host.name)], say('5')])).toEqual([
      '1',
      '2',
      '3',
      'a',
      '5',
    ])
  })

  it('have profiles before what the holder says itself', () => {
    const inner = defineProfile('inner', [say('inner')])
    const outer = defineProfile('outer', [say('outer'), inner])
    expect(order([say('host'), outer])).toEqual(['inner', 'outer', 'host'])
  })

  it('count a profile once, where it was met first', () => {
    let runs = 0
    const base = defineProfile('base', () => {
      runs += 1
      return say('base')
    })
    const a = defineProfile('first', [base, say('first')])
    const b = defineProfile('second', [say('second'), base])
    expect(order([a, b, base, base])).toEqual(['base', 'first', 'second'])
    // Once in the sweeps, twice for the check of purity.
    expect(runs).toBeLessThanOrEqual(3)
  })

  it('have the whole fleet first, hardware, disks and the host after it', () => {
    expect(
      fine(() =>
        fleet([host('a', { hardware: say('hardware'), disks: say('disks'), use: [say('host')] })], {
          use: [say('fleet')],
        }),
      ).values('a', 'log')!.said,
    ).toEqual(['fleet', 'hardware', 'disks', 'host'])
  })

  it('may be shared by hosts, which stay apart', () => {
    const shared = [say('shared'), ({ host }: { host: { name: string } }) => say(host.name)]
    const made = fine(() => [host('a', shared), host('b', [shared, say('more')])])
    expect(made.values('a', 'log')!.said).toEqual(['shared', 'a'])
    expect(made.values('b', 'log')!.said).toEqual(['shared', 'b', 'more'])
  })

  it('take properties around definitions, and around nothing else', () => {
    const profile = defineProfile('p', [motd('x')])
    expect(wrong(() => [host('a', [mkIf(true, profile as never)])])).toEqual([])
    expect(
      wrong(() => [host('a', ({ host }) => [mkIf(host.config.services.nginx.enable, profile as never)])]),
    ).toEqual(['property-misplaced: A profile stands under mkIf or another property.'])
    expect(
      wrong(() => [
        host('a', ({ host }) => [mkIf(host.config.services.nginx.enable, (() => motd('x')) as never)]),
      ]),
    ).toEqual(['property-misplaced: A function stands under mkIf or another property.'])
  })

  it('refuse what is no definition', () => {
    const refused = (use: unknown) => check(() => [host('a', [use as Use])]).diagnostics
    expect(refused({ services: {} })).toMatchObject([
      {
        code: 'not-a-definition',
        message: 'A list of definitions holds a plain object.',
        host: 'a',
        hint: expect.stringContaining('nixos({ … })'),
      },
    ])
    expect(refused('nginx')).toMatchObject([
      { code: 'not-a-definition', message: 'A list of definitions holds a string.' },
    ])
    expect(refused(true)).toMatchObject([
      { code: 'not-a-definition', message: 'A list of definitions holds a boolean.' },
    ])
    expect(refused(pkgs.git)).toMatchObject([
      { code: 'not-a-definition', message: 'A list of definitions holds a Nix expression.' },
    ])
    expect(refused(Promise.resolve([]))).toMatchObject([
      {
        code: 'not-a-definition',
        message: 'A list of definitions holds a promise.',
        hint: expect.stringContaining('await'),
      },
    ])
    expect(refused(async () => [])).toMatchObject([
      { code: 'not-a-definition', message: 'A list of definitions holds a promise.' },
    ])
    expect(refused(log)).toMatchObject([
      {
        code: 'module-not-called',
        message: 'The module log stands in a list of definitions without being called.',
      },
    ])
    expect(refused(host('b'))).toMatchObject([
      { code: 'not-a-definition', message: 'A list of definitions holds a host.' },
    ])
  })
})

describe('a function in a list', () => {
  it('sees the values that its holder saw last', () => {
    const settings = defineModule('settings', {
      description: 'Is defined by a module that only a module uses.',
      options: { size: option(t.int, { default: 1, description: 'A number.' }) },
    }).config(({ cfg }) => {
      const { size } = cfg
      return [() => say(`size ${size}`)]
    })
    const inner = defineModule('inner', { description: 'Defines it.' }).config(() => [
      settings.set({ size: 5 }),
    ])
    const outer = defineModule('outer', { description: 'Uses it.' }).config(() => [inner()])
    expect(order([settings(), outer()])).toEqual(['size 5'])
    expect(order([outer(), settings()])).toEqual(['size 5'])
  })
})

describe('two profiles of one name', () => {
  it('are refused, with both places', () => {
    const one = defineProfile('same', [say('1')])
    const two = defineProfile('same', [say('2')])
    expect(wrong(() => [host('a', one), host('b', two)])).toEqual([
      'profile-name-taken: Two profiles are called same.',
    ])
  })
})
