import { type ExpressionData, expressionData, isExpression } from '../../fleet/expression.ts'
import { keyPrefix } from '../../fleet/key-token.ts'
import type { PlaceSource } from '../../fleet/place.ts'
import type { ResolvedHost } from '../../fleet/resolved.ts'
import { expressionsIn } from '../expressions.ts'
import { expressionsOf } from '../statements.ts'
import { hole, packagesGivenBy, type RawName, rawNames } from './raw-names.ts'

/** A name that the fleet reads from packages, `lib` or `builtins`, in TypeScript or in Nix. */
export interface UsedName {
  readonly root: 'pkgs' | 'lib' | 'builtins'
  /** The input whose packages are meant, where they are not the host's own. */
  readonly input?: string | undefined
  readonly path: readonly string[]
  /** Of a name inside `with`: the sets that may have it, the innermost first. */
  readonly scopes?: RawName['scopes']
  /** Of a name that `inherit` binds: what uses it would not find it any more under another name. */
  readonly inherited?: true
  readonly user: string | undefined
  readonly place: PlaceSource
  /** Where the expression stands in the definition's value. */
  readonly valuePath: readonly string[]
  /** The file of Nix that it stands in. */
  readonly inFile?: string | undefined
  /** The text of Nix that it stands in, and where. */
  readonly nix?: { readonly text: string; readonly start: number; readonly end: number } | undefined
}

/** Gives the text of a file of the fleet; nothing where it cannot be read. */
export type ReadText = (file: string) => string | undefined

/** Every such name that a host says. A path is there once for each of its parts. */
export function* usedNames(host: ResolvedHost, readText: ReadText): Iterable<UsedName> {
  for (const { data, user, place, path: valuePath } of expressionsOf(host)) {
    const where = { user, place, valuePath }
    if (data.kind === 'raw') {
      const text = data.strings.join(hole)
      for (const name of rawNames(text)) yield* prefixes({ ...name, nix: inText(text, name), ...where })
    } else if (data.kind === 'select') {
      const name = selected(data)
      if (name !== undefined) yield { ...name, ...where }
    } else if (data.kind === 'call') {
      for (const path of givenNames(data)) yield { root: 'pkgs', path, ...where }
    }
  }
  for (const { statements } of host.sources) {
    for (const statement of statements) {
      if (statement.kind !== 'import' || statement.source.kind === 'expression') continue
      const { source, user, place } = statement
      // What is wrong with a file that cannot be read is said where it is copied.
      const text =
        source.kind === 'text' ? source.text : source.file.endsWith('.nix') ? readText(source.file) : ''
      if (text === undefined) continue
      for (const name of rawNames(text)) {
        const inFile = source.kind === 'file' ? source.file : undefined
        const nix = inText(text, name)
        yield* prefixes({ ...name, user, place, valuePath: [], inFile, nix })
      }
    }
  }
}

function inText(text: string, { start, end }: RawName): UsedName['nix'] {
  return { text, start, end }
}

function* prefixes(name: Omit<UsedName, 'root'> & { readonly root: string }): Iterable<UsedName> {
  const { path, root } = name
  if (root !== 'pkgs' && root !== 'lib' && root !== 'builtins') return
  if (name.scopes !== undefined) yield { ...name, root }
  else
    for (let length = 1; length <= path.length; length += 1)
      yield { ...name, root, path: path.slice(0, length) }
}

/** What is selected from `ps` in `pkgs.python3.withPackages(nix.lambda(['ps'], (ps) => …))`. */
function* givenNames(call: Extract<ExpressionData, { readonly kind: 'call' }>): Iterable<readonly string[]> {
  const by = call.function.kind === 'select' ? selected(call.function) : undefined
  const set = by?.root === 'pkgs' && by.input === undefined ? packagesGivenBy(by.path) : undefined
  const argument = isExpression(call.argument) ? expressionData(call.argument) : undefined
  if (set === undefined || argument?.kind !== 'lambda' || argument.parameters.length !== 1) return
  for (const { data } of expressionsIn(argument.body)) {
    if (data.kind !== 'select' || data.from.kind !== 'variable' || data.key.startsWith(keyPrefix)) continue
    if (data.from.name === argument.parameters[0]) yield [set, data.key]
  }
}

/** What a selection reads, where it begins with one of the sets. */
function selected(data: ExpressionData): Pick<UsedName, 'root' | 'input' | 'path'> | undefined {
  const path: string[] = []
  let from = data
  while (from.kind === 'select') {
    if (from.key.startsWith(keyPrefix)) return undefined
    path.unshift(from.key)
    from = from.from
  }
  if (from.kind !== 'global') return undefined
  const { name } = from
  if (name.startsWith('packages:')) return { root: 'pkgs', input: name.slice('packages:'.length), path }
  return name === 'pkgs' || name === 'lib' || name === 'builtins' ? { root: name, path } : undefined
}
