import { expect, it } from 'vitest'
import { typeWords, valueMeant } from './type-words.ts'

it('says types in plain words', () => {
  const words = Object.fromEntries(
    [
      'boolean',
      'null or string',
      'list of string',
      'list of (null or signed integer)',
      'attribute set of (list of package)',
      '16 bit unsigned integer; between 0 and 65535 (both inclusive)',
      'integer between 1 and 5 (both inclusive)',
      'integer or floating point number between 0.5 and 1 (both inclusive)',
      'one of "a", "b", <null>',
      'value "a" (singular enum)',
      'string matching the pattern [0-9]+%',
      'null or string matching the pattern [a-zA-Z0-9@%:_.\\\\-]+[.](service|socket)',
      'strings concatenated with "\\n"',
      'non-empty list of string',
    ].map((type) => [type, typeWords(type)]),
  )
  expect(words).toEqual({
    boolean: 'true or false',
    'null or string': 'null or a text',
    'list of string': 'a list in which each element is a text',
    'list of (null or signed integer)': 'a list in which each element is null or a whole number',
    'attribute set of (list of package)':
      'a set in which each value is a list in which each element is a package',
    '16 bit unsigned integer; between 0 and 65535 (both inclusive)': 'a whole number between 0 and 65535',
    'integer between 1 and 5 (both inclusive)': 'a whole number between 1 and 5',
    'integer or floating point number between 0.5 and 1 (both inclusive)': 'a number between 0.5 and 1',
    'one of "a", "b", <null>': 'one of "a", "b", null',
    'value "a" (singular enum)': '"a"',
    'string matching the pattern [0-9]+%': 'a text that matches the pattern [0-9]+%',
    'null or string matching the pattern [a-zA-Z0-9@%:_.\\\\-]+[.](service|socket)':
      'null or the name of a systemd unit with its ending, such as "nginx.service"',
    'strings concatenated with "\\n"': 'a text',
    'non-empty list of string': 'a non-empty list in which each element is a text',
  })
})

it('has no words for types it does not know', () => {
  for (const type of ['JSON value', 'string or (submodule)', 'list of (submodule or string)', 'Go duration'])
    expect(typeWords(type)).toBeUndefined()
})

it('guesses what a value is meant to be', () => {
  const port = '16 bit unsigned integer; between 0 and 65535 (both inclusive)'
  const meant = (type: string, value: unknown) => valueMeant(type, value)
  expect(meant(port, '80')).toEqual({ hint: 'Write 80.', value: 80 })
  expect(meant(port, '80000')).toBeUndefined()
  expect(meant(port, 80000)).toBeUndefined()
  expect(meant('boolean', 'true')).toEqual({ hint: 'Write true.', value: true })
  expect(meant('null or string', 80)).toEqual({ hint: "Write '80'.", value: '80' })
  expect(meant('list of string', 'a')).toEqual({ hint: 'Put it into a list: ["a"].' })
  expect(meant('package', 'git')).toEqual({ hint: 'Name a package: pkgs.git.' })
  expect(meant('one of "server", "client"', 'servr')).toEqual({
    hint: 'Did you mean "server"?',
    value: 'server',
  })
  expect(meant('null or one of "yes", "no"', false)).toEqual({ hint: 'Did you mean "no"?' })
  expect(meant('one of "aa1", "ab1"', 'ac1')).toEqual({ hint: 'Did you mean "aa1" or "ab1"?' })
  expect(meant('one of "server", "client"', 'both')).toBeUndefined()
  expect(meant('string or signed integer', '80')).toBeUndefined()
})
