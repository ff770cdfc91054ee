import { buildCommand, buildRouteMap, type Command, type RouteMap } from '@stricli/core'
import type { CliContext } from './context.ts'
import { type FleetFlags, flags, nixFlags, positional, type SelectFlags } from './flags.ts'
import { text } from './text/help.ts'

type OptionFlags = FleetFlags & { readonly user?: string }

const { json, fleet, on, user, out, against } = flags
const hosts = { kind: 'array', parameter: positional.hosts } as const

interface CommandText {
  readonly brief: string
  readonly full: string
  readonly usage: string
}

const docs = ({ brief, full, usage }: CommandText) => ({ brief, customUsage: [usage], fullDescription: full })

/** Its usage is written by hand: stricli's own cannot say that no host means all. */
function withUsage({ usage }: CommandText, made: Command<CliContext>): Command<CliContext> {
  return { ...made, formatUsageLine: ({ prefix }) => [...prefix, usage].join(' ') }
}

const init = buildCommand<{ readonly json?: boolean; readonly force?: boolean }, [string], CliContext>({
  docs: docs(text.init),
  loader: () => import('./commands/init.ts'),
  parameters: {
    flags: { json, force: flags.forceInit },
    positional: { kind: 'tuple', parameters: [positional.name] },
  },
})

const check = buildCommand<
  SelectFlags & {
    readonly fix?: boolean
    readonly deep?: boolean
    readonly overrideInput?: readonly string[]
  },
  string[],
  CliContext
>({
  docs: docs(text.check),
  loader: () => import('./commands/check.ts'),
  parameters: {
    flags: { json, fleet, on, fix: flags.fix, deep: flags.deep, overrideInput: flags.overrideInput },
    positional: hosts,
  },
})

const evaluate = buildCommand<
  FleetFlags & { readonly overrideInput?: readonly string[] },
  [string, string],
  CliContext
>({
  docs: docs(text.eval),
  loader: () => import('./commands/eval.ts'),
  parameters: {
    flags: { json, fleet, overrideInput: flags.overrideInput },
    positional: { kind: 'tuple', parameters: [positional.host, positional.anyOption] },
  },
})

const synth = buildCommand<FleetFlags & { readonly out?: string; readonly force?: boolean }, [], CliContext>({
  docs: docs(text.synth),
  loader: () => import('./commands/synth.ts'),
  parameters: { flags: { json, fleet, out, force: flags.forceSynth } },
})

const diff = buildCommand<SelectFlags & { readonly against?: string }, string[], CliContext>({
  docs: docs(text.diff),
  loader: () => import('./commands/diff.ts'),
  parameters: { flags: { json, fleet, on, against }, positional: hosts },
})

const listHosts = buildCommand<SelectFlags, string[], CliContext>({
  docs: docs(text.hosts),
  loader: () => import('./commands/hosts.ts'),
  parameters: { flags: { json, fleet, on }, positional: hosts },
})

const show = buildCommand<OptionFlags, [string, string | undefined], CliContext>({
  docs: docs(text.show),
  loader: () => import('./commands/show.ts'),
  parameters: {
    flags: { json, fleet, user },
    positional: { kind: 'tuple', parameters: [positional.host, { ...positional.option, optional: true }] },
  },
})

const why = buildCommand<OptionFlags, [string, string], CliContext>({
  docs: docs(text.why),
  loader: () => import('./commands/why.ts'),
  parameters: {
    flags: { json, fleet, user },
    positional: { kind: 'tuple', parameters: [positional.host, positional.option] },
  },
})

const searchOptions = buildCommand<FleetFlags & { readonly all?: boolean }, string[], CliContext>({
  docs: docs(text.options),
  loader: () => import('./commands/options.ts'),
  parameters: {
    flags: { json, fleet, all: flags.all },
    positional: { kind: 'array', parameter: positional.words },
  },
})

const option = buildCommand<FleetFlags, [string], CliContext>({
  docs: docs(text.option),
  loader: () => import('./commands/option.ts'),
  parameters: { flags: { json, fleet }, positional: { kind: 'tuple', parameters: [positional.anyOption] } },
})

const fmt = buildCommand<{ readonly json?: boolean; readonly check?: boolean }, string[], CliContext>({
  docs: docs(text.fmt),
  loader: () => import('./commands/fmt.ts'),
  parameters: {
    flags: { json, check: flags.checkOnly },
    positional: { kind: 'array', parameter: positional.nixPaths },
  },
})

const nix = buildCommand<
  { readonly [flag in keyof typeof nixFlags.switches]?: boolean } & {
    readonly [flag in keyof typeof nixFlags.words]?: readonly string[]
  },
  string[],
  CliContext
>({
  docs: docs(text.nix),
  loader: () => import('./commands/nix.ts'),
  parameters: {
    flags: { ...nixFlags.switches, ...nixFlags.words },
    aliases: { E: 'expr', A: 'attr', I: 'include' },
    positional: { kind: 'array', parameter: positional.nixFiles },
  },
})

const updateCatalog = buildCommand<
  FleetFlags & {
    readonly from?: string
    readonly home?: boolean
    readonly overrideInput?: readonly string[]
  },
  [string?],
  CliContext
>({
  docs: docs(text.updateCatalog),
  loader: () => import('./commands/catalog-update.ts'),
  parameters: {
    flags: { json, fleet, from: flags.from, home: flags.home, overrideInput: flags.overrideInput },
    positional: { kind: 'tuple', parameters: [{ ...positional.input, optional: true }] },
  },
})

const catalog = buildRouteMap<'update', CliContext>({
  routes: { update: withUsage(text.updateCatalog, updateCatalog) },
  docs: { brief: text.catalog.brief, fullDescription: text.catalog.full },
})

const completion = buildCommand<{ readonly json?: boolean }, [string], CliContext>({
  docs: docs(text.completion),
  loader: () => import('./commands/completion.ts'),
  parameters: { flags: { json }, positional: { kind: 'tuple', parameters: [positional.shell] } },
})

/** Every command with its flags; what it does is loaded when it is called. */
export const routes: RouteMap<CliContext> = buildRouteMap({
  routes: {
    init: withUsage(text.init, init),
    check: withUsage(text.check, check),
    eval: withUsage(text.eval, evaluate),
    synth: withUsage(text.synth, synth),
    diff: withUsage(text.diff, diff),
    hosts: withUsage(text.hosts, listHosts),
    show: withUsage(text.show, show),
    why: withUsage(text.why, why),
    options: withUsage(text.options, searchOptions),
    option: withUsage(text.option, option),
    fmt: withUsage(text.fmt, fmt),
    nix: withUsage(text.nix, nix),
    catalog,
    completion: withUsage(text.completion, completion),
  },
  docs: { brief: text.app.brief, fullDescription: text.app.full },
})
