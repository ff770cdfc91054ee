import type { Place } from '../modules/option-type.ts'
import { parsePath } from '../modules/parse-path.ts'
import type { PantherModel } from '../synth/model.ts'

/** A definition of the fleet, as a file of the flake has it. */
export interface Said {
  /** The file of the flake. */
  readonly file: string
  /** Its option, named from the host's configuration, also where a user's Home Manager has it. */
  readonly option: readonly string[]
  /** How many names at the beginning of the option the file leaves out. */
  readonly outside: number
  /** As it stands in the flake. */
  readonly text: string
  /** In the fleet; `file` is relative to its folder. */
  readonly at: Place | undefined
}

/** All that the files of a host say, those of its users last. */
export function saidOn(host: string, { hosts, definitions }: PantherModel): readonly Said[] {
  const { files = [], users = {} } = hosts[host] ?? {}
  const parts = [
    ...files.map((file) => [file, []] as const),
    ...Object.entries(users).flatMap(([user, own]) =>
      own.map((file) => [file, ['home-manager', 'users', user]] as const),
    ),
  ]
  return parts.flatMap(([file, outside]) =>
    Object.entries(definitions[file] ?? {}).flatMap(([name, all]) => {
      const option = [...outside, ...(parsePath(name) ?? [name])]
      return all.map(({ text, at }) => ({ file, option, outside: outside.length, text, at }))
    }),
  )
}
