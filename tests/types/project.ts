import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectFiles } from '../../src/cli/init/project.ts'

/** The folder of this repository. */
export const repository: string = fileURLToPath(new URL('../..', import.meta.url))

/** TypeScript 7, by its path: whatever else is installed as `tsc` is not it. */
const compiler = join(repository, 'node_modules/typescript/bin/tsc')

/** A project as `panther init` makes it, with these files besides, in a folder that is gone afterwards. */
export function withProject<T>(files: Readonly<Record<string, string>>, use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'panther-types-'))
  try {
    const tools = { pantheros: '', typescript: '', nodeTypes: '', node: '', sources: join(repository, 'src') }
    for (const [name, text] of Object.entries({ ...projectFiles('types', tools), ...files })) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), text)
    }
    symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'))
    return use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What the compiler says of a project, with more of its flags. */
export function compile(folder: string, ...more: readonly string[]): string {
  const { stdout, stderr } = spawnSync(process.execPath, [compiler, '-p', folder, ...more], {
    cwd: folder,
    encoding: 'utf8',
  })
  return stdout + stderr
}
