import type { Case } from '../neutral.ts'
import { options } from './options.ts'
import { properties } from './properties.ts'
import { submodules } from './submodules.ts'
import { types } from './types.ts'

export const cases: readonly Case[] = [...properties, ...types, ...options, ...submodules]
