import * as v from 'valibot'
import type { FactNode, Json, OptionFacts } from '../facts.ts'
import { factsOf } from '../json-facts.ts'
import { parseOptionPath, type Step } from '../option-path.ts'
import type { Struct } from '../struct.ts'
import { parseTypeWords } from '../words/parse.ts'
import { literalOf } from './literal.ts'
import { UnreadableFacts } from './unreadable.ts'

/** One option as `nixosOptionsDoc` writes it to `share/doc/nixos/options.json`. */
const entry = v.object({
  type: v.string(),
  loc: v.optional(v.array(v.string())),
  readOnly: v.optional(v.boolean()),
  default: v.optional(v.unknown()),
  declarations: v.optional(v.array(v.union([v.string(), v.looseObject({ name: v.string() })]))),
})
const schema = v.looseObject({})

type Entry = v.InferOutput<typeof entry>

/**
 * The options of a published `options.json`, or of any output of `nixosOptionsDoc`. Types are read from their words.
 * Renamed, removed and internal options are not in it. `module` is the flake that declares them.
 */
export function factsFromOptionsJson(json: unknown, name: string, module?: string): FactNode {
  if (!v.is(schema, json) || Array.isArray(json))
    throw wrong(name, 'it is no object of options by their paths')
  const options = Object.entries(json)
  if (options.length === 0) throw wrong(name, 'it has no options')
  return factsOf(
    options.map(([path, option]) => {
      const parsed = v.safeParse(entry, option)
      if (!parsed.success) {
        const [issue] = parsed.issues
        throw wrong(
          name,
          `its option ${short(path)} is no option: ${v.getDotPath(issue) ?? 'it'}: ${issue.message}`,
        )
      }
      return [stepsOf(path, parsed.output, name), optionFacts(parsed.output, module)]
    }),
  )
}

/** The longest path of an option. */
const deepest = 64

function stepsOf(path: string, { loc }: Entry, name: string): readonly Step[] {
  const steps = loc === undefined ? parsePath(path, name) : loc.map(stepOf)
  if (steps.length === 0 || steps.length > deepest)
    throw wrong(name, `the path of its option ${short(path)} has ${steps.length} parts`)
  return steps
}

function stepOf(text: string): Step {
  return text === '*' || /^<.*>$/s.test(text) ? 'each' : { name: text }
}

function parsePath(path: string, name: string): readonly Step[] {
  try {
    return parseOptionPath(path)
  } catch {
    throw wrong(name, `the path ${short(path)} has an open quotation mark`)
  }
}

function optionFacts(option: Entry, module: string | undefined): OptionFacts {
  const type = option.type.length > 2000 ? `${option.type.slice(0, 2000)}…` : option.type
  const value = defaultOf(option.default)
  return {
    struct: structOf(option.type),
    type,
    hasDefault: option.default !== undefined,
    ...(value !== undefined && { default: value }),
    declared: declaredIn(option.declarations?.[0]),
    ...(option.readOnly && { readOnly: true }),
    ...(module !== undefined && { module }),
  }
}

const known = new Map<string, Struct>()

/** Most types stand in many places. */
function structOf(words: string): Struct {
  const made = known.get(words) ?? parseTypeWords(words)
  if (words.length < 500) known.set(words, made)
  return made
}

function defaultOf(given: unknown): Json | undefined {
  const text = (given as { readonly _type?: unknown; readonly text?: unknown } | null)?.text
  return typeof text === 'string' ? literalOf(text) : undefined
}

/** The file inside its source: `<nixpkgs/nixos/modules/a.nix>` and paths of the store lose what is before. */
function declaredIn(declaration: string | { readonly name: string } | undefined): string {
  if (declaration === undefined) return '<unknown-file>'
  const text = typeof declaration === 'string' ? declaration : declaration.name
  return text
    .replace(/^<[^/>]*\/?(.*)>$/s, '$1')
    .replace(/^\/nix\/store\/[^/]+\//, '')
    .slice(0, 300)
}

function wrong(name: string, what: string): UnreadableFacts {
  return new UnreadableFacts(`${name} is no options.json: ${what}.`)
}

function short(path: string): string {
  return JSON.stringify(path.length > 80 ? `${path.slice(0, 80)}…` : path)
}
