import type { Expression } from '../syntax.ts'
import type { Parsing } from './parsing.ts'

/** What is done about syntax that is read, and advised against. */
export type LintLevel = 'ignore' | 'warn' | 'fatal'

const names = ['lint-url-literals', 'lint-short-path-literals', 'lint-absolute-path-literals'] as const

/** A setting of Nix that says how much one kind of syntax is minded. */
export type LintName = (typeof names)[number]

/** Nothing is minded unless it is said. */
export type Lints = Readonly<Partial<Record<LintName, LintLevel>>>

export function isLintName(name: string): name is LintName {
  return (names as readonly string[]).includes(name)
}

export function isLintLevel(level: string): level is LintLevel {
  return level === 'ignore' || level === 'warn' || level === 'fatal'
}

/** What a parser says while it goes on reading. */
export interface ParseWarning {
  readonly message: string
  readonly offset: number
  /** Whether it is told with the lines around it. */
  readonly excerpt: boolean
}

/** Refuses what begins at the offset, or says that it is advised against. */
function mind(p: Parsing, name: LintName, message: string, offset: number): void {
  const said = `${message} (${name})`
  if (p.lints[name] === 'fatal') p.fail(said, offset)
  if (p.lints[name] === 'warn') p.warn?.({ message: said, offset, excerpt: true })
}

/** A URI that is at hand. */
export function mindUri(p: Parsing): void {
  const judged = p.lints['lint-url-literals'] === 'fatal' ? 'disallowed' : 'discouraged'
  const message = `URL literals are ${judged}. Consider using a string literal "${p.written()}" instead`
  mind(p, 'lint-url-literals', message, p.start)
}

/** A path that is at hand, up to its first interpolation. */
export function mindPath(p: Parsing, written: string): void {
  const { start } = p
  if (written.startsWith('/') || written.startsWith('~')) {
    const kind = written.startsWith('~') ? 'home' : 'absolute'
    const message = `${kind} path literals are not portable. Consider replacing path literal '${written}' by a string, relative path, or parameter`
    mind(p, 'lint-absolute-path-literals', message, start)
  } else if (!written.startsWith('.')) {
    const message = `relative path literal '${written}' should be prefixed with '.' for clarity: './${written}'`
    mind(p, 'lint-short-path-literals', message, start)
  }
}

/**
 * Says of `f or` without parentheses, as an argument, an element or a fallback that began at `start`, that it will mean
 * something else: only there is a term an application.
 */
export function mindOr(p: Parsing, term: Expression, start: number): void {
  if (term.kind !== 'apply') return
  const written = p.text.slice(start, p.previousEnd)
  const message = `This expression uses \`or\` as an identifier in a way that will change in a future Nix release.
Wrap this entire expression in parentheses to preserve its current meaning:
    (${written})
Give feedback at https://github.com/NixOS/nix/pull/11121`
  p.warn?.({ message, offset: start, excerpt: false })
}
