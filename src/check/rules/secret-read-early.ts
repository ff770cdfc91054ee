import { type ExpressionData, isExpression } from '../../fleet/expression.ts'
import { calledBy, innerRefs, isSecretPath } from './nix-values.ts'
import type { HostRule } from './rule.ts'

const readers = new Set([
  'builtins.readFile',
  'lib.readFile',
  'lib.fileContents',
  'lib.strings.fileContents',
  'lib.importJSON',
  'lib.importTOML',
])

export const secretReadEarly: HostRule = {
  code: 'secret-read-early',
  severity: 'error',
  about: 'a secret that is read while NixOS is evaluated',
  *check(host) {
    for (const { data, path, place, user } of host.expressions()) {
      if (data.kind !== 'call' || !readers.has(calledBy(data) ?? '') || !isSecret(data)) continue
      const at = place()
      yield {
        message:
          'A secret is read where the configuration is evaluated. It is there on the running host alone, and what is read would stand in the store.',
        hint: 'Give its file to an option that takes a file: passwordFile, environmentFile, EnvironmentFile.',
        path,
        at: at === undefined ? [] : [{ ...at, valuePath: path }],
        ...(user === undefined ? {} : { user }),
      }
    }
  },
}

function isSecret({ argument }: Extract<ExpressionData, { kind: 'call' }>): boolean {
  if (typeof argument === 'string') return argument.startsWith('/run/')
  return isExpression(argument) && innerRefs(argument).some((ref) => isSecretPath(ref.path))
}
