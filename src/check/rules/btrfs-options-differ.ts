import type { DiagnosticPlace } from '../../fleet/problem.ts'
import { isAttrs } from '../../modules/plain.ts'
import type { Reading } from './reading.ts'
import type { HostRule } from './rule.ts'

/** A sub-volume that is mounted, and how. */
interface Mount {
  readonly filesystem: string
  readonly name: string
  readonly options: readonly unknown[]
  readonly at: () => readonly DiagnosticPlace[]
}

/**
 * Options that btrfs(5) takes from the first mount for the whole filesystem, by what they decide. That one mount does
 * not say how to compress is no contradiction; that one wants no copies on write and another says nothing is.
 */
const decisions: readonly { readonly option: RegExp; readonly unsaid: boolean }[] = [
  { option: /^compress(?:-force)?(?:=|$)/, unsaid: false },
  { option: /^(?:no)?datacow$/, unsaid: true },
  { option: /^(?:no)?datasum$/, unsaid: true },
]

export const btrfsOptionsDiffer: HostRule = {
  code: 'btrfs-options-differ',
  severity: 'warning',
  about: 'options of a Btrfs filesystem that differ between its sub-volumes',
  *check(host) {
    const byFilesystem = Map.groupBy([...mounted(host), ...laidOut(host)], ({ filesystem }) => filesystem)
    for (const mounts of byFilesystem.values()) {
      for (const { option, unsaid } of decisions) {
        const said = mounts.filter((mount) => unsaid || settingOf(mount, option) !== undefined)
        const kinds = [...Map.groupBy(said, (mount) => settingOf(mount, option)).values()]
        const [first, second] = kinds.flatMap(([each]) => each ?? [])
        if (first === undefined || second === undefined) continue
        const show = (mount: Mount): string => `${mount.name} with ${settingOf(mount, option) ?? 'none'}`
        yield {
          message: `Sub-volumes of one Btrfs filesystem are mounted with different options: ${show(first)}, ${show(second)}. The first mount decides for all.`,
          hint: 'Say the same for each. For one folder there is `chattr +C`, or `btrfs property set … compression`.',
          path: 'fileSystems',
          at: [...first.at(), ...second.at()],
        }
      }
    }
  },
}

function settingOf({ options }: Mount, option: RegExp): string | undefined {
  const found = options.find((each) => typeof each === 'string' && option.test(each))
  return found === undefined ? undefined : String(found).replace(/=zstd$/, '=zstd:3')
}

function* mounted(host: Reading): Iterable<Mount> {
  for (const name of host.names('fileSystems')) {
    const path = ['fileSystems', name]
    const device = host.text([...path, 'device'])
    const options = [...path, 'options']
    if (device === undefined || host.text([...path, 'fsType']) !== 'btrfs' || !isKnown(host, options))
      continue
    yield { filesystem: device, name, options: host.list(options), at: () => host.at(options) }
  }
}

function isKnown(host: Reading, name: readonly string[]): boolean {
  return !host.isUnsure(name) && host.list(name).every((option) => typeof option === 'string')
}

/** The sub-volumes of disko. */
function* laidOut(host: Reading): Iterable<Mount> {
  if (!host.mentions('disko.devices')) return
  for (const { value, at } of host.rawDefinitions('disko')) {
    for (const { path, content } of filesystems(value, [])) {
      for (const [name, volume] of Object.entries(content)) {
        if (!isAttrs(volume) || !('mountpoint' in volume)) continue
        const options = volume.mountOptions ?? []
        if (!Array.isArray(options) || !options.every((option) => typeof option === 'string')) continue
        const valuePath = ['disko', ...path, 'subvolumes', name, 'mountOptions']
        yield { filesystem: path.join('.'), name, options, at: () => at(valuePath) }
      }
    }
  }
}

function* filesystems(
  value: unknown,
  path: readonly string[],
): Iterable<{ readonly path: readonly string[]; readonly content: object }> {
  if (!isAttrs(value)) return
  if (value.type === 'btrfs' && isAttrs(value.subvolumes)) yield { path, content: value.subvolumes }
  for (const [name, inner] of Object.entries(value)) yield* filesystems(inner, [...path, name])
}
