import type { ModuleData } from './module.ts'
import { option } from './option.ts'
import { lazyAttrsOf } from './types/attrs-of.ts'
import { nullOr } from './types/null-or.ts'
import { optionTypeType } from './types/option-type-type.ts'
import { bool, raw } from './types/simple.ts'

/** What every evaluation declares for itself: arguments, checking, and the type of other definitions. */
export const internalModule: ModuleData = {
  file: 'lib/modules.nix',
  key: 'lib/modules.nix',
  options: {
    _module: {
      args: option(lazyAttrsOf(raw), { description: 'Arguments of all modules.', internal: true }),
      check: option(bool, {
        description: 'Whether to refuse definitions without option.',
        default: true,
        internal: true,
      }),
      freeformType: option(nullOr(optionTypeType), {
        description: 'The type of definitions without option.',
        default: null,
        internal: true,
      }),
    },
  },
}
