import { type ExpressionData, expressionData, isExpression } from '../../fleet/expression.ts'
import type { ResolvedHost } from '../../fleet/resolved.ts'
import { force } from '../../modules/lazy.ts'
import { isAttrs } from '../../modules/plain.ts'
import { isProperty, property } from '../../modules/properties.ts'
import { parseNix } from '../../nix/parse/index.ts'
import { staticName, withoutParens } from '../../nix/parse/static-names.ts'
import type { Expression } from '../../nix/syntax.ts'

/**
 * The packages that a host's overlays add or replace, besides those of nixpkgs; nothing where that cannot be told, as
 * of an input's overlay, or of packages that are given as a whole.
 */
export function overlaidNames({ sources }: ResolvedHost): ReadonlySet<string> | undefined {
  const found = new Set<string>()
  for (const { statements } of sources) {
    for (const statement of statements) {
      if (statement.kind !== 'options') continue
      for (const said of valuesAt(statement.value, ['nixpkgs'])) {
        for (const name of ['pkgs', 'config']) {
          const given = valuesAt(said, name === 'pkgs' ? ['pkgs'] : ['config', 'packageOverrides'])
          if ([...given].length > 0) return undefined
        }
        for (const overlays of valuesAt(said, ['overlays'])) {
          const list = Array.isArray(overlays) ? overlays : [overlays]
          for (const overlay of list) {
            const names = namesOfOverlay(overlay)
            if (names === undefined) return undefined
            for (const name of names) found.add(name)
          }
        }
      }
    }
  }
  return found
}

/** What a tree of definitions says at a path, whatever properties stand around it. */
function* valuesAt(given: unknown, path: readonly string[]): Iterable<unknown> {
  const value = force(given)
  if (isProperty(value)) {
    const data = value[property]
    if (data.kind === 'merge') for (const content of data.contents) yield* valuesAt(content, path)
    else if (data.kind !== 'definition') yield* valuesAt(data.content, path)
    return
  }
  const [name, ...rest] = path
  if (name === undefined) yield value
  else if (isExpression(value)) yield value
  else if (isAttrs(value) && Object.hasOwn(value, name)) yield* valuesAt(value[name], rest)
}

function namesOfOverlay(overlay: unknown): readonly string[] | undefined {
  if (!isExpression(overlay)) return undefined
  const data = expressionData(overlay)
  if (data.kind === 'lambda' && data.parameters.length === 2 && isAttrs(data.body))
    return Object.keys(data.body)
  return data.kind === 'raw' ? namesInRaw(data) : undefined
}

/** `final: prev: { a = …; inherit (prev) b; }` */
function namesInRaw({
  strings,
}: Extract<ExpressionData, { readonly kind: 'raw' }>): readonly string[] | undefined {
  const parsed = parseNix(strings.join('panther_value'))
  if ('error' in parsed) return undefined
  let node: Expression = withoutParens(parsed.expression)
  for (let depth = 0; depth < 2; depth += 1) {
    if (node.kind !== 'lambda') return undefined
    node = withoutParens(node.body)
  }
  if (node.kind === 'let') node = withoutParens(node.body)
  if (node.kind !== 'attrSet') return undefined
  const names = node.bindings.flatMap((binding): readonly (string | undefined)[] =>
    binding.kind === 'inherit' ? binding.names.map(({ name }) => name) : [staticName(binding.path[0]!)],
  )
  return names.includes(undefined) ? undefined : (names as readonly string[])
}
