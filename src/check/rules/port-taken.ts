import { type Listener, listenersOf } from './listeners.ts'
import type { HostRule } from './rule.ts'

export const portTaken: HostRule = {
  code: 'port-taken',
  severity: 'warning',
  about: 'two services of a host that listen on one port',
  *check(host) {
    const byPort = Map.groupBy(listenersOf(host), ({ protocol, port }) => `${protocol} ${port}`)
    for (const all of byPort.values()) {
      if (all.length < 2) continue
      const pair = clash(all)
      if (pair === undefined) continue
      const [first, second] = pair
      yield {
        message: `${first.service} and ${second.service} both listen on port ${first.port} of ${host.host.name}.`,
        hint: 'Give one of them another port.',
        path: second.path,
        at: [...host.at(first.path, first.service), ...host.at(second.path, second.service)],
      }
    }
  },
}

function clash(all: readonly Listener[]): readonly [Listener, Listener] | undefined {
  for (const [index, first] of all.entries()) {
    for (const second of all.slice(index + 1)) {
      const sameAddress =
        first.address === undefined || second.address === undefined || first.address === second.address
      if (sameAddress && first.service !== second.service) return [first, second]
    }
  }
  return undefined
}
