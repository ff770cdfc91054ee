import { isExpression } from '../../fleet/expression.ts'
import { force } from '../../modules/lazy.ts'
import type { Path } from '../../modules/option-type.ts'
import { isAttrs } from '../../modules/plain.ts'
import { isProperty, property } from '../../modules/properties.ts'

/** What a definition's value says below itself: the paths of its leaves, whatever properties stand around them. */
export function saidPaths(given: unknown, limit = 20): readonly Path[] {
  const found: Path[] = []
  visit(given, [], found, limit)
  return found
}

function visit(given: unknown, path: Path, found: Path[], limit: number): void {
  if (found.length >= limit) return
  const value = force(given)
  if (isProperty(value)) {
    const data = value[property]
    if (data.kind === 'merge') for (const content of data.contents) visit(content, path, found, limit)
    else if (data.kind === 'definition') visit(data.definition.value, path, found, limit)
    else visit(data.content, path, found, limit)
  } else if (isAttrs(value) && !isExpression(value) && Object.keys(value).length > 0) {
    for (const [name, inner] of Object.entries(value)) visit(inner, [...path, name], found, limit)
  } else if (value !== undefined) found.push(path)
}
