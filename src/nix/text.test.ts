import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromBytes, toBytes } from './bytes.ts'
import { floatToString, jsonFloat, showFloat } from './float-text.ts'
import { compareVersions, parseDrvName, splitVersion } from './versions.ts'
import { xmlWriter } from './xml.ts'

const noNix = spawnSync('nix-instantiate', ['--version']).error !== undefined

test('bytes are read back as the text they were made of', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(fromBytes(toBytes(text))).toBe(text)
    }),
  )
})

describe('floats', () => {
  test.each([
    [1, '1', '1.000000', '1.0'],
    [-1.5, '-1.5', '-1.500000', '-1.5'],
    [0, '0', '0.000000', '0.0'],
    [-0, '-0', '-0.000000', '-0.0'],
    [0.1, '0.1', '0.100000', '0.1'],
    [1.2345678901234567, '1.23457', '1.234568', '1.2345678901234567'],
    [1e6, '1e+06', '1000000.000000', '1000000.0'],
    [100000.5, '100000', '100000.500000', '100000.5'],
    [100001.5, '100002', '100001.500000', '100001.5'],
    [999999.5, '1e+06', '999999.500000', '999999.5'],
    [0.0078125, '0.0078125', '0.007812', '0.0078125'],
    [0.0234375, '0.0234375', '0.023438', '0.0234375'],
    [0.0001, '0.0001', '0.000100', '0.0001'],
    [0.00001, '1e-05', '0.000010', '1e-05'],
    [1e15, '1e+15', '1000000000000000.000000', '1e+15'],
    [1e14, '1e+14', '100000000000000.000000', '100000000000000.0'],
    [1e16, '1e+16', '10000000000000000.000000', '1e+16'],
    [1.5e22, '1.5e+22', '15000000000000000000000.000000', '1.5e+22'],
    [Number.POSITIVE_INFINITY, 'inf', 'inf', 'null'],
    [Number.NEGATIVE_INFINITY, '-inf', '-inf', 'null'],
    [Number.NaN, '-nan', '-nan', 'null'],
  ])('%d', (value, shown, string, json) => {
    expect(showFloat(value)).toBe(shown)
    expect(floatToString(value)).toBe(string)
    expect(jsonFloat(value)).toBe(json)
  })

  test('JSON reads back as the same number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(jsonFloat(value))).toBe(value)
      }),
    )
  })

  test.skipIf(noNix)(`are those of Nix${noNix ? ' (nix-instantiate is not on the PATH)' : ''}`, () => {
    const near = fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.integer({ min: -12, max: 25 }))
    const binary = fc.tuple(fc.integer({ min: 0, max: 1e7 }), fc.integer({ min: 0, max: 12 }))
    const values = [
      ...fc.sample(near, 500).map(([value, power]) => value * 10 ** power),
      ...fc.sample(binary, 500).map(([value, power]) => value / 2 ** power),
    ].filter((value) => Math.abs(value) > 1e-300)
    const answers = askNix(values.map((value) => `"\${builtins.toString ${literal(value)}}"`))
    expect(answers).toEqual(values.map(floatToString))
  })
})

/** Nix reads no sign, and no exponent without a point. */
function literal(value: number): string {
  const [mantissa = '', power = ''] = Math.abs(value).toExponential().split('e')
  const digits = `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}e${power.replace('+', '')}`
  return value < 0 ? `(0.0 - ${digits})` : digits
}

function askNix(expressions: readonly string[]): readonly unknown[] {
  const { stdout, stderr } = spawnSync(
    'nix-instantiate',
    ['--store', 'dummy://', '--eval', '--strict', '--json', '-'],
    { input: `[ ${expressions.map((one) => `(${one})`).join('\n')} ]`, encoding: 'utf8', maxBuffer: 2 ** 28 },
  )
  expect(stderr).toBe('')
  return JSON.parse(stdout)
}

describe('versions', () => {
  test.each([
    ['1.0', '2.3', -1],
    ['2.1', '2.3', -1],
    ['2.3', '2.3', 0],
    ['2.5', '2.3', 1],
    ['3.1', '2.3', 1],
    ['2.3.1', '2.3', 1],
    ['2.3.1', '2.3a', 1],
    ['2.3pre1', '2.3', -1],
    ['2.3pre3', '2.3pre12', -1],
    ['2.3a', '2.3c', -1],
    ['2.3pre1', '2.3c', -1],
    ['2.3pre1', '2.3q', -1],
    ['01', '1', 0],
    ['2147483648', '2147483647', -1],
  ] as const)('%s against %s', (one, other, order) => {
    expect(compareVersions(one, other)).toBe(order)
  })

  test.each([
    ['1.2.3', ['1', '2', '3']],
    ['1.0pre2-beta', ['1', '0', 'pre', '2', 'beta']],
    ['', []],
    ['.-.', []],
  ])('the parts of %j', (version, parts) => {
    expect(splitVersion(version)).toEqual(parts)
  })

  test.each([
    ['apache-httpd-2.0.48', 'apache-httpd', '2.0.48'],
    ['a-b-c', 'a-b-c', ''],
    ['a-', 'a-', ''],
    ['-1', '', '1'],
    ['a--1', 'a', '-1'],
  ])('the name and version of %j', (text, name, version) => {
    expect(parseDrvName(text)).toEqual({ name, version })
  })

  test.skipIf(noNix)(`are those of Nix${noNix ? ' (nix-instantiate is not on the PATH)' : ''}`, () => {
    const part = fc.constantFrom('1', '2', '10', '01', '2147483648', 'a', 'b', 'pre', 'rc', '.', '-', '')
    const version = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(''))
    const pairs = fc.sample(fc.tuple(version, version), 500)
    const answers = askNix(
      pairs.flatMap(([one, other]) => [
        `builtins.compareVersions "${one}" "${other}"`,
        `builtins.splitVersion "${one}"`,
        `builtins.parseDrvName "${one}"`,
      ]),
    )
    const ours = pairs.flatMap(([one, other]) => [
      compareVersions(one, other),
      splitVersion(one),
      parseDrvName(one),
    ])
    expect(answers).toEqual(ours)
  })
})

test('XML', () => {
  const xml = xmlWriter()
  xml.open('expr')
  xml.open('attr', { path: '/a', name: '<"&">\n' })
  xml.empty('null')
  xml.close()
  xml.empty('int', { value: '1' })
  expect(xml.finish()).toBe(`<?xml version='1.0' encoding='utf-8'?>
<expr>
  <attr name="&lt;&quot;&amp;&quot;&gt;&#xA;" path="/a">
    <null />
  </attr>
  <int value="1" />
</expr>
`)
  expect(() => xml.close()).toThrow('no element is open')
})
