import { type FactNode, groupNode } from '../facts.ts'
import { declaration, helpers, nameAll } from './files.ts'
import { type Group, Groups } from './group.ts'
import type { NamedInterface } from './interfaces.ts'
import { pascal } from './text.ts'
import { TypeWriter } from './types.ts'

/** The options of one kind that a project knows beside those of panther. */
export interface OwnOptions {
  readonly scope: 'nixos' | 'home'
  readonly own: FactNode
  /** What panther, or another of the project's catalogs, has types for. */
  readonly known: FactNode
}

/**
 * Declarations that add the options that are not known yet to the interfaces of panther. An option that is known
 * already keeps its type: an interface cannot be given another one.
 */
export function ownTypes(
  input: string,
  options: readonly OwnOptions[],
  interfaceAt: (scope: OwnOptions['scope'], path: readonly string[]) => NamedInterface | undefined,
): string {
  const body = options.flatMap((each) => declarationsOf(input, each, (path) => interfaceAt(each.scope, path)))
  const text = body.join('\n')
  const used = [...helpers, 'Val'].filter((name) => new RegExp(`\\b${name}\\b`).test(text)).sort()
  const imports = used.length > 0 ? `import type { ${used.join(', ')} } from 'pantheros/options'\n` : ''
  return `// Made by \`panther catalog update ${input}\`. Do not edit.\n${imports}\nexport {}\n${text}`
}

type At = (path: readonly string[]) => NamedInterface | undefined

function declarationsOf(input: string, { scope, own, known }: OwnOptions, at: At): readonly string[] {
  const groups = new Groups()
  const writer = new TypeWriter(groups, own)
  const fixed = new Map<number, string>()
  const modules = new Map<number, string>()
  for (const { path, node, into } of additions(own, known, [], at)) {
    const id = writer.group(node, path, { node: false, isPlace: true })
    fixed.set(id, into.name)
    modules.set(id, into.module)
  }
  const prefix = `${pascal([input])}${scope === 'home' ? 'Home' : ''}`
  const all = groups.named()
  const names = nameAll(all, { fixed, prefix: () => `Own${prefix}` })
  return all.flatMap((group, id) =>
    group.properties.length === 0 && modules.has(id) ? [] : [write(group, id)],
  )

  function write(group: Group, id: number): string {
    const text = declaration(group, names[id]!).replace(
      /\uE000(\d+)\uE001/g,
      (_, other) => names[Number(other)]!,
    )
    const module = modules.get(id)
    return module === undefined
      ? text
      : `\ndeclare module '${module}' {${text.replaceAll('\n', '\n  ').trimEnd()}\n}\n`
  }
}

interface Addition {
  readonly path: readonly string[]
  /** The new members alone. */
  readonly node: FactNode
  readonly into: NamedInterface
}

/** The groups that have an interface and get more members. */
function* additions(own: FactNode, known: FactNode, path: readonly string[], at: At): Iterable<Addition> {
  const into = at(path)
  if (into === undefined) return
  const added: Record<string, FactNode> = Object.create(null)
  for (const name of own.names()) {
    const mine = own.child(name)!
    const theirs = known.child(name)
    const inner = [...path, name]
    if (theirs === undefined || (!theirs.option && at(inner) === undefined)) added[name] = mine
    else if (!theirs.option && !mine.option) yield* additions(mine, theirs, inner, at)
  }
  if (Object.keys(added).length > 0) yield { path, node: groupNode(added), into }
}
