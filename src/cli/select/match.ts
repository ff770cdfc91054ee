import type { Selectable, Selection } from './selection.ts'

/** Whether the host is one of those meant. */
export function matches(selection: Selection, host: Selectable): boolean {
  switch (selection.kind) {
    case 'term':
      return asked(selection.field, host).some((value) => matchesPattern(selection.pattern, value))
    case 'not':
      return !matches(selection.of, host)
    case 'and':
      return matches(selection.left, host) && matches(selection.right, host)
    case 'or':
      return matches(selection.left, host) || matches(selection.right, host)
  }
}

function asked(field: (Selection & { kind: 'term' })['field'], host: Selectable): readonly string[] {
  if (field === 'tag') return host.tags
  const value = host[field]
  return value === undefined ? [] : [value]
}

/** Whether the text is of the pattern, in which `*` is any characters and `?` is one. */
export function matchesPattern(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[\\^$+.()|[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`, 's').test(text)
}

/** Whether the pattern stands for itself alone. */
export function isLiteral(pattern: string): boolean {
  return !/[*?]/.test(pattern)
}
