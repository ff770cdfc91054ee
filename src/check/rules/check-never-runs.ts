import { expressionData, isExpression, trackExpressions } from '../../fleet/expression.ts'
import { calledBy } from './nix-values.ts'
import { type FleetRule, fleetRule } from './rule.ts'

/** What only writes a program down. */
const writers =
  /^pkgs\.(writeShellApplication|writeShellScript(Bin)?|writeScript(Bin)?|writers\.write(Bash|Dash|Fish|Python3)(Bin)?)$/

export const checkNeverRuns: FleetRule = fleetRule({
  code: 'check-never-runs',
  severity: 'warning',
  about: 'a check of the flake that is a program and never runs',
  facts: () => undefined,
  *compare(_, { spec, place }) {
    for (const [name, value] of Object.entries(checksOf(spec.outputs?.checks))) {
      if (!isExpression(value)) continue
      const writer = calledBy(expressionData(value))
      if (writer === undefined || !writers.test(writer)) continue
      const at = place()
      yield {
        message: `The check ${name} is a program: \`nix flake check\` builds it, which writes it down, and never runs it.`,
        hint: `Let the build do the work: pkgs.runCommand('${name}', { nativeBuildInputs: [ … ] }, '… && touch $out').`,
        at: at === undefined ? [] : [{ ...at, valuePath: ['outputs', 'checks', name] }],
      }
    }
  },
})

function checksOf(checks: unknown): object {
  if (typeof checks !== 'function') return (checks as object | undefined) ?? {}
  try {
    return trackExpressions(() => checks({ system: 'x86_64-linux' }) as object).result
  } catch {
    // What it throws is told where the flake is made.
    return {}
  }
}
