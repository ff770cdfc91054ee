import { resolve as absolute } from 'node:path'
import type { Diagnostic } from '../../fleet/problem.ts'
import { type Answer, misuse } from '../answer.ts'
import type { CliContext } from '../context.ts'
import { type ExitCode, exitCodes } from '../exit.ts'
import { type Found, nixFilesIn } from '../fmt/collect.ts'
import { formatBytes, refusal } from '../fmt/format-text.ts'
import { type CommandFunction, type CommonFlags, command } from '../present.ts'
import { shownFile } from '../render/paths.ts'
import { text } from '../text/fmt.ts'

interface FmtFlags extends CommonFlags {
  readonly check?: boolean | undefined
}

/** What came of it: of files, or of the standard input. */
interface FmtReport {
  /** How many files were looked at. */
  readonly files: number
  /** Those that were not formatted, sorted. */
  readonly changed: readonly string[]
  /** The formatted standard input. */
  readonly text?: string
}

async function compute(
  context: CliContext,
  { check = false }: FmtFlags,
  ...paths: string[]
): Promise<Answer<FmtReport>> {
  if (!paths.includes('-')) return formatFiles(context, check, paths.length === 0 ? ['.'] : paths)
  if (paths.length > 1) throw misuse('usage', text.inputAlone, text.inputAloneHint)
  return formatInput(context, check)
}

async function formatInput(context: CliContext, check: boolean): Promise<Answer<FmtReport>> {
  const result = formatBytes(await context.input())
  if ('mistake' in result) return { diagnostics: [result.mistake] }
  const changed = result.formatted === result.given ? [] : ['-']
  return {
    data: { files: 1, changed, ...(!check && { text: result.formatted }) },
    diagnostics: [],
    exit: check && changed.length > 0 ? exitCodes.fleet : exitCodes.fine,
  }
}

function formatFiles(context: CliContext, check: boolean, paths: readonly string[]): Answer<FmtReport> {
  const { directory } = context
  const { nixFiles, closed } = filesAt(context, paths)
  const diagnostics: Diagnostic[] = closed.map(({ folder, reason }) =>
    refusal('cannot-read', text.cannotRead(shownFile(folder, directory), reason)),
  )
  const changed: string[] = []
  for (const file of nixFiles) {
    const shown = shownFile(file, directory)
    const outcome = formatFile(context, check, file, shown)
    if (outcome === 'changed') changed.push(shown)
    else if (outcome !== 'unchanged') diagnostics.push(outcome)
  }
  const exit = exitAfter(diagnostics, check && changed.length > 0)
  return { data: { files: nixFiles.length, changed }, diagnostics, exit }
}

function formatFile(
  { files }: CliContext,
  check: boolean,
  file: string,
  shown: string,
): 'changed' | 'unchanged' | Diagnostic {
  const bytes = attempt(() => files.bytes(file))
  if ('reason' in bytes) return refusal('cannot-read', text.cannotRead(shown, bytes.reason))
  const result = formatBytes(bytes.value, file, shown)
  if ('mistake' in result) return result.mistake
  if (result.formatted === result.given) return 'unchanged'
  const written = attempt(() => (check ? undefined : files.replace(file, result.formatted)))
  return 'reason' in written ? refusal('cannot-write', text.cannotWrite(shown, written.reason)) : 'changed'
}

function attempt<T>(action: () => T): { readonly value: T } | { readonly reason: string } {
  try {
    return { value: action() }
  } catch (error) {
    return { reason: (error as Error).message }
  }
}

function exitAfter(diagnostics: readonly Diagnostic[], unformatted: boolean): ExitCode {
  if (diagnostics.some(({ code }) => code !== 'nix-syntax')) return exitCodes.outside
  return unformatted || diagnostics.length > 0 ? exitCodes.fleet : exitCodes.fine
}

/** The files that are named, and the Nix files in the folders that are, each once. */
function filesAt({ directory, files }: CliContext, paths: readonly string[]): Found {
  const found = paths.map((path): Found => {
    const file = absolute(directory, path)
    if (files.isFolder(file)) return nixFilesIn(file, files)
    if (!files.isFile(file)) throw misuse('cannot-read', text.notThere(path))
    return { nixFiles: [file], closed: [] }
  })
  return {
    nixFiles: [...new Set(found.flatMap(({ nixFiles }) => nixFiles))].sort(),
    closed: found.flatMap(({ closed }) => closed),
  }
}

function render(
  { files, changed, text: formatted }: FmtReport,
  { style }: CliContext,
  flags: FmtFlags,
): string {
  if (formatted !== undefined) return formatted
  const { good, warning } = style.stdout
  if (changed[0] === '-') return `${text.inputNotFormatted}\n`
  if (changed.length === 0) return `${good(text.fine(files))}\n`
  const heading = flags.check
    ? text.notFormatted(changed.length, files)
    : text.formatted(changed.length, files)
  return `${[heading, ...changed.map((file) => `  ${warning('~')} ${file}`)].join('\n')}\n`
}

const fmt: CommandFunction<FmtFlags, string[]> = command({ compute, render })

export default fmt
