import { isAttrs } from '../modules/plain.ts'
import { editDistance } from '../modules/suggest.ts'
import { problem } from './problem.ts'

/**
 * Refuses what the compiler refuses and what would end in an error of panther's own further on: not everybody asks the
 * compiler first.
 */
export function checkSpec(what: string, spec: unknown, example: string): void {
  if (isAttrs(spec)) return
  throw problem({
    code: 'bad-spec',
    message: `${what} is described by ${spec === undefined ? 'nothing' : 'something that is no set'}.`,
    hint: `Write: ${example}`,
  })
}

/** The same for one field of it. */
export function checkField(what: string, field: string, holds: boolean, wanted: string): void {
  if (holds) return
  throw problem({
    code: 'bad-spec',
    message: `${what} has no proper ${field}.`,
    valuePath: [field],
    hint: `It wants ${wanted}.`,
  })
}

/** The same for fields that it does not have, which would say nothing. `known` holds all it has. */
export function checkFields(
  what: string,
  spec: object,
  known: object,
  hints: Readonly<Record<string, string>> = {},
): void {
  const names = Object.keys(known)
  for (const field of Object.keys(spec)) {
    if (Object.hasOwn(known, field)) continue
    const meant = names.find((name) => editDistance(name, field) <= 2)
    throw problem({
      code: 'bad-spec',
      message: `${what} has a field ${field}, which means nothing.`,
      valuePath: [field],
      hint:
        hints[field] ?? (meant === undefined ? `There are: ${names.join(', ')}.` : `Did you mean ${meant}?`),
    })
  }
}
