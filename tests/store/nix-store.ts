import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'

/** Runs `nix-store` with a store in a place of its own: Nix needs no rights there, and builds without a sandbox. */
export function nixStore(
  storeDir: string,
  state: string,
  ...words: readonly string[]
): SpawnSyncReturns<string> {
  mkdirSync(state, { recursive: true })
  return spawnSync(
    'nix-store',
    [...words, '--option', 'sandbox', 'false', '--option', 'build-users-group', ''],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        NIX_STORE_DIR: storeDir,
        NIX_STATE_DIR: state,
        NIX_LOG_DIR: state,
        NIX_CONF_DIR: state,
        HOME: state,
      },
    },
  )
}
