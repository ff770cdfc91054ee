import type { Module } from '../module.ts'
import { moduleOf } from '../module-of.ts'
import type { OptionType } from '../option-type.ts'
import { isAttrs } from '../plain.ts'
import { showPath } from '../show-path.ts'
import { defineType } from './define.ts'
import { submoduleOf } from './submodule.ts'

/** A module that becomes part of another configuration: definitions are collected, not evaluated. */
export function deferredModuleWith(modules: readonly Module[]): OptionType<unknown, Module> {
  return defineType({
    name: 'deferredModule',
    description: 'module',
    phrase: 'noun',
    special: 'takes properties',
    check: (value) => isAttrs(value) || typeof value === 'function',
    merge: (definitions, { path }) => ({
      value: {
        imports: [
          ...modules,
          ...definitions.map(({ file, value }) => ({
            file: `${file}, via option ${showPath(path)}`,
            imports: [moduleOf(value)],
          })),
        ],
      },
    }),
    structure: submoduleOf({ modules }).structure,
    modules: () => modules,
    withModules: deferredModuleWith,
    functor: {
      name: 'deferredModuleWith',
      payload: modules,
      type: deferredModuleWith as (payload: never) => OptionType,
      join: (a: readonly Module[], b: readonly Module[]) => [...a, ...b],
    },
  })
}

export const deferredModule: OptionType<unknown, Module> = deferredModuleWith([])
