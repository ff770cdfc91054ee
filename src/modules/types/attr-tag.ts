import { lazyRecord } from '../containers.ts'
import { mergeOrBroken } from '../declarations.ts'
import { fail } from '../errors.ts'
import type { Option, OptionsIn, OptionsOut } from '../option.ts'
import { optionResult } from '../option-result.ts'
import type { At, Definition, Merged, OptionType } from '../option-type.ts'
import { isAttrs, namesOf } from '../plain.ts'
import { showFiles, showName, showPath } from '../show-path.ts'
import { zipByName } from './attrs-of.ts'
import { defineType } from './define.ts'

interface Tags {
  readonly [name: string]: Option
}

/** Exactly one of the tags. */
type TagIn<T> = { [K in keyof T]: { readonly [P in K]: OptionsIn<T[K]> } }[keyof T]
type TagOut<T> = { [K in keyof T]: { readonly [P in K]: OptionsOut<T[K]> } }[keyof T]

/** A set with exactly one of the given names: `t.attrTag({ file: option(t.path), text: option(t.lines) })`. */
export function attrTag<const T extends Tags>(tags: T): OptionType<TagIn<T>, TagOut<T>> {
  const choices = Object.keys(tags).sort()
  const shown = choices.map(showName).join(', ')
  return defineType({
    name: 'attrTag',
    description: `attribute-tagged union with choices: ${shown}`,
    phrase: 'noun',
    check(value) {
      if (!isAttrs(value)) return false
      const names = namesOf(value)
      return names.length === 1 && Object.hasOwn(tags, names[0]!)
    },
    merge: (definitions, at) => mergeTags(definitions, tags, at),
    structure: { kind: 'tags', tags },
    functor: { name: 'attrTag', payload: tags, type: (joined: T) => attrTag(joined), join: joinTags },
  })
}

function mergeTags(definitions: readonly Definition[], tags: Tags, { path, env }: At): Merged {
  const byName = zipByName(definitions)
  const choice = namesOf(definitions[0]!.value as object)[0]!
  const other = [...byName.keys()].find((name) => name !== choice)
  if (other !== undefined) {
    const files = showFiles(definitions.map((definition) => definition.file))
    const both = `defined both as \`${choice}\` and \`${other}\``
    fail('conflict', path, `The option \`${showPath(path)}\` is ${both}, in ${files}.`, definitions)
  }
  const result = optionResult([...path, choice], tags[choice]!, () => byName.get(choice)!, env)
  return {
    value: lazyRecord([choice], () => ({ compute: () => result.value })),
    inside: { names: () => [choice], child: (name) => (name === choice ? result : undefined) },
  }
}

function joinTags(a: Tags, b: Tags): Tags {
  const joined: { [name: string]: Option } = { ...a, ...b }
  for (const name of Object.keys(a)) {
    if (!Object.hasOwn(b, name)) continue
    const declarations = [a[name]!, b[name]!].map((option) => ({ file: '<attrTag {...}>', option }))
    joined[name] = mergeOrBroken([name], declarations)
  }
  return joined
}
