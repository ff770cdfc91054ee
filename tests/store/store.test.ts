import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { toBytes } from '../../src/nix/bytes.ts'
import { machine } from '../../src/nix/inputs/index.ts'
import {
  base16,
  type Derivation,
  derivationClosure,
  dumpNar,
  fixedOutput,
  formatHash,
  type HashAlgorithm,
  hashDerivationModulo,
  hashNar,
  instantiate,
  type KnownDerivations,
  learnDerivation,
  makeFixedOutputPath,
  nameOfStorePath,
  parseDerivation,
  parseHash,
  printDerivation,
} from '../../src/nix/store/index.ts'
import { type Answers, archived, askNix, noNix } from './oracle.ts'
import { writeTree } from './tree.ts'

const answers: Answers = JSON.parse(readFileSync(new URL('fixtures/answers.json', import.meta.url), 'utf8'))

test.skipIf(noNix)(`the answers are those of the Nix on the PATH${noNix ? ' (there is none)' : ''}`, () => {
  expect(askNix()).toEqual(answers)
})

describe('derivations', () => {
  const all = new Map(
    Object.entries(answers.derivations).map(([path, text]) => [path, parseDerivation(toBytes(text))]),
  )
  const known: KnownDerivations = new Map()
  const learn = (path: string): void => {
    if (known.has(path)) return
    const derivation = all.get(path)!
    for (const input of derivation.inputDrvs.keys()) learn(input)
    learnDerivation(known, path, derivation)
  }
  for (const path of all.keys()) learn(path)

  test('are printed as they were read', () => {
    for (const [path, text] of Object.entries(answers.derivations))
      expect(printDerivation(all.get(path)!), path).toBe(toBytes(text))
  })

  test.each([...all.keys()])('%s: paths and text from what it is made of', (path) => {
    const derivation = all.get(path)!
    const result = instantiate(known, requestOf(path, derivation), '/nix/store')
    expect(result.text).toBe(toBytes(answers.derivations[path]!))
    expect(result.drvPath).toBe(path)
    expect(Object.fromEntries(result.outputs)).toEqual(
      Object.fromEntries(Array.from(derivation.outputs, ([name, output]) => [name, output.path])),
    )
    expect(result.modulo).toBe(hashDerivationModulo(known, derivation))
  })

  test('the closure holds derivations and sources', () => {
    const path = [...all.keys()].find((one) => one.endsWith('-whole-closure.drv'))!
    const { inputSrcs } = all.get(path)!
    const deep = [...all.keys()].find((one) => one.endsWith('-deep.drv'))!
    expect([...derivationClosure(known, deep)].sort()).toEqual([...inputSrcs].sort())
  })

  test('an input that nobody knows is an error', () => {
    const [path, derivation] = [...all].find(([, one]) => one.inputDrvs.size > 0)!
    expect(() => instantiate(new Map(), requestOf(path, derivation), '/nix/store')).toThrow(/is not valid$/)
  })

  test.each([
    ['', "expected string 'Derive('"],
    ['Derive([("out', 'unterminated string in derivation'],
    ['Derive([],[],[],"a","b",[],[]', "expected string ')'"],
  ])('%j is no derivation', (text, message) => {
    expect(() => parseDerivation(text)).toThrow(message)
  })
})

/** What a derivation's author says: no path of its outputs stands anywhere. */
function requestOf(path: string, derivation: Derivation): Parameters<typeof instantiate>[1] {
  const fixed = fixedOutput(derivation)
  const env = new Map(derivation.env)
  for (const output of derivation.outputs.keys()) env.delete(output)
  return {
    ...derivation,
    env,
    name: nameOfStorePath(path).replace(/\.drv$/, ''),
    outputs:
      fixed === undefined
        ? [...derivation.outputs.keys()]
        : {
            method: fixed.hashAlgorithm.startsWith('r:') ? 'recursive' : 'flat',
            hash: parseHash(`${fixed.hashAlgorithm.replace('r:', '')}:${fixed.hash}`),
          },
  }
}

describe('archives', () => {
  const work = mkdtempSync(join(tmpdir(), 'panther-nar-'))
  const tree = join(work, 'tree')
  writeTree(tree)

  test.each(archived)('%s', (name) => {
    expect(base16(hashNar(machine, join(tree, name)).digest)).toBe(answers.archives[name])
  })

  test('there is none of what is not there', () => {
    expect(() => hashNar(machine, '/nowhere/at-all')).toThrow("path '/nowhere/at-all' does not exist")
  })

  test('what a filter leaves out is not looked into', () => {
    const asked: string[] = []
    const filter = (path: string, type: string) => {
      asked.push(`${path.slice(tree.length)} ${type}`)
      return path === join(tree, 'a') || path.startsWith(`${join(tree, 'a')}/size`)
    }
    const names: string[] = []
    dumpNar(
      machine,
      tree,
      (bytes) =>
        names.push(
          ...(Buffer.from(bytes)
            .toString('latin1')
            .match(/size-\d/g) ?? []),
        ),
      filter,
    )
    expect(names).toHaveLength(10)
    expect(asked).toContain('/a directory')
    expect(asked).toContain('/link symlink')
    expect(asked).toContain('/a/b directory')
    expect(asked).not.toContain('/a/b/c directory')
    rmSync(work, { recursive: true })
  })
})

describe('hashes', () => {
  test.each(answers.hashes)('$algorithm $base16', ({ algorithm, base16: digits, nix32, sri }) => {
    const base64 = sri.slice(sri.indexOf('-') + 1)
    for (const text of [sri, `${algorithm}:${digits}`, `${algorithm}:${nix32}`, `${algorithm}:${base64}`]) {
      const hash = parseHash(text)
      expect(formatHash(hash, 'base16')).toBe(digits)
      expect(formatHash(hash, 'nix32')).toBe(nix32)
      expect(formatHash(hash, 'base64')).toBe(base64)
      expect(formatHash(hash, 'sri')).toBe(sri)
    }
    expect(formatHash(parseHash(nix32, algorithm as HashAlgorithm), 'sri')).toBe(sri)
  })

  test.each(Object.entries(answers.fixedPaths))('%s', (question, path) => {
    const [name = '', digits = '', algorithm = '', recursive] = question.split(' ').reverse()
    const method = recursive === undefined ? 'flat' : 'recursive'
    expect(makeFixedOutputPath(name, method, parseHash(`${algorithm}:${digits}`), '/nix/store')).toBe(path)
  })
})
