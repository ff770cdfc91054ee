import type { ModelDefinition, ModelHost, PantherModel } from '../../synth/model.ts'

/** What changes in meaning from one flake to another. */
export interface ModelDiff {
  /** Hosts with a difference: those of the later flake in its order, then those that are gone. */
  readonly hosts: readonly HostDiff[]
  /** Files whose content differs though no definition of an option in them does: imports, inputs, what is copied. */
  readonly files: readonly { readonly path: string; readonly change: Change }[]
}

export type Change = 'added' | 'changed' | 'removed'

export interface HostDiff {
  readonly host: string
  readonly change: Change
  /** System, tags and the like; of a host that changed. */
  readonly facts: readonly { readonly name: string; readonly before: unknown; readonly after: unknown }[]
  readonly options: readonly OptionDiff[]
}

export interface OptionDiff {
  readonly path: string
  readonly change: Change
  /** Definitions in their order; none where it was not defined. */
  readonly before: readonly ModelDefinition[]
  readonly after: readonly ModelDefinition[]
  /** What it is where it is not defined, as Nix; only where that is known. */
  readonly default?: { readonly text: string; readonly declared: string }
}

/** The part of a flake that is compared. */
export interface Side {
  readonly model: Pick<PantherModel, 'hosts' | 'definitions'>
  /** Hashes by file. */
  readonly files: Readonly<Record<string, string>>
}

/**
 * Compares two flakes host by host. Where a definition stands in the source, and in which file of the flake, is no
 * difference; the order of the definitions of one option is.
 */
export function compareModels(before: Side, after: Side, meant: (host: string) => boolean): ModelDiff {
  const names = [...new Set([...Object.keys(after.model.hosts), ...Object.keys(before.model.hosts)])].filter(
    meant,
  )
  const hosts = names.flatMap((name) => compareHost(name, before.model, after.model) ?? [])
  return { hosts, files: compareFiles(before, after) }
}

function compareHost(host: string, before: Side['model'], after: Side['model']): HostDiff | undefined {
  const [was, is] = [before.hosts[host], after.hosts[host]]
  const options = compareOptions(optionsOf(before, was), optionsOf(after, is))
  if (was === undefined || is === undefined) {
    return { host, change: was === undefined ? 'added' : 'removed', facts: [], options }
  }
  const facts = compareFacts(was, is)
  return facts.length + options.length === 0 ? undefined : { host, change: 'changed', facts, options }
}

type OptionsOfHost = ReadonlyMap<string, readonly ModelDefinition[]>

function optionsOf({ definitions }: Side['model'], host: ModelHost | undefined): OptionsOfHost {
  const options = new Map<string, ModelDefinition[]>()
  const add = (files: readonly string[], prefix: string): void => {
    for (const file of files) {
      for (const [path, said] of Object.entries(definitions[file] ?? {})) {
        const known = options.get(prefix + path)
        if (known === undefined) options.set(prefix + path, [...said])
        else known.push(...said)
      }
    }
  }
  add(host?.files ?? [], '')
  for (const [user, files] of Object.entries(host?.users ?? {})) add(files, `home-manager.users.${user}.`)
  return options
}

function compareOptions(before: OptionsOfHost, after: OptionsOfHost): readonly OptionDiff[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort()
  return paths.flatMap((path): OptionDiff[] => {
    const [was, is] = [before.get(path) ?? [], after.get(path) ?? []]
    if (textsOf(was) === textsOf(is)) return []
    const change = was.length === 0 ? 'added' : is.length === 0 ? 'removed' : 'changed'
    return [{ path, change, before: was, after: is }]
  })
}

function textsOf(definitions: readonly ModelDefinition[]): string {
  return JSON.stringify(definitions.map(({ text }) => text))
}

function compareFacts(before: ModelHost, after: ModelHost): HostDiff['facts'] {
  const { files: _, users: __, ...was } = before
  const { files: ___, users: ____, ...is } = after
  const facts = { was: was as Record<string, unknown>, is: is as Record<string, unknown> }
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((name) => JSON.stringify(facts.was[name]) !== JSON.stringify(facts.is[name]))
    .map((name) => ({ name, before: facts.was[name], after: facts.is[name] }))
}

function compareFiles(before: Side, after: Side): ModelDiff['files'] {
  const said = ({ model }: Side, path: string): string =>
    JSON.stringify(
      Object.entries(model.definitions[path] ?? {}).map(([option, texts]) => [option, textsOf(texts)]),
    )
  const paths = [...new Set([...Object.keys(before.files), ...Object.keys(after.files)])].sort()
  return paths.flatMap((path): { path: string; change: Change }[] => {
    const [was, is] = [before.files[path], after.files[path]]
    if (was === is || said(before, path) !== said(after, path)) return []
    return [{ path, change: was === undefined ? 'added' : is === undefined ? 'removed' : 'changed' }]
  })
}
