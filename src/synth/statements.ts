import type { Statement } from '../fleet/resolved.ts'
import { assign, binary, call, list } from '../nix/build.ts'
import type { Binding, Expression } from '../nix/syntax.ts'
import { Built } from './built.ts'
import type { Scope } from './scope.ts'
import { libFunction, requiredSyntax } from './value.ts'

type Kind = Statement['kind']

/** Whether a file has to say something for the statement. */
export function saysSomething(statement: Statement): boolean {
  if (statement.kind === 'import') return false
  return statement.kind !== 'options' || Reflect.ownKeys(statement.value).length > 0
}

/**
 * What statements say to options, as bodies of modules. All assertions of a file stand in one list, where the first of
 * them was said, and so do all warnings.
 */
export function optionValues(statements: readonly Statement[], scope: Scope): readonly object[] {
  const said = new Set<Kind>()
  return statements.flatMap((statement): readonly object[] => {
    if (statement.kind === 'options') return [statement.value]
    if (said.has(statement.kind)) return []
    said.add(statement.kind)
    if (statement.kind === 'assertion') return [{ assertions: assertions(statements) }]
    return statement.kind === 'warning' ? [{ warnings: new Built(warnings(statements, scope)) }] : []
  })
}

function assertions(statements: readonly Statement[]): readonly object[] {
  return statements.flatMap((statement) =>
    statement.kind === 'assertion' ? [{ assertion: statement.condition, message: statement.message }] : [],
  )
}

/** `[ "…" ] ++ lib.optional condition "…"` */
function warnings(statements: readonly Statement[], scope: Scope): Expression {
  const parts: Expression[] = []
  let plain: Expression[] = []
  const close = (): void => {
    if (plain.length > 0) parts.push(list(plain))
    plain = []
  }
  for (const statement of statements) {
    if (statement.kind !== 'warning' || statement.condition === false) continue
    const text = requiredSyntax(statement.message, scope)
    if (statement.condition === true) {
      plain.push(text)
      continue
    }
    close()
    parts.push(call(libFunction('optional', scope), requiredSyntax(statement.condition, scope), text))
  }
  close()
  return parts.length === 0 ? list([]) : parts.reduce((left, right) => binary('++', left, right))
}

export function disabledModules(statements: readonly Statement[], scope: Scope): readonly Binding[] {
  const disabled = statements.flatMap((statement) => (statement.kind === 'disable' ? statement.modules : []))
  if (disabled.length === 0) return []
  return [assign('disabledModules', list(disabled.map((module) => requiredSyntax(module, scope))))]
}
