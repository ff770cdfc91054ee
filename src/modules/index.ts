export { aliasModule, mkAliasDefinitions, mkDerivedConfig, type Renaming, renamedModule } from './aliases.ts'
export { type Deferred, deferred, deferredKey, isDeferred } from './deferred.ts'
export { enableOption } from './enable-option.ts'
export {
  errorData,
  ModuleError,
  type ModuleErrorCode,
  type ModuleErrorData,
  type ShownDefinition,
} from './errors.ts'
export { type Configuration, type Evaluation, evaluate } from './evaluate.ts'
export { type DefinedOption, type EvaluatedOptions, evaluateOptions } from './evaluate-options.ts'
export type { TreeResult, Unmatched } from './evaluate-tree.ts'
export { force, isLazy, type Lazy, lazy } from './lazy.ts'
export { type MergeOutcome, mergeOption, pantherEnv } from './merge-option.ts'
export type { ConfigValues, Module, ModuleArgs, ModuleData } from './module.ts'
export {
  aliasOption,
  changedOption,
  findOption,
  type Move,
  mapDefinition,
  removedOption,
  renamedOption,
} from './moved.ts'
export { noOption } from './no-option.ts'
export {
  isOption,
  type Option,
  type OptionSettings,
  type Options,
  type OptionsIn,
  type OptionsOut,
  option,
} from './option.ts'
export { isOptionTree, type OptionTree, optionTree } from './option-tree.ts'
export type { At, Definition, Env, Merged, OptionType, Path, Phrase, Place } from './option-type.ts'
export { isPartlyDeferred, type PartlyDeferred } from './partly-deferred.ts'
export { problemsOf } from './problems.ts'
export * from './properties.ts'
export { changedModule, mergedModule, removedModule } from './removed-modules.ts'
export type { DefinitionRecord, DefinitionState, Inside, Result } from './result.ts'
export { sameValue } from './same-value.ts'
export { settle } from './settle.ts'
export { showFiles, showName, showPath } from './show-path.ts'
export { showDefinitions, showValue } from './show-value.ts'
export { type OptionDefinition, type Renamed, type Split, splitDefinition } from './split-definition.ts'
export type { Structure } from './structure.ts'
export { editDistance, nearest } from './suggest.ts'
export { defineType, type TypeParts } from './types/define.ts'
export { t } from './types/index.ts'
export { type Assertion, type SubmoduleParts, submoduleOf } from './types/submodule.ts'
export {
  type Computed,
  type SubmoduleContext,
  type SubmoduleMore,
  withComputed,
} from './types/submodule-options.ts'
export { unknownOption } from './unknown-option.ts'
