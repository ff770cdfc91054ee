import { misuse } from '../answer.ts'
import { nearest } from '../text/nearest.ts'
import { text } from '../text/select.ts'
import { isLiteral, matches } from './match.ts'
import { parseSelection, SelectionError } from './parse.ts'
import { printSelection, type Selectable, type Selection } from './selection.ts'

/** How hosts were named on the command line. */
export interface Choice {
  /** Names and patterns: a host is meant where one of them fits. */
  readonly names: readonly string[]
  /** The expression of `--on`, which must fit too. */
  readonly on: string | undefined
}

/**
 * The hosts that are meant, in the order of the fleet; all where nothing was said. A name that no host has, and a
 * choice that leaves none, stop the command.
 */
export function chooseHosts<H extends Selectable>(hosts: readonly H[], choice: Choice): readonly H[] {
  const selection = selectionOf(choice)
  if (selection === undefined) return hosts
  for (const name of literalNames(selection)) {
    if (!hosts.some((host) => host.name === name)) throw unknownHost(name, hosts)
  }
  const chosen = hosts.filter((host) => matches(selection, host))
  if (chosen.length > 0) return chosen
  throw misuse(
    'no-host-matches',
    text.nothingMatches(printSelection(selection)),
    whatThereIs(hosts, selection),
  )
}

/** The tags or classes of the fleet, whichever was asked for. */
function whatThereIs(hosts: readonly Selectable[], selection: Selection): string | undefined {
  const asked = fieldsOf(selection)
  const tags = [...new Set(hosts.flatMap((host) => host.tags))].sort()
  const classes = [...new Set(hosts.flatMap((host) => host.class ?? []))].sort()
  const said = [
    ...(asked.has('class') && classes.length > 0 ? [text.classes(classes)] : []),
    ...(asked.has('tag') && tags.length > 0 ? [text.tags(tags)] : []),
  ]
  return said.length === 0 ? undefined : said.join(' ')
}

function fieldsOf(selection: Selection): ReadonlySet<string> {
  switch (selection.kind) {
    case 'term':
      return new Set([selection.field])
    case 'not':
      return fieldsOf(selection.of)
    default:
      return fieldsOf(selection.left).union(fieldsOf(selection.right))
  }
}

/** The one host of that name; stops the command where there is none. */
export function chooseHost<H extends { readonly name: string }>(hosts: readonly H[], name: string): H {
  const host = hosts.find((candidate) => candidate.name === name)
  if (host === undefined) throw unknownHost(name, hosts)
  return host
}

function selectionOf(choice: Choice): Selection | undefined {
  const names = choice.names.map((pattern): Selection => ({ kind: 'term', field: 'name', pattern }))
  const named = names.length === 0 ? undefined : names.reduce((left, right) => ({ kind: 'or', left, right }))
  if (choice.on === undefined) return named
  const on = parse(choice.on)
  return named === undefined ? on : { kind: 'and', left: named, right: on }
}

function parse(expression: string): Selection {
  try {
    return parseSelection(expression)
  } catch (error) {
    if (!(error instanceof SelectionError)) throw error
    throw misuse(
      'bad-selection',
      text.badExpression(error.message),
      `${expression}\n${' '.repeat(error.at)}^`,
    )
  }
}

function literalNames(selection: Selection): readonly string[] {
  switch (selection.kind) {
    case 'term':
      return selection.field === 'name' && isLiteral(selection.pattern) ? [selection.pattern] : []
    case 'not':
      return literalNames(selection.of)
    default:
      return [...literalNames(selection.left), ...literalNames(selection.right)]
  }
}

function unknownHost(name: string, hosts: readonly { readonly name: string }[]): Error {
  const names = hosts.map((host) => host.name)
  const meant = nearest(name, names)
  const hint = meant.length > 0 ? text.didYouMean(meant) : names.length > 0 ? text.hosts(names) : text.noHosts
  return misuse('unknown-host', text.unknownHost(name), hint)
}
