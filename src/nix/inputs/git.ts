import { spawnSync } from 'node:child_process'
import { type ByteString, bufferOf, fromBytes } from '../bytes.ts'

/** A repository's files may come in one answer. */
const mostBytes = 2 ** 31 - 1

/** The git on the PATH. It asks nobody, takes no lock and fetches nothing. */
export function runGit(
  folder: ByteString,
  args: readonly ByteString[],
  input?: ByteString,
): ByteString | undefined {
  const { status, stdout } = spawnSync('git', ['-C', fromBytes(folder), ...args.map(fromBytes)], {
    input: bufferOf(input ?? ''),
    maxBuffer: mostBytes,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {
      ...process.env,
      // Where git was called from, as in a hook, says nothing of the folder that is asked about.
      GIT_DIR: undefined,
      GIT_WORK_TREE: undefined,
      GIT_INDEX_FILE: undefined,
      GIT_OPTIONAL_LOCKS: '0',
      GIT_TERMINAL_PROMPT: '0',
      GIT_NO_LAZY_FETCH: '1',
      LC_ALL: 'C',
    },
  })
  return status === 0 ? stdout.toString('latin1') : undefined
}
