export type { FlakeFile } from './files.ts'
export type { Flake, SynthesizeOptions } from './flake.ts'
export {
  catalogKnowledge,
  type Knowledge,
  knowNothing,
  type OptionScope,
  type PlaceKind,
} from './knowledge.ts'
export {
  type ModelDefinition,
  type ModelDefinitions,
  type ModelHost,
  modelText,
  type PantherModel,
  type WrittenFiles,
} from './model.ts'
export { synthesize } from './synthesize.ts'
export { type FileSystem, type Kind, nodeFileSystem } from './write/file-system.ts'
export { nodeSpawn, type Spawn } from './write/git.ts'
export { FlakeBusyError } from './write/lock.ts'
export type { Conflict } from './write/plan.ts'
export { type WriteOptions, type WriteReport, writeFlake } from './write/write.ts'
