import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { NixAnswer, NixEngine } from './engine.ts'
import { readFailure } from './read-failure.ts'

const isTrace = (line: string): boolean => /^(trace|evaluation warning|warning):/.test(line)

/**
 * The Nix on the PATH, 2.8 or newer. It has a store that holds nothing and takes nothing: it only evaluates, and
 * fetches nothing.
 */
export function installedNix(environment: { readonly [name: string]: string | undefined }): NixEngine {
  return {
    fetches: false,
    ask(expression, signal) {
      const state = mkdtempSync(join(tmpdir(), 'panther-nix-'))
      const child = spawn(
        'nix-instantiate',
        ['--store', 'dummy://', '--eval', '--strict', '--json', '--show-trace', '-'],
        {
          env: {
            ...environment,
            NIX_PATH: '',
            NIX_CONF_DIR: state,
            NIX_STATE_DIR: state,
            NIX_LOG_DIR: state,
            HOME: state,
            GC_INITIAL_HEAP_SIZE: environment['GC_INITIAL_HEAP_SIZE'] ?? '1G',
          },
          stdio: ['pipe', 'pipe', 'pipe'],
          signal,
          // Nix notes the others and looks later, which a long computation never does. It has nothing to put in order.
          killSignal: 'SIGKILL',
        },
      )
      let out = ''
      let err = ''
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        out += text
      })
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        err += text
      })
      // It may end before it has read everything.
      child.stdin.on('error', () => {})
      child.stdin.end(expression)
      return new Promise<NixAnswer>((resolve) => {
        child.on('error', ({ name, message, code }: NodeJS.ErrnoException) => {
          const why = code === 'ENOENT' ? 'there is no nix-instantiate on the PATH' : message
          resolve(name === 'AbortError' ? { kind: 'interrupted' } : { kind: 'unusable', message: why })
        })
        child.on('close', (code) => {
          const lines = err.split('\n')
          const traces = lines.filter(isTrace).map((line) => line.replace(/^trace: /, ''))
          if (signal.aborted) resolve({ kind: 'interrupted' })
          else if (code === 0) resolve({ kind: 'value', value: JSON.parse(out), traces })
          else {
            const said = lines.filter((line) => !isTrace(line)).join('\n')
            const error = readFailure(said)
            resolve(
              error.message === ''
                ? { kind: 'unusable', message: said.trim() || `nix-instantiate ended with ${code}` }
                : { kind: 'error', error, traces },
            )
          }
        })
      }).finally(() => rmSync(state, { recursive: true, force: true }))
    },
  }
}
