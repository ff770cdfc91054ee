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

/**
 * A project as `panther init` makes it, with these files besides, in a folder that is gone afterwards. It has the types
 * of `pantheros` from these sources, or from the declarations in a folder.
 */
export function withProject<T>(
  files: Readonly<Record<string, string>>,
  use: (folder: string) => T,
  declarations?: string,
): T {
  const folder = mkdtempSync(join(tmpdir(), 'panther-types-'))
  try {
    const tools = {
      pantheros: '',
      typescript: '',
      nodeTypes: '',
      node: '',
      sources: declarations ?? join(repository, 'src'),
    }
    const own = projectFiles('types', tools)
    // Where there are declarations, there are no sources.
    const config =
      declarations &&
      own['tsconfig.json']!.replaceAll(/(\/(?:index|options|generated\/\*))\.ts"/g, '$1.d.ts"')
    const all = { ...own, ...(config && { 'tsconfig.json': config }), ...files }
    for (const [name, text] of Object.entries(all)) {
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

/** The declarations that the package is published with, in a folder that is gone afterwards. */
export function withDeclarations<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'panther-declarations-'))
  try {
    const config = join(repository, 'tsconfig.build.json')
    const words = ['-p', config, '--emitDeclarationOnly', '--outDir', folder]
    spawnSync(process.execPath, [compiler, ...words], { cwd: repository })
    return use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
