import type { Deferred } from './deferred.ts'
import { enableOption } from './enable-option.ts'
import { type OptionsIn, type OptionsOut, option } from './option.ts'
import type { OptionType } from './option-type.ts'
import { mkDefault, mkForce, mkIf, mkMerge } from './properties.ts'
import { t } from './types/index.ts'

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
function same<A, B>(_: Same<A, B>): void {}

const options = {
  enable: enableOption('it'),
  mode: option(t.enum('fast', 'safe'), { default: 'safe', description: 'How.' }),
  ports: option(t.listOf(t.port), { default: [], description: 'Where.' }),
  limits: option(t.attrsOf(t.nullOr(t.int)), { description: 'Limits by name.' }),
  file: option(t.nix(t.path), { description: 'A file.' }),
  count: option(t.listOf(t.str), { description: 'How many.', apply: (list) => list.length }),
  net: { address: option(t.ipAddress, { description: 'Where it is.' }) },
  users: option(
    t.attrsOf(
      t.submodule(
        {
          home: option(t.str, { description: 'Where it lives.' }),
          uid: option(t.nullOr(t.int), { default: null, description: 'Number.' }),
        },
        { home: ({ name, cfg }) => `/home/${name}/${cfg.uid}` },
      ),
    ),
    { default: {}, description: 'Users.' },
  ),
}
type In = OptionsIn<typeof options>
type Out = OptionsOut<typeof options>

same<Out['enable'], boolean>(true)
same<Out['mode'], 'fast' | 'safe'>(true)
same<Out['ports'], readonly number[]>(true)
same<Out['limits'], { readonly [n: string]: number | null }>(true)
same<Out['file'], string | Deferred<string>>(true)
same<Out['count'], number>(true)
same<Out['net'], { readonly address: string }>(true)
same<Out['users'][string]['home'], string>(true)

export const good: In = {
  enable: true,
  mode: mkForce('fast'),
  ports: mkIf(true, [80, mkIf(false, 443)]),
  limits: { open: 3, other: null, third: mkDefault(4) },
  count: ['a'],
  net: { address: '192.0.2.1' },
  users: mkMerge([{ alice: { uid: 1000 } }, { bob: mkIf(true, { home: '/b' }) }]),
}

// @ts-expect-error: no such mode
export const wrongEnum: In = { mode: 'slow' }
// @ts-expect-error: no such mode, inside a property
export const wrongForced: In = { mode: mkForce('slow') }
// @ts-expect-error: a text is no port
export const wrongElement: In = { ports: ['80'] }
// @ts-expect-error: no such option
export const unknown: In = { enabel: true }
// @ts-expect-error: no such option of a user
export const unknownInside: In = { users: { alice: { ui: 1 } } }
// @ts-expect-error: the default is no value of the type
option(t.enum('a', 'b'), { default: 'c', description: '' })
// @ts-expect-error: nobody knows this option, so it has no computed default
t.submodule({ a: option(t.int, { description: '' }) }, { b: () => 1 })
// @ts-expect-error: the computed default is of another type
t.submodule({ a: option(t.int, { description: '' }) }, { a: () => 'x' })

const tag = t.attrTag({ text: option(t.lines, {}), file: option(t.path, {}) })
type TagIn = typeof tag extends OptionType<infer I, unknown> ? I : never
export const oneTag: TagIn = { text: 'a' }
// @ts-expect-error: no such tag
export const noTag: TagIn = { txt: 'a' }
