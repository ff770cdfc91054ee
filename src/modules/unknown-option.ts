import type { ModuleErrorData } from './errors.ts'
import type { Unmatched } from './evaluate-tree.ts'
import { isOption } from './option.ts'
import { isOptionTree, type OptionTree } from './option-tree.ts'
import type { Path } from './option-type.ts'
import { showPath } from './show-path.ts'
import { showDefinitions } from './show-value.ts'
import { nearest } from './suggest.ts'

/** The error for a definition that no option of the tree matches. `prefix` leads to the tree. */
export function unknownOption(prefix: Path, tree: OptionTree, unmatched: Unmatched): ModuleErrorData {
  const path = [...prefix, ...unmatched.path]
  const parentPath = unmatched.path.slice(0, -1)
  const siblings = namesBelow(tree, parentPath)
  const candidates = parentPath.length === 0 ? siblings.filter((name) => name !== '_module') : siblings
  const names = nearest(unmatched.path.at(-1)!, candidates)
  const suggestions = names.map((name) => [...prefix, ...parentPath, name])
  const definitions = [unmatched]
  let message = `The option \`${showPath(path)}' does not exist. Definition values:${showDefinitions(definitions)}`
  if (suggestions.length > 0) message += `\n\nDid you mean ${alternatives(suggestions)}?`
  const declared = [...tree.names()].filter((name) => name !== '_module')
  if (declared.length > 0) return { code: 'unknown-option', message, path, definitions, suggestions }
  const hint =
    prefix.length === 0
      ? "It seems as if you're trying to declare an option by placing it into `config' rather than `options'!"
      : `However there are no options defined in \`${showPath(prefix)}'. Are you sure you've\ndeclared your options properly? This can happen if you e.g. declared your options in \`types.submodule'\nunder \`config' rather than \`options'.`
  return { code: 'unknown-option', message: `${message}\n\n${hint}\n`, path, definitions, suggestions, hint }
}

function alternatives(paths: readonly Path[]): string {
  const shown = paths.map((path) => `\`${showPath(path)}'`)
  return shown.length === 1 ? shown[0]! : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`
}

function namesBelow(tree: OptionTree, path: Path): readonly string[] {
  let group: OptionTree = tree
  for (const name of path) {
    const child = group.child(name)
    if (child === undefined || isOption(child) || !isOptionTree(child)) return []
    group = child
  }
  return [...group.names()]
}
