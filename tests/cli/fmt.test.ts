import { spawn } from 'node:child_process'
import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, it } from 'vitest'
import { folder, panther } from './panther.ts'

const launcher = fileURLToPath(new URL('../../bin/panther.js', import.meta.url))
const bad = '{a=1;}'
const good = '{ a = 1; }\n'

/** Runs `panther fmt -` with something on the standard input. */
function formatInput(
  input: string,
  ...words: readonly string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [launcher, 'fmt', '-', ...words])
    const said = { stdout: '', stderr: '' }
    child.stdout.on('data', (chunk) => {
      said.stdout += chunk
    })
    child.stderr.on('data', (chunk) => {
      said.stderr += chunk
    })
    child.on('close', (code) => resolve({ code: code ?? -1, ...said }))
    child.stdin.end(input)
  })
}

describe.concurrent('panther fmt', () => {
  it('formats files and folders, and leaves what is not meant', async ({ expect }) => {
    const root = folder({
      'a.nix': bad,
      'b/c.nix': bad,
      'b/d.nix': good,
      'b/e.txt': bad,
      '.git/f.nix': bad,
      'node_modules/g.nix': bad,
    })
    symlinkSync('.', join(root, 'loop'))
    chmodSync(join(root, 'a.nix'), 0o750)
    expect(await panther(['fmt'], root)).toEqual({
      code: 0,
      stdout: 'Formatted 2 of 3 files:\n  ~ a.nix\n  ~ b/c.nix\n',
      stderr: '',
    })
    const read = (file: string): string => readFileSync(join(root, file), 'utf8')
    expect(['a.nix', 'b/c.nix', 'b/d.nix'].map(read)).toEqual([good, good, good])
    expect(['b/e.txt', '.git/f.nix', 'node_modules/g.nix'].map(read)).toEqual([bad, bad, bad])
    expect(statSync(join(root, 'a.nix')).mode & 0o777).toBe(0o750)
    expect(readdirSync(root).sort()).toEqual(['.git', 'a.nix', 'b', 'loop', 'node_modules'])
    expect((await panther(['fmt'], root)).stdout).toBe('3 files are formatted.\n')
  })

  it('only says what it would do with --check', async ({ expect }) => {
    const root = folder({ 'a.nix': bad, 'b.nix': good })
    expect(await panther(['fmt', '--check', 'a.nix'], root)).toEqual({
      code: 1,
      stdout: '1 file is not formatted:\n  ~ a.nix\n',
      stderr: '',
    })
    expect(readFileSync(join(root, 'a.nix'), 'utf8')).toBe(bad)
    expect((await panther(['fmt', '--check', 'b.nix'], root)).code).toBe(0)
    const json = await panther(['fmt', '--check', '--json'], root)
    expect(JSON.parse(json.stdout)).toEqual({ ok: false, files: 2, changed: ['a.nix'], diagnostics: [] })
  })

  it('writes what a link leads to', async ({ expect }) => {
    const root = folder({ 'a.nix': bad })
    symlinkSync('a.nix', join(root, 'b.nix'))
    expect((await panther(['fmt', 'b.nix'], root)).code).toBe(0)
    expect(readFileSync(join(root, 'a.nix'), 'utf8')).toBe(good)
  })

  it('leaves what it cannot read, says why, and formats the rest', async ({ expect }) => {
    const root = folder({ 'a.nix': bad, 'b.nix': '{\n  a = 1\n}\n' })
    writeFileSync(join(root, 'c.nix'), Uint8Array.from([0xff, 0x0a]))
    const { code, stdout, stderr } = await panther(['fmt'], root)
    expect(code).toBe(3)
    expect(stdout).toBe('Formatted 1 of 3 files:\n  ~ a.nix\n')
    expect(stderr).toBe(
      [
        "error[nix-syntax] syntax error, unexpected '}', expecting ';'",
        '  b.nix:3:1',
        '  2 |   a = 1',
        '  3 | }',
        '    | ^',
        '  hint: Nothing was changed. Correct it at the mark, or just before.',
        '',
        'error[cannot-read] c.nix is not text in UTF-8.',
        '',
      ].join('\n'),
    )
    expect(readFileSync(join(root, 'b.nix'), 'utf8')).toBe('{\n  a = 1\n}\n')
    expect((await panther(['fmt', 'b.nix'], root)).code).toBe(1)
    expect(await panther(['fmt', 'd.nix'], root)).toMatchObject({
      code: 2,
      stderr: 'error[cannot-read] There is no file or folder d.nix.\n',
    })
  })

  it('formats the standard input', async ({ expect }) => {
    expect(await formatInput(bad)).toEqual({ code: 0, stdout: good, stderr: '' })
    expect(await formatInput(bad, '--check')).toMatchObject({
      code: 1,
      stdout: 'The standard input is not formatted.\n',
    })
    expect(await formatInput(good, '--check')).toMatchObject({ code: 0 })
    expect(JSON.parse((await formatInput(bad, '--json')).stdout)).toMatchObject({ ok: true, text: good })
    expect(await formatInput('{ a = 1 }')).toMatchObject({ code: 1, stdout: '' })
    expect(await formatInput(good, 'a.nix')).toMatchObject({ code: 2 })
  })
})
