import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from './blocks.ts'

/** The lines that somebody types. */
export function commandsOf(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => (line.startsWith('$ ') ? [line.slice(2)] : []))
}

const mark = '\u0001'

/** Runs the blocks in one shell, and gives each as it looks on a terminal. */
export async function runConsole(
  blocks: readonly (readonly string[])[],
  cwd: string,
): Promise<readonly string[]> {
  const script = blocks
    .flatMap((commands) => [
      ...commands.flatMap((command) => [`echo ${quoted(`$ ${command}`)}`, command]),
      `printf '${mark}'`,
    ])
    .join('\n')
  const setup = `panther() { ${quoted(process.execPath)} ${quoted(join(root, 'bin/panther.js'))} "$@"; }\nexec 2>&1\n`
  const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env
  const { stdout } = await promisify(execFile)('bash', ['-c', setup + script], { cwd, env })
  return stdout.split(mark).slice(0, -1)
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

export function withoutTimes(text: string): string {
  return text.replace(/\(\d+ ms\)/g, '(… ms)')
}
