import { isOption, type Options } from './option.ts'
import { isOptionType, type Path } from './option-type.ts'
import { isAttrs } from './plain.ts'

/** What stands where an option is declared and is none. */
export interface NoOption {
  readonly path: Path
  /** Where it stands and what it is, in words: `size as a type`. */
  readonly found: string
  readonly hint: string
}

/**
 * The first thing among declarations that is neither an option nor a group of options. The compiler refuses it, and
 * nothing after it would: whoever walks through options takes what is none for a group, and a type holds itself.
 */
export function noOption(options: unknown, path: Path = []): NoOption | undefined {
  if (!isAttrs(options)) return wrong(path, describe(options), hints.value)
  for (const [name, child] of Object.entries(options as Options)) {
    const here = [...path, name]
    if (isOptionType(child)) return wrong(here, 'a type', hints.type(name))
    if (isOption(child)) {
      if (!isOptionType(child.type)) return wrong(here, 'an option without a type', hints.value)
      continue
    }
    const inner = noOption(child, here)
    if (inner !== undefined) return inner
  }
  return undefined
}

function wrong(path: Path, what: string, hint: string): NoOption {
  return { path, found: `${path.length === 0 ? 'its options' : path.join('.')} as ${what}`, hint }
}

const hints = {
  type: (name: string) => `Put option(…) around the type: ${name}: option(t.…, { description: '…' }).`,
  value: "Declare it with a type: option(t.…, { description: '…' }). A value is its default.",
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object that is no group of options' : `a ${typeof value}`
}
