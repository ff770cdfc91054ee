import type { SearchPathEntry } from '../../nix/eval/machine.ts'
import { isLintLevel, isLintName, type Lints } from '../../nix/parse/lints.ts'

/** What `panther nix` is asked, with the words of `nix-instantiate`. */
export interface NixArguments {
  readonly mode: 'instantiate' | 'eval' | 'parse' | 'find-file'
  readonly output: 'plain' | 'json' | 'xml' | 'raw'
  readonly strict: boolean
  readonly places: boolean
  readonly showTrace: boolean
  /** Files, or expressions after `-E`; `-` is the standard input. */
  readonly sources: readonly string[]
  readonly areExpressions: boolean
  readonly attributes: readonly string[]
  readonly args: readonly { readonly name: string; readonly value: string; readonly isText: boolean }[]
  readonly searchPath: readonly SearchPathEntry[]
  readonly pure: boolean
  readonly pipes: boolean
  readonly lints: Lints
  readonly traceVerbose: boolean
  readonly abortOnWarn: boolean
  readonly maxCallDepth: number
  /** The binary cache that takes what is instantiated; without it, nothing is written. */
  readonly cache: string | undefined
}

/** A flag that is not known, one with too few words behind it, or with a word that it does not take. */
export class MisusedNix extends Error {
  readonly flag: string
  readonly why: 'unknown' | 'wants more' | 'wrong value'
  /** What it takes, for a wrong value. */
  readonly wanted: string

  constructor(flag: string, why: MisusedNix['why'], wanted = '') {
    super(`flag ${flag}: ${why}`)
    this.flag = flag
    this.why = why
    this.wanted = wanted
  }
}

/** Flags without a meaning for an evaluator without a store, and how many words follow them. */
const ignored: Readonly<Record<string, number>> = {
  '--readonly-mode': 0,
  '--read-write-mode': 0,
  '--quiet': 0,
  '--verbose': 0,
  '-v': 0,
  '--add-root': 1,
  '--indirect': 0,
  '--eval-store': 1,
  '--repair': 0,
  '--impure': 0,
  '--timeout': 1,
  '--no-build-output': 0,
  '--max-jobs': 1,
  '-j': 1,
}

export function parseNixArguments(words: readonly string[], nixPath: string | undefined): NixArguments {
  const sources: string[] = []
  const attributes: string[] = []
  const args: { name: string; value: string; isText: boolean }[] = []
  const given: SearchPathEntry[] = []
  const made = {
    mode: 'instantiate' as NixArguments['mode'],
    output: 'plain' as NixArguments['output'],
    strict: false,
    places: true,
    showTrace: false,
    areExpressions: false,
    pure: false,
    pipes: false,
    lints: {} as { -readonly [name in keyof Lints]: Lints[name] },
    traceVerbose: false,
    abortOnWarn: false,
    maxCallDepth: 10_000,
    cache: undefined as string | undefined,
  }
  let at = 0
  const next = (flag: string): string => {
    const word = words[at++]
    if (word === undefined) throw new MisusedNix(flag, 'wants more')
    return word
  }
  const setOption = (name: string, value: string): void => {
    if (name === 'show-trace') made.showTrace = value === 'true'
    else if (name === 'pure-eval') made.pure = value === 'true'
    else if (name === 'abort-on-warn') made.abortOnWarn = value === 'true'
    else if (name === 'trace-verbose') made.traceVerbose = value === 'true'
    else if (name === 'max-call-depth') {
      if (!/^[0-9]+$/.test(value)) throw new MisusedNix(`--${name} ${value}`, 'wrong value', 'a number')
      made.maxCallDepth = Number(value)
    } else if (isLintName(name)) {
      if (!isLintLevel(value))
        throw new MisusedNix(`--${name} ${value}`, 'wrong value', 'ignore, warn or fatal')
      made.lints[name] = value
    } else if (name.includes('experimental-features')) made.pipes ||= /\bpipe-operators\b/.test(value)
  }
  while (at < words.length) {
    const word = words[at++]!
    switch (word) {
      case '--eval':
      case '--eval-only':
        made.mode = 'eval'
        break
      case '--parse':
      case '--parse-only':
        made.mode = 'parse'
        break
      case '--find-file':
        made.mode = 'find-file'
        break
      case '--json':
      case '--xml':
      case '--raw':
        made.output = word.slice(2) as NixArguments['output']
        break
      case '--strict':
        made.strict = true
        break
      case '--no-location':
        made.places = false
        break
      case '--show-trace':
      case '--no-show-trace':
        made.showTrace = word === '--show-trace'
        break
      case '--expr':
      case '-E':
        made.areExpressions = true
        break
      case '--attr':
      case '-A':
        attributes.push(next(word))
        break
      case '--arg':
      case '--argstr': {
        const name = next(word)
        args.push({ name, value: next(word), isText: word === '--argstr' })
        break
      }
      case '-I':
      case '--include':
        given.push(searchPathEntry(next(word)))
        break
      case '--option':
        setOption(next(word), next(word))
        break
      case '--store':
        made.cache = cacheOf(next(word))
        break
      case '--pure-eval':
        made.pure = true
        break
      case '--trace-verbose':
        made.traceVerbose = true
        break
      case '--abort-on-warn':
        made.abortOnWarn = true
        break
      case '--max-call-depth':
      case '--extra-experimental-features':
      case '--experimental-features':
        setOption(word.slice(2), next(word))
        break
      default: {
        const behind = ignored[word] ?? ignored[word.replace(/^(-[vj]).*/, '$1')]
        if (isLintName(word.slice(2))) setOption(word.slice(2), next(word))
        else if (behind !== undefined) at += word.length > 2 && /^-j/.test(word) ? 0 : behind
        else if (word.startsWith('-I') && word.length > 2) given.push(searchPathEntry(word.slice(2)))
        else if (word.startsWith('-') && word !== '-') throw new MisusedNix(word, 'unknown')
        else sources.push(word)
      }
    }
  }
  const fromEnvironment = made.pure ? [] : splitSearchPath(nixPath ?? '').map(searchPathEntry)
  return { ...made, sources, attributes, args, searchPath: [...given, ...fromEnvironment] }
}

/** The folder of a store that is a binary cache. A store of another kind is left alone. */
function cacheOf(store: string): string | undefined {
  if (!store.startsWith('file:')) return undefined
  const folder = /^file:\/\/(\/[^?#%]*)$/.exec(store)?.[1]
  if (folder === undefined)
    throw new MisusedNix(
      `--store ${store}`,
      'wrong value',
      'a full path behind file://, such as file:///srv/cache',
    )
  return folder
}

function searchPathEntry(text: string): SearchPathEntry {
  const equals = text.indexOf('=')
  return equals < 0
    ? { prefix: '', path: text }
    : { prefix: text.slice(0, equals), path: text.slice(equals + 1) }
}

/** Entries are parted by colons, but for those of a URL. */
function splitSearchPath(text: string): readonly string[] {
  return text.split(/:(?!\/\/)/).filter((entry) => entry !== '')
}
