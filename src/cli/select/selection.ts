/** Which hosts are meant, as data. */
export type Selection =
  | { readonly kind: 'term'; readonly field: Field; readonly pattern: string }
  | { readonly kind: 'not'; readonly of: Selection }
  | { readonly kind: 'and'; readonly left: Selection; readonly right: Selection }
  | { readonly kind: 'or'; readonly left: Selection; readonly right: Selection }

/** What a term may ask for. A term without field asks for the name. */
export const fields = ['name', 'tag', 'class', 'system', 'domain', 'nixpkgs'] as const

export type Field = (typeof fields)[number]

/** What selections can ask of a host; a `Host` has it all. */
export interface Selectable {
  readonly name: string
  readonly tags: readonly string[]
  readonly class: string | undefined
  readonly system: string
  readonly domain: string | undefined
  readonly nixpkgs: string
}

/**
 * The selection as it is written: `print(parse(x))` means what `x` means.
 *
 * ```ts
 * printSelection(parseSelection('not (tag:lab or web-*)')) // 'not (tag:lab or web-*)'
 * ```
 */
export function printSelection(selection: Selection): string {
  switch (selection.kind) {
    case 'term':
      return selection.field === 'name' &&
        !reserved.has(selection.pattern) &&
        !selection.pattern.includes(':')
        ? selection.pattern
        : `${selection.field}:${selection.pattern}`
    case 'not':
      return `not ${inside(selection.of, selection.of.kind === 'and' || selection.of.kind === 'or')}`
    case 'and':
      return `${inside(selection.left, selection.left.kind === 'or')} and ${inside(selection.right, selection.right.kind === 'or' || selection.right.kind === 'and')}`
    case 'or':
      return `${printSelection(selection.left)} or ${inside(selection.right, selection.right.kind === 'or')}`
  }
}

/** Words of the syntax, which a host's name must not be taken for. */
const reserved: ReadonlySet<string> = new Set(['and', 'or', 'not'])

function inside(selection: Selection, parentheses: boolean): string {
  return parentheses ? `(${printSelection(selection)})` : printSelection(selection)
}
