import { fail } from './errors.ts'
import type { ConfigValues, ModuleArgs } from './module.ts'
import type { Inside } from './result.ts'

/** What a module's functions are given: a name that is not given otherwise is read from `_module.args`. */
export function moduleArgs(
  special: { readonly [name: string]: unknown },
  name: string | undefined,
  config: ConfigValues,
  options: Inside,
): ModuleArgs {
  const given: { readonly [name: string]: unknown } = {
    config,
    options,
    specialArgs: special,
    ...(name === undefined ? {} : { name }),
    ...special,
  }
  return new Proxy(given, {
    get: (_, key) => {
      if (typeof key !== 'string' || Object.hasOwn(given, key)) return given[key as string]
      const others = config._module.args as { readonly [name: string]: unknown }
      if (Object.hasOwn(others, key)) return others[key]
      return fail('missing-attribute', [], `attribute '${key}' missing`, [], {
        hint: `No module argument is called ${key}: it is neither given nor set in \`_module.args\`.`,
      })
    },
  }) as ModuleArgs
}
