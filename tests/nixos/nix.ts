import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Data } from './data.ts'
import type { Trees } from './trees.ts'

/** What NixOS has at one place. */
export interface NixPlace {
  readonly path: readonly string[]
  /** Names of the path that its types lead through; absent where there is no such option. */
  readonly depth?: number
  readonly type: string
  readonly priority: number
  /** Definitions in files of the flake, in the order in which they are merged. */
  readonly definitions: readonly Data[]
  /** How many definitions other files make. */
  readonly foreign: number
  readonly whole: boolean
  readonly applies: boolean
  readonly value: Data
  readonly texts: { readonly [name: string]: Data }
}

export interface NixScope {
  readonly user: string | null
  /** Options that files of the flake define. */
  readonly defined: readonly (readonly string[])[]
  readonly places: readonly NixPlace[]
  readonly conditions: { readonly [name: string]: Data }
}

export interface NixHost {
  readonly refused: readonly string[]
  readonly assertions: { readonly count: number; readonly failed: readonly string[] }
  readonly warnings: readonly string[]
  readonly drvPath: string | null
  readonly scopes: readonly NixScope[]
}

export interface NixRun {
  readonly answer?: NixHost
  readonly error?: string
  /** What Nix said beside the answer: `lib.warn` and `builtins.trace`. */
  readonly traces: readonly string[]
  readonly seconds: number
}

export interface NixQuestion {
  readonly flake: string
  readonly host: string
  /** A file. */
  readonly query: string
  readonly trees: Trees
  /** Files and folders of the flake that panther only copied. */
  readonly copied: readonly string[]
  /** A folder for what Nix writes when it runs. */
  readonly state: string
}

/** Evaluates one host with a store that holds nothing and takes nothing. */
export function evaluateHost({ flake, host, query, trees, copied, state }: NixQuestion): Promise<NixRun> {
  mkdirSync(state, { recursive: true })
  const given = JSON.stringify({ flake, host, query, copied, inputs: trees })
  const expression = `import ${join(import.meta.dirname, 'nix/verify.nix')} (builtins.fromJSON (builtins.getEnv "VERIFY"))`
  const before = performance.now()
  const child = spawn(
    'nix-instantiate',
    ['--store', 'dummy://', '--eval', '--strict', '--json', '--expr', expression],
    {
      env: {
        ...process.env,
        VERIFY: given,
        NIX_PATH: '',
        NIX_CONF_DIR: state,
        NIX_STATE_DIR: state,
        NIX_LOG_DIR: join(state, 'log'),
        HOME: state,
        GC_INITIAL_HEAP_SIZE: process.env.GC_INITIAL_HEAP_SIZE ?? '2G',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const texts: [string, string] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    texts[0] += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    texts[1] += text
  })
  return new Promise((resolve) => {
    const seconds = (): number => (performance.now() - before) / 1000
    child.on('error', (error) =>
      resolve({ error: `nix-instantiate: ${error.message}`, traces: [], seconds: seconds() }),
    )
    child.on('close', (code) => {
      const [out, err] = texts
      const isTrace = (line: string): boolean => /^(trace|evaluation warning|warning):/.test(line)
      const traces = err.split('\n').filter(isTrace)
      if (code !== 0)
        resolve({
          error:
            err
              .split('\n')
              .filter((line) => !isTrace(line))
              .join('\n')
              .trim() || `nix-instantiate ended with ${code}`,
          traces,
          seconds: seconds(),
        })
      else resolve({ answer: JSON.parse(out) as NixHost, traces: [...new Set(traces)], seconds: seconds() })
    })
  })
}
