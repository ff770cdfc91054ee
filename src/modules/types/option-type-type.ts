import { mergeDeclarations } from '../declarations.ts'
import { isOption, type Option } from '../option.ts'
import type { OptionType } from '../option-type.ts'
import { defineType } from './define.ts'
import { mergeByKind } from './merge-rules.ts'

/** The type of a type; several are merged as declarations of one option are. */
export const optionTypeType: OptionType<OptionType, OptionType> = defineType({
  name: 'optionType',
  description: 'optionType',
  phrase: 'noun',
  check: (value) => typeof value === 'object' && value !== null && 'mergeType' in value && 'functor' in value,
  merge(definitions, { path }) {
    if (definitions.length === 1) return { value: definitions[0]!.value }
    const declarations = definitions.map(({ file, value }) => ({
      file,
      option: { kind: 'option', description: '', type: value } as Option,
    }))
    return { value: mergeDeclarations(path, declarations).type }
  },
})

/** The declaration of an option as a value. */
export const optionDeclaration: OptionType<Option, Option> = defineType({
  name: 'optionDeclaration',
  description: 'option declaration',
  phrase: 'noun',
  check: isOption,
  merge: mergeByKind,
})
