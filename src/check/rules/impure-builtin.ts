import type { ExpressionData } from '../../fleet/expression.ts'
import { nameOf } from './nix-values.ts'
import type { HostRule } from './rule.ts'
import { gap } from './texts.ts'

const why: Readonly<Record<string, string>> = {
  getEnv: 'builtins.getEnv gives the empty text in a flake: environment variables are not seen.',
  currentSystem: 'builtins.currentSystem is not there in a flake.',
  currentTime: 'builtins.currentTime is not there in a flake.',
}

export const impureBuiltin: HostRule = {
  code: 'impure-builtin',
  severity: 'warning',
  about: 'what Nix does not know while it evaluates a flake',
  *check(host) {
    for (const { data, path, place, user } of host.expressions()) {
      const name = impurity(data)
      if (name === undefined) continue
      const at = place()
      yield {
        message: why[name]!,
        hint: 'Decide it in TypeScript, or say it in an option of a module.',
        path,
        at: at === undefined ? [] : [{ ...at, valuePath: path }],
        ...(user === undefined ? {} : { user }),
      }
    }
  },
}

function impurity(data: ExpressionData): string | undefined {
  if (data.kind === 'select') {
    return Object.hasOwn(why, data.key) && nameOf(data) === `builtins.${data.key}` ? data.key : undefined
  }
  if (data.kind !== 'raw') return undefined
  if (!data.strings.some((part) => part.includes('builtins.'))) return undefined
  // Without texts and comments, in which the words mean nothing.
  const code = data.strings
    .join(gap)
    .replaceAll(/"(?:\\.|[^"\\])*"|''[\s\S]*?''|#.*$|\/\*[\s\S]*?\*\//gm, '""')
  return /\bbuiltins\.(getEnv|currentSystem|currentTime)\b/.exec(code)?.[1]
}
