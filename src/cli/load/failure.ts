import { dirname, join } from 'node:path'
import { errorPlace } from '../../fleet/place.ts'
import { type Diagnostic, type DiagnosticPlace, FleetError } from '../../fleet/problem.ts'
import { ModuleError } from '../../modules/index.ts'
import type { Files } from '../files.ts'
import { text } from '../text/load.ts'
import { importFailure } from './import-failure.ts'

/**
 * What was thrown while the user's code ran or was read, as a diagnostic at the user's line. `file` stands for the
 * place where nothing better is known.
 */
export function describeThrown(error: unknown, files: Files, file: string): Diagnostic {
  if (error instanceof FleetError) {
    const { at, valuePath, ...rest } = error.diagnostic
    return { ...rest, severity: 'error', at: at ?? placesOf(error, valuePath) }
  }
  if (error instanceof ModuleError) {
    const { code, message, path, hint } = error.data
    const at = placesOf(error, path)
    return { code, severity: 'error', message, at, ...(hint === undefined ? {} : { hint }) }
  }
  if (!(error instanceof Error)) {
    return {
      code: 'thrown',
      severity: 'error',
      message: text.thrownValue(error),
      at: [{ file, line: 1, column: 1 }],
    }
  }
  return syntaxFailure(error, files) ?? importFailure(error, files, file) ?? thrown(error, file)
}

function placesOf(error: Error, valuePath: readonly string[] | undefined): readonly DiagnosticPlace[] {
  const place = errorPlace(error)
  if (place === undefined) return []
  return [valuePath === undefined ? place : { ...place, valuePath }]
}

/** Node writes the place of what it cannot read above the message: file and line, the line, a caret below it. */
function syntaxFailure(error: Error, files: Files): Diagnostic | undefined {
  if (error.name !== 'SyntaxError' || error.stack === undefined) return undefined
  const lines = error.stack.split('\n')
  const head = /^(?:file:\/\/)?(\/.*):(\d+)$/.exec(lines[0] ?? '')
  if (head?.[1] === undefined) return undefined
  const caret = lines.find((line, index) => index > 1 && /^\s*\^+\s*$/.test(line))
  const place = { file: decodeURI(head[1]), line: Number(head[2]), column: (caret?.indexOf('^') ?? 0) + 1 }
  const severity = 'error' as const
  const missing = /requested module '(.*)' does not provide an export named '(.*)'/.exec(error.message)
  if (missing?.[1] !== undefined && missing[2] !== undefined) {
    const message = text.noSuchExport(missing[1], missing[2])
    const hint =
      missing[2] === 'default'
        ? text.noDefaultExport(missing[1], exportsOf(files, join(dirname(place.file), missing[1])))
        : text.typeImport(missing[2])
    return { code: 'no-such-export', severity, message, at: [place], hint }
  }
  if ((error as { readonly code?: unknown }).code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX') {
    const hint = text.features.find(([pattern]) => pattern.test(error.message))?.[1]
    const message = text.unsupported(error.message)
    return { code: 'unsupported-syntax', severity, message, at: [place], hint: hint ?? text.erasable }
  }
  return { code: 'syntax', severity, message: text.syntax(error.message), at: [place] }
}

/** Names that a file exports where it declares them. */
function exportsOf(files: Files, path: string): readonly string[] {
  const declared = (files.read(path) ?? '').matchAll(/^export (?:const|let|function|class) (\w+)/gm)
  return [...declared].map((match) => match[1]!)
}

function thrown(error: Error, file: string): Diagnostic {
  const at = [errorPlace(error) ?? { file, line: 1, column: 1 }]
  const severity = 'error' as const
  const early = /^Cannot access '(.*)' before initialization$/.exec(error.message)
  if (error.name === 'ReferenceError' && early?.[1] !== undefined) {
    return {
      code: 'read-too-early',
      severity,
      message: text.tooEarly(early[1]),
      at,
      hint: text.tooEarlyHint(early[1]),
    }
  }
  return { code: 'thrown', severity, message: text.thrown(error.name, error.message), at }
}
