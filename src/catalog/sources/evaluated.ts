import * as v from 'valibot'
import type { FactNode, Json } from '../facts.ts'
import { factsOf, optionFacts } from '../json-facts.ts'
import type { Step } from '../option-path.ts'
import type { Struct } from '../struct.ts'
import { literalOf } from './literal.ts'
import { UnreadableFacts } from './unreadable.ts'

const told = v.object({
  loc: v.array(v.string()),
  facts: v.looseObject({
    type: v.string(),
    struct: v.looseObject({ t: v.string() }),
    hasDefault: v.boolean(),
    declared: v.nullable(v.string()),
    defaultValue: v.optional(v.object({ text: v.optional(v.string()), json: v.optional(v.unknown()) })),
    readOnly: v.optional(v.boolean()),
    internal: v.optional(v.boolean()),
    visible: v.optional(v.boolean()),
    apply: v.optional(v.boolean()),
    removed: v.optional(v.boolean()),
    aliasOf: v.optional(v.string()),
  }),
})

/**
 * The options that `data/facts.nix` tells. `module` is the flake that declares them; the files that do so are told
 * without the folder they lie in.
 */
export function factsFromEvaluation(json: unknown, module?: string): FactNode {
  const parsed = v.safeParse(v.array(told), json)
  if (!parsed.success)
    throw new UnreadableFacts(`Nix told something else than options: ${parsed.issues[0].message}.`)
  return factsOf(
    parsed.output.map(({ loc, facts: { defaultValue, declared, struct, ...facts } }) => {
      const value = defaultValue && defaultOf(defaultValue)
      const option = optionFacts({
        ...(facts as Omit<typeof facts, never> & { readonly type: string; readonly hasDefault: boolean }),
        struct: struct as unknown as Struct,
        declared: declared && fileIn(declared),
        ...(value !== undefined && { default: value }),
        ...(module !== undefined && { module }),
      })
      return [loc.map(stepOf), option]
    }),
  )
}

function stepOf(name: string): Step {
  return name === '*' || /^<.*>$/s.test(name) ? 'each' : { name }
}

function defaultOf({
  text,
  json,
}: {
  readonly text?: string | undefined
  readonly json?: unknown
}): Json | undefined {
  return text === undefined ? (json as Json | undefined) : literalOf(text)
}

/** `/nix/store/…-source/nixos/modules/a.nix`, or a file of a folder, inside its source. */
function fileIn(file: string): string {
  const stored = /^\/nix\/store\/[^/]+\/(.+)$/s.exec(file)?.[1]
  return stored ?? file.replace(/^.*?\/(?=(?:nixos\/)?modules\/)/, '')
}
