import { expressionData, isExpression } from '../fleet/expression.ts'
import { keyExpression } from '../fleet/nix.ts'
import type { ResolvedFleet } from '../fleet/resolved.ts'
import { isProperty, property } from '../modules/properties.ts'
import { isIdentifier } from '../nix/names.ts'

const prefix = 'packages:'

/** Inputs whose packages are used anywhere, by name. */
export function packageInputs({ fleet, hosts }: ResolvedFleet): readonly string[] {
  const found = new Set<string>()
  const seen = new Set<object>()
  const visit = (value: unknown): void => {
    if (isExpression(value)) {
      visit(expressionData(value))
      return
    }
    if (typeof value !== 'object' || value === null || seen.has(value)) return
    seen.add(value)
    if (isProperty(value)) visit(value[property])
    const { kind, name } = value as { kind?: unknown; name?: unknown }
    if (kind === 'global' && typeof name === 'string' && name.startsWith(prefix))
      found.add(name.slice(prefix.length))
    for (const [key, inner] of Object.entries(value)) {
      const data = keyExpression(key)
      if (data !== undefined) visit(data)
      visit(inner)
    }
  }
  for (const { sources, host } of hosts) {
    for (const { statements } of sources)
      for (const { place: _, ...statement } of statements) visit(statement)
    visit(host.spec.specialArgs)
  }
  visit(fleet.spec.specialArgs)
  return [...found].sort()
}

/** Arguments that mean something in modules already. */
const taken = new Set([
  ...[
    'config',
    'lib',
    'options',
    'pkgs',
    'modulesPath',
    'specialArgs',
    'inputs',
    'self',
    'osConfig',
    'nixosConfig',
    'darwinConfig',
  ],
  ...[
    'name',
    'builtins',
    'import',
    'map',
    'toString',
    'throw',
    'true',
    'false',
    'null',
    'baseModules',
    'extraModules',
    'modules',
    'osClass',
  ],
])

/** The module argument that holds an input's packages: the input's name, where that can be one. */
export function packageArgument(input: string, alsoTaken: ReadonlySet<string>): string {
  const name = input.replace(/[^\w'-]/g, '-')
  return isIdentifier(name) && !taken.has(name) && !alsoTaken.has(name) ? name : `pkgs-${name}`
}
