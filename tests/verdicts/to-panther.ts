import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkOptions } from '../../src/check/options.ts'
import { configurationOf, type FleetConfiguration } from '../../src/fleet/configuration.ts'
import { trackExpressions } from '../../src/fleet/expression.ts'
import type { Diagnostic } from '../../src/fleet/problem.ts'
import { resolveFleet } from '../../src/fleet/resolve.ts'
import type { ResolvedFleet } from '../../src/fleet/resolved.ts'
import {
  defineFleet,
  defineHost,
  defineProfile,
  home,
  mkIf,
  mkMerge,
  mkOrder,
  mkOverride,
  nix,
  nixos,
} from '../../src/index.ts'
import { synthesize } from '../../src/synth/index.ts'
import { type Expr, operation } from '../module-system/neutral.ts'
import type { Case } from './case.ts'

const user = 'alice'

/** A fleet of one host that says what the case says. */
export function resolveCase({ of, configs }: Case): ResolvedFleet {
  const { result } = trackExpressions(() => {
    const said = configs.map(toValue)
    const use = said.map((each) => (of === 'nixos' ? nixos(each as never) : home(user, each as never)))
    const profile = defineProfile('it', use)
    const inputs = {
      nixpkgs: 'github:NixOS/nixpkgs/nixos-unstable',
      'home-manager': 'github:nix-community/home-manager',
    }
    const host = defineHost('it', { system: 'x86_64-linux', stateVersion: '26.05', use: profile })
    return resolveFleet(defineFleet({ inputs, hosts: [host] }))
  })
  return result
}

/** What `panther synth` writes for the case: a module of NixOS or of Home Manager. */
export function nixText(one: Case): string {
  const { files } = synthesize(resolveCase(one), { root: dirname(fileURLToPath(import.meta.url)) })
  const file = files.get('profiles/it.nix')
  if (file === undefined || !('text' in file)) throw new Error(`${one.name} has no file`)
  return file.text
}

export interface Judgement {
  /** What `panther check` refuses. */
  readonly errors: readonly Diagnostic[]
  readonly configuration: FleetConfiguration
}

/** What `panther check` says of the case's options. */
export function judgeByPanther(one: Case): Judgement {
  const resolved = resolveCase(one)
  const host = resolved.hosts[0]!
  const found = [...resolved.diagnostics, ...checkOptions(host, resolved.fleet)]
  return {
    errors: found.filter(({ severity }) => severity === 'error'),
    configuration: configurationOf(host, one.of === 'home' ? user : undefined),
  }
}

function toValue(expr: Expr): unknown {
  if (expr === null || typeof expr !== 'object') return expr
  if (Array.isArray(expr)) return expr.map(toValue)
  const found = operation(expr)
  if (found === undefined) {
    return Object.fromEntries(Object.entries(expr).map(([name, inner]) => [name, toValue(inner as Expr)]))
  }
  const operands = found.operand as readonly Expr[]
  switch (found.name) {
    case '$nix':
      return nix.expr(templateOf(found.operand))
    case '$if':
      return mkIf(operands[0] as boolean, toValue(operands[1]!) as never)
    case '$merge':
      return mkMerge(operands.map(toValue) as never[])
    case '$override':
      return mkOverride(operands[0] as number, toValue(operands[1]!) as never)
    case '$order':
      return mkOrder(operands[0] as number, toValue(operands[1]!) as never)
    default:
      throw new Error(`no such operation: ${found.name}`)
  }
}

function templateOf(text: string): TemplateStringsArray {
  return Object.assign([text], { raw: [text] })
}
