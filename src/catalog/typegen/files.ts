import type { Group } from './group.ts'
import { key, pascal } from './text.ts'

/** The types that generated ones are made of. */
export const helpers: readonly string[] = [
  'AnyAttrs',
  'AnyValue',
  'Attrs',
  'DagEntry',
  'NixFunction',
  'Node',
  'Package',
  'PathLike',
  'ReadOnly',
  'UnitValue',
]

/** Which interface a group becomes, and in which file. */
export interface Naming {
  /** Names that are given: the roots. */
  readonly fixed: ReadonlyMap<number, string>
  /** What the name of a group's interface begins with. */
  prefix(group: Group): string
  /** The file of a group, without its ending. */
  file(group: Group): string
}

/** The source of the generated files, by name. */
export function writeFiles(groups: readonly Group[], naming: Naming): ReadonlyMap<string, string> {
  const names = nameAll(groups, naming)
  const home = groups.map((group) => naming.file(group))
  const bodies = new Map<string, string[]>()
  const uses = new Map<string, Map<string, Set<string>>>()
  groups.forEach((group, id) => {
    const file = home[id]!
    const text = declaration(group, names[id]!).replace(/\uE000(\d+)\uE001/g, (_, digits: string) => {
      const other = Number(digits)
      if (home[other] !== file) note(uses, file, home[other]!, names[other]!)
      return names[other]!
    })
    const body = bodies.get(file) ?? []
    body.push(text)
    bodies.set(file, body)
  })
  const result = new Map<string, string>()
  for (const [file, body] of [...bodies].sort(([a], [b]) => (a < b ? -1 : 1))) {
    result.set(`${file}.ts`, header(body.join(''), uses.get(file)) + body.join(''))
  }
  return result
}

function note(uses: Map<string, Map<string, Set<string>>>, file: string, from: string, name: string): void {
  const imports = uses.get(file) ?? new Map<string, Set<string>>()
  uses.set(file, imports)
  const names = imports.get(from) ?? new Set<string>()
  imports.set(from, names)
  names.add(name)
}

function header(body: string, uses: ReadonlyMap<string, ReadonlySet<string>> | undefined): string {
  const lines = ['// Made by `npm run generate` from data/. Do not edit.']
  const used = helpers.filter((name) => new RegExp(`\\b${name}\\b`).test(body))
  if (/\bVal</.test(body)) lines.push("import type { Val } from '../../modules/properties.ts'")
  if (used.length > 0) lines.push(`import type { ${used.join(', ')} } from '../values.ts'`)
  for (const [file, names] of [...(uses ?? [])].sort(([a], [b]) => (a < b ? -1 : 1))) {
    lines.push(`import type { ${[...names].sort().join(', ')} } from './${file}.ts'`)
  }
  return `${lines.join('\n')}\n`
}

/** A name for every group, by its path. */
export function nameAll(
  groups: readonly Group[],
  { fixed, prefix }: Pick<Naming, 'fixed' | 'prefix'>,
): readonly string[] {
  const taken = new Set(fixed.values())
  const names: string[] = []
  const order = groups.map((_, id) => id).sort((a, b) => comparePaths(groups[a]!.path, groups[b]!.path))
  for (const id of order) {
    const given = fixed.get(id)
    if (given !== undefined) {
      names[id] = given
      continue
    }
    const base = prefix(groups[id]!) + pascal(groups[id]!.path.filter((name) => name !== '*'))
    let name = base
    for (let n = 2; taken.has(name); n++) name = `${base}_${n}`
    taken.add(name)
    names[id] = name
  }
  return names
}

function comparePaths(a: readonly string[], b: readonly string[]): number {
  const [x, y] = [a.join('\0'), b.join('\0')]
  return x < y ? -1 : x > y ? 1 : 0
}

/** What the comment above an interface calls its group. */
export function titleOf(path: readonly string[]): string {
  const shown = path.map((step) => (step === '*' ? '<name>' : step)).join('.')
  return shown.replaceAll('*/', '* /').replaceAll('`', "'") || 'All options.'
}

/** The interface of a group. */
export function declaration(group: Group, name: string): string {
  const lines = [`\n/** \`${titleOf(group.path)}\` */`]
  lines.push(`export interface ${name}${group.node ? ` extends Node<${name}>` : ''} {`)
  for (const { name: property, doc, type, required } of group.properties) {
    if (doc.length === 1) lines.push(`  /** ${doc[0]} */`)
    else if (doc.length > 1) lines.push('  /**', ...doc.map((line) => `   * ${line}`), '   */')
    lines.push(`  readonly ${key(property)}${required ? `: ${type}` : `?: ${type} | undefined`}`)
  }
  if (group.index !== undefined) lines.push(`  readonly [name: string]: ${group.index} | undefined`)
  lines.push('}\n')
  return lines.join('\n')
}
