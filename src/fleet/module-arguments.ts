import type { AnyValue } from '../catalog/values.ts'
import { type OptionTree, option, optionTree } from '../modules/index.ts'
import { t } from './types.ts'

/** What the module system itself takes beside the options of NixOS and Home Manager. */
export interface WithModuleArguments {
  readonly _module?: {
    /**
     * Arguments for modules written in Nix, computed by modules: `{ greeting, ... }: …`. Imports cannot depend on them;
     * `specialArgs` of a host and of the fleet are there before.
     */
    readonly args?: { readonly [name: string]: AnyValue }
  }
}

const own = optionTree({
  _module: {
    args: option(t.lazyAttrsOf(t.raw), { default: {}, description: 'Arguments for modules written in Nix.' }),
  },
})

/** The options together with those of the module system itself. */
export function withModuleArguments(tree: OptionTree): OptionTree {
  return { ...tree, child: (name) => own.child(name) ?? tree.child(name) }
}
