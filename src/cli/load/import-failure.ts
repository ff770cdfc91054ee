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
  const path = (/"?(?:for|file:\/\/)\s?"?(\/[^"]*)/.exec(error.message)?.[1] ?? file).replace(
    /^\/\/(?=\/)/,
    '',
  )
  const at = [{ file: path, line: 1, column: 1 }]
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION') {
    const found = findImporter(files, file, path)
    const isNix = path.endsWith('.nix') && found !== undefined
    return {
      code: 'unknown-extension',
      severity,
      message: text.unknownExtension,
      at: found === undefined ? at : [found.at],
      hint: isNix ? text.nixFile(found.specifier) : text.extensions,
    }
  }
  if (code === 'ERR_IMPORT_ATTRIBUTE_MISSING') {
    const found = findImporter(files, file, decodeURI(path))
    const specifier = found?.specifier ?? shown(file, path)
    return {
      code: 'json-import',
      severity,
      message: text.untypedJson,
      at: found === undefined ? at : [found.at],
      hint: text.jsonImport(specifier),
    }
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

/**
 * Where a file is imported, looked for from the fleet's file on through what it imports: Node names the imported file
 * alone.
 */
function findImporter(
  files: Files,
  from: string,
  target: string,
): { readonly at: DiagnosticPlace; readonly specifier: string } | undefined {
  const queue = [from]
  for (const importer of queue) {
    for (const { at, specifier } of specifiersIn(files, importer)) {
      if (!/^\.{0,2}\//.test(specifier)) continue
      const path = join(dirname(importer), specifier)
      if (path === target) return { at, specifier }
      if (path.endsWith('.ts') && !queue.includes(path)) queue.push(path)
    }
  }
  return undefined
}

function* specifiersIn(
  files: Files,
  importer: string,
): Iterable<{ readonly at: DiagnosticPlace; readonly specifier: string }> {
  for (const [index, line] of (files.read(importer) ?? '').split('\n').entries()) {
    for (const match of line.matchAll(/(['"])((?:(?!\1).)+)\1/g)) {
      const at = { file: importer, line: index + 1, column: match.index + 1 }
      yield { at, specifier: match[2]! }
    }
  }
}

function findSpecifier(
  files: Files,
  importer: string,
  fits: (specifier: string) => boolean,
): DiagnosticPlace {
  for (const { at, specifier } of specifiersIn(files, importer)) if (fits(specifier)) return at
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
