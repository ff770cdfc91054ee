import { type ExpressionData, expressionData, isExpression } from '../../fleet/expression.ts'

/** The package that a value is: `fish` of `pkgs.fish`. */
export function packageOf(value: unknown): string | undefined {
  if (!isExpression(value)) return undefined
  const data = expressionData(value)
  return data.kind === 'select' && data.from.kind === 'global' && data.from.name === 'pkgs'
    ? data.key
    : undefined
}

/** The function of `pkgs`, `lib` or `builtins` that a value is a call of: `pkgs.writeText`, without its arguments. */
export function calledBy(data: ExpressionData): string | undefined {
  if (data.kind === 'call')
    return data.function.kind === 'call' ? calledBy(data.function) : nameOf(data.function)
  return undefined
}

/** `builtins.readFile` of an expression that selects from something global. */
export function nameOf(data: ExpressionData): string | undefined {
  if (data.kind === 'global') return data.name
  if (data.kind !== 'select') return undefined
  const from = nameOf(data.from)
  return from === undefined ? undefined : `${from}.${data.key}`
}

/** The option that a value refers to. */
export function refOf(value: unknown): Extract<ExpressionData, { kind: 'config' }> | undefined {
  if (!isExpression(value)) return undefined
  const data = expressionData(value)
  return data.kind === 'config' ? data : undefined
}

/** Whether an option's path leads to the file of a secret that is there at run time alone. */
export function isSecretPath(path: readonly string[]): boolean {
  const [first, second, third] = path
  if (first === 'sops') return (second === 'secrets' || second === 'templates') && path.at(-1) === 'path'
  if (first === 'age') return second === 'secrets' && path.at(-1) === 'path'
  return first === 'services' && second === 'onepassword-secrets' && third === 'secretPaths'
}

/** Every expression inside a value's text, and the value itself. */
export function innerRefs(value: unknown): readonly Extract<ExpressionData, { kind: 'config' }>[] {
  const own = refOf(value)
  if (own !== undefined) return [own]
  if (!isExpression(value)) return []
  const data = expressionData(value)
  return data.kind === 'text' ? data.values.flatMap(innerRefs) : []
}
