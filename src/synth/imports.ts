import type { PlaceSource } from '../fleet/place.ts'
import type { ImportSource } from '../fleet/resolved.ts'
import { select } from '../nix/build.ts'
import type { NixParseError } from '../nix/parse/errors.ts'
import { mistakeInFile, type ParseResult, parseNix } from '../nix/parse/index.ts'
import { print } from '../nix/print.ts'
import { describeTextError } from '../nix/raw.ts'
import type { Expression } from '../nix/syntax.ts'
import { copiedModules } from './copied-modules.ts'
import { expressionSyntax } from './expression.ts'
import type { Item } from './host-plan.ts'
import { once } from './lazy-text.ts'
import type { ModuleText } from './module-file.ts'
import type { Part } from './parts.ts'
import { flakePath, pathSyntax } from './path.ts'
import type { Printed } from './print-parts.ts'
import { needNames } from './raw.ts'
import { type Complaint, makeScope, need, type Scope } from './scope.ts'
import { guarded, spotIn } from './value.ts'

/** What printing imports asks of the rest. */
export interface ImportWork {
  readonly printed: ReadonlyMap<Part, Printed>
  /** Adds a module that was given as text; its path in the flake. */
  readonly addText: (name: string, text: string, place: PlaceSource) => string
  /** The text of a file of the fleet, or nothing where it cannot be read. */
  readonly readText: (file: string) => string | undefined
  readonly complain: (complaint: Complaint, place: PlaceSource) => void
}

export interface Imports {
  /** In order of use, each once. */
  readonly expressions: readonly Expression[]
  /** Those that are files of the flake. */
  readonly files: readonly string[]
  /** What the imported files ask for. */
  readonly asked: () => Asked
}

/** What files ask of those who import them. */
export interface Asked {
  /** Arguments that they take. */
  readonly needs: ReadonlySet<string>
  readonly inputs: ReadonlySet<string>
}

/** The imports of a file. `first` comes before all others, where none of them brings the same module. */
export function importsOf(
  items: readonly Item[],
  first: readonly ModuleOfInput[],
  scope: Scope,
  work: ImportWork,
): Imports {
  const expressions = new Map<string, Expression>()
  const files = new Set<string>()
  const needs = new Set<string>()
  const inputs = new Set<string>()
  const modules: ModuleText[] = []
  const add = (expression: Expression, text = print(expression)): void => {
    if (!expressions.has(text)) expressions.set(text, expression)
  }
  const addFile = (file: string): void => {
    files.add(file)
    add(flakePath(file, scope.file), file)
  }
  /** Nix of the user's that becomes a file, as it is. */
  const named = (text: string, parsed: ParseResult, complain: (mistake: NixParseError) => void): void => {
    const mistake = mistakeInFile(text, parsed)
    if (mistake) complain(mistake)
    if ('error' in parsed) return
    const inside = makeScope(scope.target, scope.file, scope.surroundings, () => {})
    needNames(parsed.expression, inside)
    for (const name of inside.needs) needs.add(name)
    for (const input of inside.inputs) inputs.add(input)
  }
  const own = items.flatMap((item) =>
    item.kind === 'import' && item.statement.source.kind === 'expression'
      ? [item.statement.source.expression]
      : [],
  )
  for (const module of first) {
    const silent = { ...scope, needs: new Set<string>(), complain: () => {} }
    const given = own.some((each) => bringsModule(print(expressionSyntax(each, silent)), module))
    if (!given) add(moduleOfInput(module, scope))
  }
  for (const item of items) {
    if (item.kind === 'layer') {
      addFile(`${scope.file.slice(0, scope.file.lastIndexOf('/'))}/${item.layer}.nix`)
    } else if (item.kind === 'part') {
      const printed = work.printed.get(item.part)!
      addFile(printed.file)
      modules.push(printed.module)
    } else {
      const { place } = item.statement
      const source = fileOf(item.statement.source)
      const inside = { ...scope, complain: (complaint: Complaint) => work.complain(complaint, place) }
      if (source.kind === 'expression') {
        const expression = guarded(inside, undefined, () => importExpression(source.expression, inside))
        if (expression !== undefined) add(expression)
      } else if (source.kind === 'text') {
        addFile(work.addText(source.name, source.text, place))
        named(source.text, parseNix(source.text), (mistake) =>
          inside.complain({
            code: 'nix-syntax',
            message: `Nix refuses the module ${source.name}: ${describeTextError(source.text, mistake)}`,
            spot: spotIn(source.text, mistake.offset),
          }),
        )
      } else {
        const path = scope.surroundings.copy(source.file)
        add(pathSyntax(source.file, inside), path)
        if (path !== undefined) files.add(path)
        for (const { file, text, nix } of copiedModules(source.file, work.readText)) {
          if (file !== source.file) pathSyntax(file, inside)
          if (text === undefined) inputs.add('*')
          else if (nix)
            named(text, nix.parsed, ({ message, line, column }) =>
              inside.complain({
                code: 'nix-syntax',
                message: `Nix refuses this file: ${message}`,
                inFile: { file: nix.file, line, column },
              }),
            )
        }
      }
    }
  }
  const asked = once(() => together([{ needs, inputs }, ...modules]))
  return { expressions: [...expressions.values()], files: [...files], asked }
}

/** What several files ask for. */
export function together(all: readonly Asked[]): Asked {
  return {
    needs: new Set(all.flatMap(({ needs }) => [...needs])),
    inputs: new Set(all.flatMap(({ inputs }) => [...inputs])),
  }
}

/** A path that Nix is given is a file to import, too. */
function fileOf(source: ImportSource): ImportSource {
  if (source.kind !== 'expression' || source.expression.kind !== 'path') return source
  return { kind: 'file', file: source.expression.file }
}

/** `inputs.disko.nixosModules.disko` */
export interface ModuleOfInput {
  readonly input: string
  readonly set: string
  readonly name: string
}

function moduleOfInput({ input, set, name }: ModuleOfInput, scope: Scope): Expression {
  scope.inputs.add(input)
  need(scope, 'inputs')
  return select('inputs', input, set, name)
}

/** Whether the text names the module itself: it has two names, its own and `default`. */
function bringsModule(text: string, { input, set, name }: ModuleOfInput): boolean {
  const [own, other] = [name, 'default'].map((last) => `${set}.${last}`)
  return text.trim().endsWith(`.${own}`) || text.trim() === `inputs.${input}.${other}`
}

function importExpression(data: Parameters<typeof expressionSyntax>[0], scope: Scope): Expression {
  const needs = new Set<string>()
  const expression = expressionSyntax(data, { ...scope, needs })
  for (const name of needs) need(scope, name)
  const early = ['config', 'osConfig', 'options', 'pkgs'].filter((name) => needs.has(name))
  if (early.length > 0) {
    scope.complain({
      code: 'import-reads-config',
      message: `An import depends on ${early.join(' and ')}, which NixOS knows only when it has all imports.`,
      hint: 'Import the module always, and put the condition on its options; `inputs` and `lib` can be used.',
    })
  }
  return expression
}
