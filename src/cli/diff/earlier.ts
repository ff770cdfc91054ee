import { join } from 'node:path'
import * as v from 'valibot'
import { misuse, outside } from '../answer.ts'
import type { CliContext } from '../context.ts'
import { shownFile } from '../render/paths.ts'
import { text } from '../text/diff.ts'
import type { Side } from './compare.ts'

const place = v.object({ file: v.string(), line: v.number(), column: v.number() })
const definition = v.object({ text: v.string(), at: v.optional(place) })

/** The part of `panther.json` that is compared. */
const schema = v.object({
  version: v.literal(1),
  hosts: v.record(
    v.string(),
    v.looseObject({
      system: v.string(),
      nixpkgs: v.string(),
      files: v.array(v.string()),
      users: v.record(v.string(), v.array(v.string())),
    }),
  ),
  definitions: v.record(v.string(), v.record(v.string(), v.array(definition))),
  files: v.record(v.string(), v.string()),
})

/** What an earlier synth wrote; stops the command where it wrote nothing there. */
export function readEarlier({ files, directory }: CliContext, folder: string): Side {
  const shown = shownFile(folder, directory)
  const content = files.read(join(folder, 'panther.json'))
  if (content === undefined) throw misuse('no-flake', text.noFlake(shown), text.noFlakeHint)
  const parsed = v.safeParse(schema, parseJson(content))
  if (!parsed.success) throw outside('bad-model', text.badModel(shown), text.badModelHint)
  const { files: hashes, ...model } = parsed.output
  return { model: model as Side['model'], files: hashes }
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return undefined
  }
}
