import { configurationOf } from '../fleet/configuration.ts'
import { showKeys } from '../fleet/key-token.ts'
import type { Diagnostic } from '../fleet/problem.ts'
import type { ResolvedFleet, ResolvedHost } from '../fleet/resolved.ts'
import { expressionsOf, type Placed } from './statements.ts'

interface Edge {
  readonly from: Node
  readonly to: Node
  readonly said: Placed
  readonly host: ResolvedHost
}

interface Node {
  readonly host: string
  readonly path: readonly string[]
}

/**
 * Values that need themselves by way of other hosts: Nix would say no more than "infinite recursion". Only what the
 * fleet itself defines is seen; what NixOS's modules derive from it is not.
 */
export function checkHostCycles({ hosts }: ResolvedFleet): readonly Diagnostic[] {
  let edges = hosts.flatMap((host) => expressionsOf(host).flatMap((said) => edgeOf(said, host)))
  for (;;) {
    const cycles = findCycles(edges)
    const idle = new Set(cycles.flat().filter((edge) => !isRead(edge)))
    if (idle.size === 0) return cycles.map(describeCycle)
    edges = edges.filter((edge) => !idle.has(edge))
  }
}

function edgeOf(said: Placed, host: ResolvedHost): readonly Edge[] {
  const { data, user, whole } = said
  if (data.kind !== 'config' || whole.length === 0) return []
  const from = { host: host.host.name, path: ofHost(user, whole) }
  const to = { host: data.host, path: ofHost(data.user, data.path) }
  return [{ from, to, said, host }]
}

function ofHost(user: string | undefined, path: readonly string[]): readonly string[] {
  return user === undefined ? path : ['home-manager', 'users', user, ...path]
}

/** Whether anybody looks at the definition: one that gives way to a better one is never computed. */
function isRead({ said, host }: Edge): boolean {
  if (host.host.isDarwin) return true
  try {
    const option = configurationOf(host, said.user).find(said.whole)
    return option === undefined || option.highestPriority >= said.priority
  } catch {
    // What is wrong with the option is said elsewhere.
    return true
  }
}

function findCycles(edges: readonly Edge[]): readonly (readonly Edge[])[] {
  const byHost = Map.groupBy(edges, ({ from }) => from.host)
  const found: (readonly Edge[])[] = []
  const done = new Set<Edge>()
  for (const start of edges) {
    if (done.has(start)) continue
    const cycle = findCycle(start, byHost, done)
    if (cycle !== undefined) found.push(cycle)
  }
  return found
}

/** Depth-first, without recursion; gives the edges of the first cycle met. */
function findCycle(
  start: Edge,
  byHost: ReadonlyMap<string, readonly Edge[]>,
  done: Set<Edge>,
): readonly Edge[] | undefined {
  const trail: { readonly edge: Edge; readonly next: Iterator<Edge> }[] = []
  const onTrail = new Set<Edge>()
  const enter = (edge: Edge) => {
    onTrail.add(edge)
    trail.push({ edge, next: following(edge, byHost)[Symbol.iterator]() })
  }
  enter(start)
  while (trail.length > 0) {
    const top = trail.at(-1)!
    const next = top.next.next()
    if (next.done === true) {
      done.add(top.edge)
      onTrail.delete(top.edge)
      trail.pop()
    } else if (onTrail.has(next.value)) {
      const cycle = trail.map(({ edge }) => edge).slice(trail.findIndex(({ edge }) => edge === next.value))
      for (const { edge } of trail) done.add(edge)
      return cycle
    } else if (!done.has(next.value)) {
      enter(next.value)
    }
  }
  return undefined
}

/**
 * The definitions that the target of a reference depends on: those of it and above it. A definition below it may
 * never be read by who reads the whole.
 */
function following({ to }: Edge, byHost: ReadonlyMap<string, readonly Edge[]>): readonly Edge[] {
  return (byHost.get(to.host) ?? []).filter(({ from }) =>
    from.path.every((name, index) => to.path[index] === name),
  )
}

function describeCycle(cycle: readonly Edge[]): Diagnostic {
  const show = ({ host, path }: Node) => `${host}: ${showKeys(path.join('.'))}`
  const steps = cycle.map(({ from }) => show(from))
  return {
    code: 'reference-cycle',
    severity: 'error',
    message: `These values need each other: ${[...steps, steps[0]].join(' → ')}.`,
    path: cycle[0]!.from.path.join('.'),
    host: cycle[0]!.from.host,
    at: cycle.flatMap(({ from, said }) => {
      const place = said.place()
      return place === undefined ? [] : [{ ...place, label: show(from), valuePath: said.path }]
    }),
    hint: 'Write one of the values down instead of referring to it.',
  }
}
