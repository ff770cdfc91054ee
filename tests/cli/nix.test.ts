import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, it } from 'vitest'
import { folder, panther } from './panther.ts'

const root = folder({ 'default.nix': '{ a.b = 2; add = { x, y ? 1 }: x + y; }', 'bad.nix': '{ a = }' })
const launcher = fileURLToPath(new URL('../../bin/panther.js', import.meta.url))

describe.concurrent('panther nix', () => {
  it.for([
    [['--eval', '--strict', '--json'], '{"a":{"b":2}', 1],
    [['--eval', '-A', 'a.b'], '2\n', 0],
    [['--eval', '-A', 'add', '--arg', 'x', '1 + 1'], '3\n', 0],
    [['--eval', '--raw', '-E', '{ s }: "<${s}>"', '--argstr', 's', 'a b'], '<a b>', 0],
    [['--eval', '--strict', '-E', 'map (x: x * x) [ 1 2 3 ]'], '[ 1 4 9 ]\n', 0],
    [['--eval', '-I', 'here=.', '<here/default.nix>', '-A', 'a', '--strict', '--json'], '{"b":2}\n', 0],
    [
      ['--eval', '--json', '-E', 'let a = [ { b = 1; } ]; in if a == [ { b = 1; } ] then a else 1'],
      '[{"b":1}]\n',
      0,
    ],
    [['--eval', '-E', 'import (builtins.toFile "f.nix" "1 + 1")'], '2\n', 0],
    [['--eval', '-E', '(import "${./.}/default.nix").a == (import ./default.nix).a'], 'true\n', 0],
    [
      [
        '--eval',
        '--strict',
        '-E',
        'let s = builtins.filterSource (p: t: baseNameOf p != "bad.nix") ./.; in [ (builtins.attrNames (builtins.readDir s)) (import (builtins.path { path = "${s}/default.nix"; name = "d.nix"; })).a.b (builtins.pathExists "${s}/bad.nix") ]',
      ],
      '[ [ "default.nix" ] 2 false ]\n',
      0,
    ],
    [['--eval', '--option', 'abort-on-warn', 'true', '-E', 'builtins.warn "w" 1'], '', 1],
    [['--parse', '-E', 'x: x+1'], '(x: (x + 1))\n', 0],
    [['--version'], 'panther nix (Nix) 2.36.0\n', 0],
  ] as const)('%j', async ([words, out, code], { expect }) => {
    const run = await panther(['nix', ...words], root)
    expect({ code: run.code, stdout: run.stdout.slice(0, out.length) }).toEqual({
      code,
      stdout: code === 0 ? out : '',
    })
  })

  it("an error of the Nix is told in Nix's words, and exits with 1", async ({ expect }) => {
    const { code, stderr } = await panther(['nix', '--eval', 'bad.nix'], root)
    expect(code).toBe(1)
    expect(stderr).toContain(`error: syntax error, unexpected '}'\n       at ${root}/bad.nix:1:7:`)
  })

  it('colours in messages are for terminals', async ({ expect }) => {
    const words = ['nix', '--eval', '-E', 'throw (builtins.fromJSON "\\"\\\\u001b[1;35mś\\\\u001b[0m\\"")']
    expect(await panther(words, root)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/error: ś\n$/),
    })
  })

  it('syntax that is minded is told of with its place', async ({ expect }) => {
    const words = ['nix', '--eval', '--lint-short-path-literals', 'warn', '-E', 'baseNameOf a/b']
    const { code, stdout, stderr } = await panther(words, root)
    expect({ code, stdout }).toEqual({ code: 0, stdout: '"b"\n' })
    expect(stderr).toMatch(/^warning: relative path literal 'a\/b' .*\n {9}at «string»:1:12:\n/)
  })

  it.for([
    [['--evl'], 'There is no flag --evl. Did you mean --eval?'],
    [['--arg', 'x'], 'More words are to stand behind --arg.'],
    [['--max-call-depth', 'x'], '--max-call-depth x does not do: the value is to be a number.'],
    [
      ['--option', 'lint-url-literals', 'no'],
      '--lint-url-literals no does not do: the value is to be ignore, warn or fatal.',
    ],
  ] as const)('%j is a mistake', async ([words, message], { expect }) => {
    const hint = '  hint: panther nix --help lists all flags.\n'
    expect(await panther(['nix', ...words], root)).toEqual({
      code: 2,
      stdout: '',
      stderr: `error[usage] ${message}\n${hint}`,
    })
  })

  it('has help, and a place in that of panther', async ({ expect }) => {
    const help = await panther(['nix', '--eval', '--help'], root)
    expect(help).toMatchObject({ code: 0, stdout: expect.stringContaining('-A [--attr]') })
    expect((await panther(['--help'], root)).stdout).toMatch(/^ {2}nix {2,}Evaluate Nix/m)
  })

  it('a reader that ends early ends it', async ({ expect }) => {
    const words = [launcher, 'nix', '--eval', '--strict', '-E', 'builtins.genList (n: n) 300000']
    const code = await new Promise((resolve) => {
      const child = execFile(process.execPath, words, (error) => resolve(error?.code ?? 0))
      child.stdout!.once('data', () => child.stdout!.destroy())
    })
    expect(code).toBe(0)
  })
})
