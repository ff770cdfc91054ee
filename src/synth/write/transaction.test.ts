import { describe, expect, it } from 'vitest'
import type { Flake } from '../flake.ts'
import type { FileSystem } from './file-system.ts'
import { type MemoryFileSystem, memoryFileSystem } from './memory-file-system.ts'
import { writeFlake } from './write.ts'

const directory = '/flake'
type Texts = Readonly<Record<string, string>>

const before: Texts = {
  'flake.nix': 'old flake',
  'a.nix': 'old a',
  'same.nix': 'same',
  'gone/x.nix': 'x',
  swap: 'a file',
}
const after: Texts = {
  'flake.nix': 'new flake',
  'a.nix': 'new a',
  'same.nix': 'same',
  'new/y.nix': 'y',
  'swap/inside': 'a folder now',
}
/** The same flake.nix in both. */
const onlyFiles: Texts = { ...before, 'a.nix': 'new a', 'new/y.nix': 'y' }
const foreign: Texts = { 'flake.lock': 'lock', 'gone/notes.md': 'notes' }

function flake(texts: Texts): Flake {
  return {
    files: new Map(Object.entries(texts).map(([path, text]) => [path, { text }])),
    model: { version: 1, hosts: {}, definitions: {} },
    diagnostics: [],
  }
}

const write = (texts: Texts, fs: FileSystem) =>
  writeFlake(flake(texts), { directory, fs, spawn: () => undefined })

function start(): MemoryFileSystem {
  const fs = memoryFileSystem()
  for (const [path, text] of Object.entries(foreign)) fs.put(`${directory}/${path}`, text)
  write(before, fs)
  return fs
}

/** What Nix and the user see. */
function seen(fs: MemoryFileSystem): Texts {
  const entries = Object.entries(fs.snapshot(directory)).filter(
    ([path]) => path !== 'panther.json' && !path.startsWith('.panther-'),
  )
  return Object.fromEntries(entries)
}

const changing = [
  'write',
  'create',
  'rename',
  'remove',
  'makeFolder',
  'removeEmptyFolder',
  'removeTree',
] as const

/** Fails at the n-th change. Dead, it fails ever after; half dead, it goes on. */
function failing(fs: FileSystem, at: number, dead: boolean): FileSystem & { readonly count: () => number } {
  let count = 0
  const wrapped = { ...fs, count: () => count }
  for (const name of changing) {
    const original = fs[name] as (...args: unknown[]) => unknown
    wrapped[name] = ((...args: unknown[]) => {
      count += 1
      if (dead ? count > at : count === at + 1) throw new Error('interrupted')
      return original(...args)
    }) as never
  }
  return wrapped
}

/** Changes up to the moment when all is done but to remove the traces. */
function steps(texts: Texts): number {
  const counting = failing(start(), Number.POSITIVE_INFINITY, true)
  write(texts, counting)
  return counting.count() - 2
}

describe.each([
  ['everything', after],
  ['files below flake.nix', onlyFiles],
  ['one file', { ...before, 'a.nix': 'new a' }],
  ['flake.nix alone', { ...before, 'flake.nix': 'new flake' }],
])('a change of %s', (_, wanted) => {
  const old = { ...before, ...foreign }
  const done = { ...wanted, ...foreign }

  it('leaves the old flake or the new one, or none until the next run, wherever it is interrupted', () => {
    const total = steps(wanted)
    expect(total).toBeGreaterThan(4)
    for (let at = 0; at < total; at++) {
      const fs = start()
      expect(() => write(wanted, failing(fs, at, true))).toThrow('interrupted')
      const left = seen(fs)
      const whole = [old, done].some(
        (state) =>
          JSON.stringify(Object.entries(state).sort()) === JSON.stringify(Object.entries(left).sort()),
      )
      expect(whole || !('flake.nix' in left), `a mixture after ${at} steps: ${JSON.stringify(left)}`).toBe(
        true,
      )
      write(wanted, fs)
      expect(seen(fs)).toEqual(done)
      expect(fs.kind(`${directory}/.panther-staging`)).toBeUndefined()
    }
  })

  it('can be interrupted again while the next run completes it', () => {
    const total = steps(wanted)
    for (let at = 0; at < total; at++) {
      for (let again = 0; again < total; again += 3) {
        const fs = start()
        expect(() => write(wanted, failing(fs, at, true))).toThrow('interrupted')
        try {
          write(wanted, failing(fs, again, true))
        } catch {}
        write(wanted, fs)
        expect(seen(fs)).toEqual(done)
      }
    }
  })

  it('leaves the old flake where a step fails', () => {
    const total = steps(wanted)
    for (let at = 0; at < total; at++) {
      const fs = start()
      try {
        write(wanted, failing(fs, at, false))
      } catch {
        // What fails when all is in place, while traces are removed, is no reason to go back.
        expect([old, done]).toContainEqual(seen(fs))
      }
      write(wanted, fs)
      expect(seen(fs)).toEqual(done)
    }
  })
})

describe('an interrupted change', () => {
  it('does not overwrite what was edited since', () => {
    const total = steps(after)
    let edited = 0
    for (let at = 0; at < total; at++) {
      const fs = start()
      expect(() => write(after, failing(fs, at, true))).toThrow('interrupted')
      fs.put(`${directory}/a.nix`, 'edited')
      const { status, conflicts } = write(after, fs)
      expect(status).toBe('refused')
      expect(conflicts).toContainEqual({ path: 'a.nix', reason: 'edited' })
      expect(seen(fs)['a.nix']).toBe('edited')
      edited += 1
    }
    expect(edited).toBe(total)
  })

  it('is reported when it was completed', () => {
    const total = steps(after)
    const other = start()
    expect(() => write(after, failing(other, total - 1, true))).toThrow('interrupted')
    expect(write(after, other)).toMatchObject({ status: 'unchanged', recovered: true })
  })
})
