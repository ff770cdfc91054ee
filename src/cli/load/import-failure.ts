import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Diagnostic, DiagnosticPlace } from '../../fleet/problem.ts'
import type { Files } from '../files.ts'
import { text } from '../text/load.ts'
import { nearest } from '../text/nearest.ts'

/** An import that leads nowhere, at the line where it is written; nothing for other errors. */
export function importFailure(error: Error, files: Files, file: string): Diagnostic | undefined {
  const { code, url } = error as { readonly code?: unknown; readonly url?: unknown }
  const severity = 'error' as const
  if (code === 'ERR_MODULE_NOT_FOUND' || code === 'ERR_UNSUPPORTED_DIR_IMPORT') {
    const importer = / imported from (.*)$/.exec(error.message)?.[1] ?? file
    const bare = /Cannot find package '(.*?)'/.exec(error.message)?.[1]
    if (bare !== undefined && typeof url !== 'string') {
      const at = findSpecifier(
        files,
        importer,
        (specifier) => specifier === bare || specifier.startsWith(`${bare}/`),
      )
      return {
        code: 'no-such-package',
        severity,
        message: text.noPackage(bare),
        at: [at],
        hint: text.install(bare),
      }
    }
    const target = targetOf(error.message, url)
    const at = findSpecifier(
      files,
      importer,
      (specifier) => /^\.{0,2}\//.test(specifier) && join(dirname(importer), specifier) === target,
    )
    const meant = target === undefined ? undefined : nearestFile(files, target)
    const message = text.noModule(target === undefined ? error.message : shown(importer, target))
    const hint = meant === undefined ? undefined : text.importMeant(shown(importer, meant))
    return { code: 'no-such-module', severity, message, at: [at], ...(hint === undefined ? {} : { hint }) }
  }
  const path = /"?(?:for|file:\/\/)\s?"?(\/[^"]*)/.exec(error.message)?.[1] ?? file
  const at = [{ file: path.replace(/^\/\/(?=\/)/, ''), line: 1, column: 1 }]
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION') {
    return { code: 'unknown-extension', severity, message: text.unknownExtension, at, hint: text.extensions }
  }
  if (code === 'ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING') {
    return {
      code: 'typescript-in-package',
      severity,
      message: text.packagedTypeScript,
      at,
      hint: text.buildPackage,
    }
  }
  return undefined
}

function targetOf(message: string, url: unknown): string | undefined {
  if (typeof url === 'string') return fileURLToPath(url)
  return /(?:module|Directory import) '(\/.*?)'/.exec(message)?.[1]
}

/** As an import in that file would write it. */
function shown(importer: string, target: string): string {
  const path = relative(dirname(importer), target)
  return path.startsWith('.') ? path : `./${path}`
}

function findSpecifier(
  files: Files,
  importer: string,
  fits: (specifier: string) => boolean,
): DiagnosticPlace {
  const lines = (files.read(importer) ?? '').split('\n')
  for (const [index, line] of lines.entries()) {
    for (const match of line.matchAll(/(['"])((?:(?!\1).)+)\1/g)) {
      if (fits(match[2]!)) return { file: importer, line: index + 1, column: match.index + 1 }
    }
  }
  return { file: importer, line: 1, column: 1 }
}

/** The file that an import without extension, of a folder, of compiled JavaScript or with a typing error means. */
function nearestFile(files: Files, target: string): string | undefined {
  const bare = target.replace(/\.[cm]?[jt]s$/, '')
  const exact = [`${bare}.ts`, join(target, 'default.ts'), join(target, 'index.ts'), join(bare, 'default.ts')]
  const found = exact.find((path) => path !== target && files.isFile(path))
  if (found !== undefined) return found
  const names = files.list(dirname(target)).filter((name) => name.endsWith('.ts'))
  const name = nearest(target.slice(dirname(target).length + 1), names)[0]
  return name === undefined ? undefined : join(dirname(target), name)
}
