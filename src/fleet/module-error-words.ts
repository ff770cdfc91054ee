import { isDeferred, type ModuleErrorData } from '../modules/index.ts'
import { isProperty, property } from '../modules/properties.ts'
import { describe, expressionData, isExpression } from './expression.ts'
import type { Where } from './module-error.ts'
import { showOption } from './show-option.ts'
import { typeWords, valueMeant } from './type-words.ts'

interface Words {
  readonly message: string
  readonly hint: string | undefined
}

/**
 * An error of the module system in words for those who write TypeScript: the places of the definitions are shown
 * beside it, and what helps has panther's names. Errors that nixpkgs words well enough stay as they are.
 */
export function wordsFor(data: ModuleErrorData, where: Where): Words {
  const option = showOption(data.path)
  switch (data.code) {
    case 'conflict': {
      const values = [...new Set(data.definitions.map(({ value }) => showShort(value)))]
      const said = values.length > 1 ? `: ${values.slice(0, -1).join(', ')} and ${values.at(-1)}` : ''
      return {
        message: `The option ${option} has definitions that cannot stand together${said}.`,
        hint: 'Remove one, or say which one wins: mkForce(value) for the winner, or mkDefault(value) for the other.',
      }
    }
    case 'type-mismatch': {
      const wanted = wantedType(data)
      const value = data.definitions[0]?.value
      if (wanted === undefined || data.definitions.length === 0) break
      return {
        message: `The option ${option} takes ${article(wanted)}, not ${showShort(value)}.`,
        hint: data.hint ?? valueMeant(wanted, value)?.hint,
      }
    }
    case 'unknown-option':
      return { message: unknownMessage(option, where), hint: suggestion(data) }
  }
  return {
    message: plainQuotes(withoutDefinitions(data.message)),
    hint: data.hint === undefined ? suggestion(data) : plainQuotes(data.hint),
  }
}

function unknownMessage(option: string, { module, user, catalog }: Where): string {
  if (module !== undefined)
    return `The option ${option} does not exist: the module ${module} does not declare it.`
  const source = user === undefined ? catalog?.nixos.source : catalog?.home.source
  return `The option ${option} is not in the catalog${source === undefined ? '' : ` of ${source}`}.`
}

function suggestion({ suggestions = [] }: ModuleErrorData): string | undefined {
  const names = suggestions.map(showOption)
  if (names.length === 0) return undefined
  const last = names.at(-1)
  return `Did you mean ${names.length === 1 ? last : `${names.slice(0, -1).join(', ')} or ${last}`}?`
}

/** The type that a definition is not of, as nixpkgs describes it. */
export function wantedType({ message }: ModuleErrorData): string | undefined {
  return /is not of type `([\s\S]*?)'\. /.exec(message)?.[1]
}

function article(description: string): string {
  const words = typeWords(description)
  if (words !== undefined) return words
  return /^(null|one|anything|raw|unspecified)\b/.test(description)
    ? description
    : `a value of type "${description}"`
}

/** The definitions are shown with their places; nixpkgs, which has none, lists them in the text. */
function withoutDefinitions(message: string): string {
  return message.replace(/\s*Definition values:[\s\S]*$/, '').replaceAll(/\n\s*- In [^\n]*/g, '')
}

/** Nix quotes `so'. */
function plainQuotes(text: string): string {
  return text
    .replaceAll(/`([^`'\n]*)'/g, '$1')
    .replaceAll('lib.mkForce value', 'mkForce(value)')
    .replaceAll('lib.mkDefault value', 'mkDefault(value)')
}

/** A value in a line. */
export function showShort(value: unknown): string {
  const text = show(value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

function show(value: unknown): string {
  if (isExpression(value)) return describe(expressionData(value))
  if (isDeferred(value)) return 'a value that only NixOS knows'
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    if (isProperty(value)) return `mk${value[property].kind}(…)`
    return `{ ${Object.entries(value)
      .map(([name, inner]) => `${name}: ${show(inner)}`)
      .join(', ')} }`
  }
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}
