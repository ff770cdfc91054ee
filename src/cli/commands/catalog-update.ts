import { resolve } from 'node:path'
import type { FactNode } from '../../catalog/facts.ts'
import { shippedCatalog } from '../../catalog/index.ts'
import { releaseOf } from '../../catalog/release.ts'
import { listOptions } from '../../catalog/search.ts'
import { factsFromEvaluation } from '../../catalog/sources/evaluated.ts'
import { factsFromOptionsJson } from '../../catalog/sources/options-json.ts'
import { withUnlisted } from '../../catalog/sources/unlisted.ts'
import type { Fleet } from '../../fleet/fleet.ts'
import { isFramework } from '../../fleet/frameworks.ts'
import { type Answer, misuse } from '../answer.ts'
import { isAddress, orStop, readJson } from '../catalogs/read-source.ts'
import { type Gathered, writeOwn } from '../catalogs/update.ts'
import type { CliContext } from '../context.ts'
import type { OverrideFlags } from '../deep/given-inputs.ts'
import type { FleetFlags } from '../flags.ts'
import { loadFleet } from '../load/load.ts'
import { type CommandFunction, command } from '../present.ts'
import { text } from '../text/catalog.ts'

interface UpdateFlags extends FleetFlags, OverrideFlags {
  readonly from?: string | undefined
  readonly home?: boolean | undefined
}

interface Updated {
  readonly input: string
  readonly source: string
  readonly options: number
  readonly files: readonly string[]
}

async function compute(context: CliContext, flags: UpdateFlags, input = 'nixpkgs'): Promise<Answer<Updated>> {
  const { fleet, root } = await loadFleet(context, flags.fleet)
  const url = urlOf(fleet, input)
  const from = flags.from ?? channelOf(fleet, input, url) ?? url
  const reading = { isHome: flags.home ?? /^home-manager/.test(input), fleet, root, flags, context }
  const gathered = isPublished(from, context)
    ? await published(from, input, reading)
    : await evaluated(from, input, reading)
  const files = writeOwn(root, input, gathered, context)
  const options = [gathered.nixos, gathered.home].reduce((sum, facts) => sum + countOf(facts), 0)
  return { data: { input, source: gathered.source, options, files }, diagnostics: [] }
}

/** The address of an input. Stops where the fleet has none of that name, or its name cannot be a file's. */
function urlOf({ spec: { inputs } }: Fleet, name: string): string {
  const input = Object.hasOwn(inputs, name) ? inputs[name] : undefined
  if (input === undefined)
    throw misuse('missing-input', text.noInput(name, Object.keys(inputs)), text.noInputHint)
  if (!/^[A-Za-z_][\w-]*$/.test(name)) throw misuse('bad-name', text.badInputName(name))
  return typeof input === 'string' ? input : input.url
}

/** Where the options of a release of nixpkgs are published. */
function channelOf(fleet: Fleet, name: string, url: string): string | undefined {
  const release = isNixpkgs(fleet, name) ? releaseOf(url) : undefined
  return release === undefined ? undefined : `https://channels.nixos.org/nixos-${release}/options.json.br`
}

function isNixpkgs({ spec }: Fleet, name: string): boolean {
  return name === 'nixpkgs' || spec.hosts.some(({ nixpkgs }) => nixpkgs === name)
}

/** A file or an address of JSON; all else is evaluated. */
function isPublished(from: string, { files, directory }: CliContext): boolean {
  return isAddress(from)
    ? /\.json(?:\.(?:br|gz))?(?:[?#]|$)/.test(from)
    : files.isFile(resolve(directory, from)) || /\.(?:json|br|gz)$/.test(from)
}

interface Reading {
  readonly isHome: boolean
  readonly fleet: Fleet
  readonly root: string
  readonly flags: UpdateFlags
  readonly context: CliContext
}

/** The options of a published file. Those of a whole system lack what documentation does not list. */
async function published(
  from: string,
  input: string,
  { isHome, fleet, context }: Reading,
): Promise<Gathered> {
  const json = await readJson(from, context)
  const isWhole = isNixpkgs(fleet, input) || isFramework(input)
  const listed = orStop(() => factsFromOptionsJson(json, from, isWhole ? undefined : input))
  const release = releaseOf(from) ?? releaseOf(urlOf(fleet, input))
  const source = `${input}${release === undefined ? '' : ` ${release}`}, ${isAddress(from) ? from : `the file ${from}`}`
  const shipped = shippedCatalog()
  if (isHome) return { source, home: isWhole ? withUnlisted(listed, shipped.home.root) : listed }
  return { source, nixos: isWhole ? withUnlisted(listed, shipped.nixos.root) : listed }
}

/** The options that are found in a folder or a flake. */
async function evaluated(
  from: string,
  input: string,
  { isHome, fleet, root, flags, context }: Reading,
): Promise<Gathered> {
  const { evaluateOptions } = await import('../catalogs/evaluate.ts')
  const isSystem = isNixpkgs(fleet, input)
  const kind = isSystem ? 'nixos' : isHome ? 'home' : 'modules'
  const json = await evaluateOptions({ kind, input, from, inputs: fleet.spec.inputs, root }, flags, context)
  const facts = orStop(() => factsFromEvaluation(json, kind === 'modules' ? input : undefined))
  const source = `${input}, ${from}`
  return kind === 'home' ? { source, home: facts } : { source, nixos: facts }
}

function countOf(facts: FactNode | undefined): number {
  return facts === undefined ? 0 : [...listOptions(facts)].length
}

function render({ input, options, source, files }: Updated, { style }: CliContext): string {
  const lines = [
    text.updated(style.stdout.strong(input), options, source),
    ...files.map((file) => `  ${file}`),
  ]
  return `${lines.join('\n')}\n`
}

const update: CommandFunction<UpdateFlags, [string?]> = command({ compute, render })

export default update
