import type { SourceWorld } from '../flakes/index.ts'
import { attrsOf, type Entry } from './attrs.ts'
import { allBuiltins } from './builtins/index.ts'
import { lazy } from './call.ts'
import { Files } from './files.ts'
import type { Inputs } from './inputs.ts'
import { derivationFile } from './internal-files.ts'
import type { EvalStore, Machine, SearchPathEntry, Settings } from './machine.ts'
import { known, type SymbolId, symbol } from './symbols.ts'
import type { Attrs, Slot } from './values.ts'

/** The Nix whose language this is. */
export const nixVersion = '2.36.0'
export const languageVersion = 6

/** Built-in functions that are variables of their own name; others are in `builtins`, and variables with `__` before. */
const plainNames: ReadonlySet<string> = new Set(
  (
    'abort baseNameOf break derivationStrict dirOf fetchGit fetchMercurial fetchTarball fetchTree fromTOML import ' +
    'isNull map placeholder removeAttrs scopedImport throw toString'
  ).split(' '),
)

const literals: ReadonlySet<string> = new Set(['true', 'false', 'null'])

export interface MachineOptions {
  readonly inputs: Inputs
  readonly store: EvalStore
  readonly sources: SourceWorld
  readonly settings: Settings
  readonly say: (line: string) => void
}

/** Everything that evaluates. */
export function makeMachine({ inputs, store, settings, say, sources }: MachineOptions): Machine {
  const globals = new Map<SymbolId, Slot>()
  const files: Files = new Files(() => machine)
  const machine: Machine & { builtins: Attrs } = {
    inputs,
    settings,
    store,
    sources,
    say,
    importFile: (path) => files.import(path),
    importScoped: (path, scope) => files.importScoped(path, scope),
    findFile: (entries, name, place) => files.find(entries, name, place),
    globals,
    builtins: attrsOf([]),
  }
  const entries: Entry[] = []
  const add = (name: string, value: Slot, variable: string): void => {
    entries.push({ name: symbol(name), value })
    globals.set(symbol(variable), value)
  }
  for (const primOp of allBuiltins(machine))
    add(primOp.name, primOp, plainNames.has(primOp.name) ? primOp.name : `__${primOp.name}`)
  for (const [name, value] of constants(machine)) add(name, value, literals.has(name) ? name : `__${name}`)
  const derivation = lazy(() => machine.importFile(derivationFile.path))
  add('derivation', derivation, 'derivation')
  const builtins = symbol('builtins')
  entries.push({ name: builtins, value: lazy(() => machine.builtins) })
  machine.builtins = attrsOf(entries)
  globals.set(builtins, machine.builtins)
  return machine
}

function constants({ settings, inputs, store }: Machine): readonly (readonly [string, Slot])[] {
  const impure: readonly (readonly [string, Slot])[] = settings.pure
    ? []
    : [
        ['currentTime', lazy(() => inputs.currentTime())],
        ['currentSystem', settings.system],
      ]
  return [
    ['true', true],
    ['false', false],
    ['null', null],
    ...impure,
    ['nixVersion', nixVersion],
    ['langVersion', languageVersion],
    ['storeDir', store.folder],
    ['nixPath', settings.searchPath.map(searchPathEntry)],
  ]
}

function searchPathEntry({ prefix, path }: SearchPathEntry): Attrs {
  return attrsOf([
    { name: known.path, value: path },
    { name: known.prefix, value: prefix },
  ])
}
