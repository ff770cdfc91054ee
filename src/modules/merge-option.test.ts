import { describe, expect, test } from 'vitest'
import {
  enableOption,
  evaluate,
  evaluateOptions,
  lazy,
  mergeOption,
  mkBefore,
  mkDefault,
  mkForce,
  mkIf,
  mkMerge,
  type OptionTree,
  option,
  problemsOf,
  sameValue,
  splitDefinition,
  t,
} from './index.ts'
import { aliasOption, changedOption, removedOption, renamedOption } from './moved.ts'

const define = (...values: unknown[]) => values.map((value, index) => ({ file: `${'abc'[index]}.ts`, value }))

describe('mergeOption', () => {
  test('gives the value in the order of the definitions', () => {
    const { value, result } = mergeOption(
      option(t.listOf(t.str), { default: ['d'] }),
      ['l'],
      define(['a'], mkBefore(['b']), mkDefault(['lost'])),
    )
    expect(value).toEqual(['b', 'a'])
    expect(
      result.definitions.map(({ file, priority, order, state }) => [file, priority, order, state]),
    ).toEqual([
      ['b.ts', 100, 500, 'counts'],
      ['a.ts', 100, 1000, 'counts'],
      ['<unknown-file>', 1500, 1000, 'overridden'],
      ['c.ts', 1000, 1000, 'overridden'],
    ])
  })

  test('says when there is none', () => {
    expect(mergeOption(option(t.int, {}), ['x'], [])).toMatchObject({ missing: true })
    expect(mergeOption(option(t.int, {}), ['x'], define(mkIf(false, 1 as never)))).toMatchObject({
      missing: true,
    })
    expect(mergeOption(option(t.int, {}), ['x'], define(undefined))).toMatchObject({ missing: true })
    expect(mergeOption(option(t.listOf(t.int), {}), ['x'], [])).toMatchObject({ value: [] })
  })

  test('a value that is not said inside a property is not said either', () => {
    expect(mergeOption(option(t.int, {}), ['x'], define(mkForce(undefined as never), 1)).value).toBe(1)
  })

  test('applies, and keeps what apply throws as an error', () => {
    expect(mergeOption(option(t.int, { apply: (n) => n + 1 }), ['x'], define(1)).value).toBe(2)
    const broken = option(t.int, {
      apply: () => {
        throw new TypeError('boom')
      },
    })
    expect(mergeOption(broken, ['x'], define(1)).errors).toMatchObject([{ code: 'thrown', message: 'boom' }])
  })

  test('names both sides of a conflict with their places', () => {
    const at = { file: 'fleet.ts', line: 3, column: 5 }
    const { errors } = mergeOption(
      option(t.str, {}),
      ['net', 'name'],
      [
        { file: 'one.ts', at, value: 'a' },
        { file: 'two.ts', value: 'b' },
      ],
    )
    expect(errors).toMatchObject([
      {
        code: 'conflict',
        path: ['net', 'name'],
        definitions: [
          { file: 'one.ts', at, value: 'a' },
          { file: 'two.ts', value: 'b' },
        ],
      },
    ])
    expect(errors![0]!.message).toBe(
      'The option `net.name\' has conflicting definition values:\n- In `one.ts\': "a"\n- In `two.ts\': "b"\nUse `lib.mkForce value` or `lib.mkDefault value` to change the priority on any of these definitions.',
    )
  })

  test('finds every problem, not only the first', () => {
    const user = t.submodule({ uid: option(t.int, {}), home: option(t.path, { default: '/' }) })
    const { errors } = mergeOption(
      option(t.attrsOf(user), {}),
      ['users'],
      define({ alice: { uid: 'x', hom: 1 }, bob: { uid: 1, home: 'relative', shell: 2 }, eve: { uid: 1 } }),
    )
    expect(errors?.map(({ code, path }) => [code, path.join('.')]).sort()).toEqual([
      ['type-mismatch', 'users.alice.uid'],
      ['type-mismatch', 'users.bob.home'],
      ['unknown-option', 'users.alice.hom'],
      ['unknown-option', 'users.bob.shell'],
    ])
  })

  test('computes defaults of submodules and checks their assertions', () => {
    const site = t.submodule(
      { root: option(t.str, {}), port: option(t.port, { default: 80 }), url: option(t.str, {}) },
      { root: ({ name }) => `/srv/${name}`, url: ({ name, cfg }) => `http://${name}:${cfg.port}${cfg.root}` },
      {
        assertions: ({ name, cfg }) => [
          { assertion: cfg.port !== 22, message: `${name} takes the port of SSH` },
        ],
      },
    )
    const sites = option(t.attrsOf(site), {})
    expect(mergeOption(sites, ['sites'], define({ a: {}, b: { root: '/b' } })).value).toEqual({
      a: { root: '/srv/a', port: 80, url: 'http://a:80/srv/a' },
      b: { root: '/b', port: 80, url: 'http://b:80/b' },
    })
    expect(mergeOption(sites, ['sites'], define({ c: { port: 22 } })).errors).toMatchObject([
      { code: 'assertion-failed', message: 'c takes the port of SSH', path: ['sites', 'c'] },
    ])
  })

  test('the inside of a value stays reachable', () => {
    const user = t.submodule({ groups: option(t.listOf(t.str), {}) })
    const { result } = mergeOption(
      option(t.attrsOf(user), {}),
      ['users'],
      define({ alice: { groups: ['a'] } }, { alice: { groups: mkForce(['b']) } }),
    )
    const groups = result.child('alice')!.child('groups')!
    expect(groups.path).toEqual(['users', 'alice', 'groups'])
    expect(groups.definitions.map(({ file, priority, state }) => [file, priority, state])).toEqual([
      ['b.ts', 50, 'counts'],
      ['a.ts', 100, 'overridden'],
    ])
    expect(groups.child('0')!.value).toBe('b')
  })

  test('depth is no limit', () => {
    let nested: unknown = 1
    for (let depth = 0; depth < 3000; depth++) nested = depth % 2 === 0 ? [nested] : { n: nested }
    for (const type of [t.json, t.anything, t.raw]) {
      const { value } = mergeOption(option(type as never, {}), ['x'], define(nested))
      expect(sameValue(value, nested)).toBe(true)
    }
    expect(mergeOption(option(t.json, {}), ['x'], define(nested, nested)).errors).toBeUndefined()
  })
})

describe('evaluate', () => {
  test('chains of options of any length', () => {
    const count = 1000
    const names = Array.from({ length: count }, (_, index) => `o${index}`)
    const { config } = evaluate({
      modules: [
        {
          options: Object.fromEntries(names.map((name) => [name, option(t.int, {})])),
          config: ({ config }: { config: { [name: string]: number } }) =>
            Object.fromEntries(
              names.map((name, index) => [
                name,
                index === count - 1 ? 1 : lazy(() => config[`o${index + 1}`]! + 1),
              ]),
            ),
        },
      ],
    })
    expect(config.o0).toBe(1000)
  })

  test('a circle names its options, however long it is', () => {
    for (const count of [2, 3, 700]) {
      const names = Array.from({ length: count }, (_, index) => `o${index}`)
      const { unchecked } = evaluate({
        modules: [
          {
            options: Object.fromEntries(names.map((name) => [name, option(t.int, {})])),
            config: ({ config }: { config: { [name: string]: number } }) =>
              Object.fromEntries(
                names.map((name, index) => [name, lazy(() => config[`o${(index + 1) % count}`])]),
              ),
          },
        ],
      })
      const problems = problemsOf(unchecked.child('o0')!)
      expect(problems[0]).toMatchObject({ code: 'infinite-recursion' })
      if (count === 3) {
        expect(problems[0]!.chain).toEqual([['o0'], ['o1'], ['o2'], ['o0']])
        expect(problems[0]!.message).toBe(
          "infinite recursion encountered: `o0' needs `o1' needs `o2' needs `o0'",
        )
      }
    }
  })

  test('a module that reads config while it says what it defines is told what to do', () => {
    const { unchecked } = evaluate({
      modules: [
        {
          options: { x: option(t.int, {}) },
          config: ({ config }: { config: { x: number } }) => ({ x: config.x + 1 }),
        },
      ],
    })
    const [problem] = problemsOf(unchecked.child('x')!)
    expect(problem).toMatchObject({ code: 'infinite-recursion' })
    expect(problem!.hint).toContain('lazy(() => config.x)')
  })

  test('asking one option does not evaluate the others', () => {
    const seen: string[] = []
    const spy = (name: string) => lazy(() => seen.push(name))
    const { config } = evaluate({
      modules: [
        { options: { a: option(t.int, {}), b: option(t.int, {}) }, config: { a: spy('a'), b: spy('b') } },
      ],
    })
    expect([config.a, seen]).toEqual([1, ['a']])
  })
})

describe('evaluateOptions', () => {
  const options = {
    services: {
      nginx: { enable: enableOption('nginx'), port: option(t.port, { default: 80 }) },
      web: aliasOption(['services', 'nginx', 'port']),
      httpd: {
        port: renamedOption(['services', 'nginx', 'port']),
        size: changedOption(['size'], (n: number) => `${n}M`),
      },
      old: removedOption('Use nginx.'),
    },
    size: option(t.str, { default: '' }),
  }

  test('loads only what is asked for', () => {
    const loaded: string[] = []
    const tree: OptionTree = {
      kind: 'tree',
      names: () => ['a', 'b'],
      child(name) {
        loaded.push(name)
        return name === 'a' || name === 'b' ? option(t.int, { default: 1 }) : undefined
      },
    }
    const evaluated = evaluateOptions(tree, define({ a: 2 }))
    expect(evaluated.find(['a'])!.value).toBe(2)
    expect(new Set(loaded)).toEqual(new Set(['a']))
  })

  test('old names lead to the new ones, with their priorities', () => {
    const evaluated = evaluateOptions(
      options,
      define(
        { services: { web: mkDefault(81), httpd: mkIf(true, { port: mkForce(82) } as never) } },
        { services: { httpd: { size: mkForce(5) } } },
      ),
    )
    expect(evaluated.find(['services', 'nginx', 'port'])!.value).toBe(82)
    expect(evaluated.find(['services', 'httpd', 'port'])!.value).toBe(82)
    expect(evaluated.find(['size'])!.value).toBe('5M')
    expect(evaluated.find(['size'])!.highestPriority).toBe(50)
    expect(evaluated.warnings().map(({ message }) => message)).toEqual([
      "The option `services.httpd.port' defined in `a.ts' has been renamed to `services.nginx.port'.",
      "The option `services.httpd.size' defined in `b.ts' has been renamed to `size'.",
    ])
    expect(evaluated.problems()).toEqual([])
  })

  test('all problems at once', () => {
    const evaluated = evaluateOptions(
      options,
      define({ services: { nginx: { prot: 1, port: 'x' }, old: 1 }, size: 1 }),
    )
    expect(evaluated.problems().map(({ code, path }) => [code, path.join('.')])).toEqual([
      ['removed-option', 'services.old'],
      ['unknown-option', 'services.nginx.prot'],
      ['type-mismatch', 'services.nginx.port'],
      ['type-mismatch', 'size'],
    ])
    expect(evaluated.problems()[1]!.suggestions).toEqual([
      ['services', 'nginx', 'port'],
      ['services', 'nginx', 'enable'],
    ])
  })
})

describe('splitDefinition', () => {
  test('one definition for each option, properties pushed down, the rest told', () => {
    const options = { a: option(t.int, {}), g: { b: option(t.int, {}), c: option(t.listOf(t.int), {}) } }
    const split = splitDefinition(
      options,
      mkMerge([
        { a: 1 },
        mkForce({ g: { b: 2, c: mkIf(false, [1]) }, x: undefined, y: 3 } as never),
      ] as never),
      { file: 'a.ts' },
    )
    expect(split.definitions.map(({ path }) => path.join('.'))).toEqual(['a', 'g.b', 'g.c'])
    expect(mergeOption(options.g.b, ['g', 'b'], [...define(9), split.definitions[1]!.definition]).value).toBe(
      2,
    )
    expect(split.unknown.map(({ path }) => path)).toEqual([['y']])
    expect(split.errors).toEqual([])
  })

  test('a value or an order where a group is', () => {
    const options = { g: { b: option(t.int, {}) } }
    expect(splitDefinition(options, { g: 1 }, { file: 'a.ts' }).errors).toMatchObject([
      { code: 'type-mismatch', path: ['g'] },
    ])
    expect(
      splitDefinition(options, { g: mkBefore({ b: 1 } as never) }, { file: 'a.ts' }).errors,
    ).toMatchObject([{ code: 'property-nesting', path: ['g'] }])
  })
})

test('sameValue', () => {
  expect(sameValue({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toBe(true)
  expect(sameValue({ a: 1 }, { a: 1, b: undefined })).toBe(false)
  expect(sameValue([], {})).toBe(false)
  expect(sameValue(1, 1n)).toBe(true)
  expect(sameValue(Number.NaN, Number.NaN)).toBe(true)
})
