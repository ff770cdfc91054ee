import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { InputError } from '../eval/inputs.ts'
import { firstChange, machine, mountInputs, recordInputs } from './index.ts'

let folder = ''
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'panther-inputs-')))
  mkdirSync(join(folder, 'sub'))
  writeFileSync(join(folder, 'sub/file'), 'text')
  writeFileSync(join(folder, 'run'), '', { mode: 0o755 })
  symlinkSync('sub', join(folder, 'link'))
  symlinkSync('/etc', join(folder, 'away'))
  writeFileSync(join(folder, 'ü'), 'bytes')
})
afterAll(() => rmSync(folder, { recursive: true }))

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString()

describe('the machine', () => {
  test('reads', () => {
    expect(text(machine.readFile(join(folder, 'link/file')))).toBe('text')
    expect(machine.readDir(folder).toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: 'away', type: 'symlink' },
      { name: 'link', type: 'symlink' },
      { name: 'run', type: 'regular' },
      { name: 'sub', type: 'directory' },
      { name: '\xc3\xbc', type: 'regular' },
    ])
    expect(text(machine.readFile(`${folder}/\xc3\xbc`))).toBe('bytes')
    expect(machine.lstat(join(folder, 'run'))).toEqual({ type: 'regular', executable: true })
    expect(machine.lstat(join(folder, 'link'))).toEqual({ type: 'symlink', executable: false })
    expect(machine.lstat(join(folder, 'run/x'))).toBeUndefined()
    expect(machine.readLink(join(folder, 'link'))).toBe('sub')
    expect(machine.realPath(join(folder, 'link/file'))).toBe(join(folder, 'sub/file'))
    expect(machine.realPath(join(folder, 'link/not/there'))).toBe(join(folder, 'sub/not/there'))
    expect(machine.realPath('/')).toBe('/')
    expect(machine.realPath('/not-there')).toBe('/not-there')
    expect(machine.env('PATH')).toBe(process.env['PATH'])
    expect(machine.env('PANTHER_NO_SUCH')).toBeUndefined()
  })

  test.each([
    ['readFile', 'nothing', 'missing', "path '#' does not exist"],
    ['readFile', 'sub', 'other', "reading file '#': Is a directory"],
    ['readDir', 'run', 'not-a-directory', "'#' is not a directory"],
    ['readLink', 'run', 'other', "reading symlink '#': Invalid argument"],
  ] as const)('%s of %s fails', (kind, name, why, message) => {
    const path = join(folder, name)
    expect(() => machine[kind](path)).toThrow(new InputError(why, message.replace('#', path)))
  })
})

describe('recorded', () => {
  test('what was read, what failed, and whether it is still so', () => {
    const { inputs, reads } = recordInputs(machine)
    const file = join(folder, 'changing')
    writeFileSync(file, 'one')
    inputs.readFile(file)
    inputs.readFile(file)
    inputs.readDir(join(folder, 'sub'))
    inputs.lstat(join(folder, 'later'))
    expect(() => inputs.readFile(join(folder, 'later'))).toThrow('does not exist')
    inputs.env('PANTHER_NO_SUCH')
    expect(reads().map(({ kind }) => kind)).toEqual(['readFile', 'readDir', 'lstat', 'readFile', 'env'])
    expect(firstChange(machine, reads())).toBeUndefined()
    writeFileSync(join(folder, 'later'), '')
    expect(firstChange(machine, reads())).toMatchObject({ kind: 'lstat', name: join(folder, 'later') })
    writeFileSync(file, 'two')
    expect(firstChange(machine, reads())).toMatchObject({ kind: 'readFile', name: file })
    rmSync(file)
    rmSync(join(folder, 'later'))
  })
})

describe('mounted', () => {
  const at = '/nix/store/0123456789abcdfghijklmnpqrsvwxyz-source'

  test('a folder is seen in the store', () => {
    const inputs = mountInputs(machine, new Map([[at, { folder }]]), '/nix/store')
    expect(text(inputs.readFile(`${at}/link/file`))).toBe('text')
    expect(inputs.readDir(`${at}/sub`)).toEqual([{ name: 'file', type: 'regular' }])
    expect(inputs.realPath(`${at}/link/file`)).toBe(`${at}/sub/file`)
    expect(inputs.realPath(`${at}/away`)).toBe(machine.realPath('/etc'))
    expect(inputs.realPath(at)).toBe(at)
    expect(() => inputs.readFile(`${at}/nothing`)).toThrow(
      new InputError('missing', `path '${at}/nothing' does not exist`),
    )
    expect(inputs.lstat(`${folder}/run`)).toBeDefined()
  })

  test('without what is no part of it', () => {
    const tracked = new Set(['sub', 'sub/file', 'run'])
    const mount = { folder, includes: (path: string) => tracked.has(path) }
    const inputs = mountInputs(machine, new Map([[at, mount]]), '/nix/store')
    expect(
      inputs
        .readDir(at)
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(['run', 'sub'])
    expect(inputs.lstat(`${at}/link`)).toBeUndefined()
    expect(text(inputs.readFile(`${at}/sub/file`))).toBe('text')
    expect(() => inputs.readLink(`${at}/link`)).toThrow(`path '${at}/link' does not exist`)
  })
})
