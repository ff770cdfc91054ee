import type { HomeConfig } from '../catalog/index.ts'
import { activeRun, isOn } from './active.ts'
import type { Context, Hosts, HostWith, User } from './context.ts'
import { configOf, type Host } from './host.ts'
import type { Instance } from './instances.ts'
import type { AnyModule } from './module.ts'
import { problem } from './problem.ts'
import type { Scope } from './scope.ts'
import { showSnapshot, takeSnapshot } from './snapshot.ts'

/** Gives every function of the fleet what it sees. */
export function makeContexts(all: readonly Host[], byName: ReadonlyMap<string, Host>) {
  const hosts = makeHosts(all, byName)
  return (scope: Scope, instance?: Instance): Context => new FunctionContext(scope, instance, hosts)
}

/** A class, because a large fleet has very many of them. */
class FunctionContext implements Context {
  readonly hosts: Hosts
  readonly #scope: Scope
  readonly #instance: Instance | undefined

  constructor(scope: Scope, instance: Instance | undefined, hosts: Hosts) {
    this.#scope = scope
    this.#instance = instance
    this.hosts = hosts
  }

  get cfg(): Context['cfg'] {
    return (this.#instance?.cfg ?? noOptions) as Context['cfg']
  }

  get host(): Host {
    return this.#scope.host
  }

  get user(): User {
    return userOf(this.#scope)
  }
}

const noOptions = Object.freeze({})

function userOf({ host, user }: Scope): User {
  if (user === undefined) {
    throw problem({
      code: 'no-user',
      message: `user was read on the host ${host.name}, where no user is meant.`,
      hint: "Use the module or profile for a user: home('alice', [ … ]).",
      host: host.name,
    })
  }
  return Object.freeze({
    name: user,
    get config() {
      return configOf<HomeConfig>(host.name, user)
    },
    get: <Out>(module: unknown) =>
      activeRun('user.get').instances.get(host.name, user, module as AnyModule).cfg as Out,
    uses: (module: AnyModule) => isOn(host.name, user, module, 'user.uses'),
  })
}

function makeHosts(all: readonly Host[], byName: ReadonlyMap<string, Host>): Hosts {
  const frozen = Object.freeze([...all])
  return Object.freeze({
    all: frozen,
    [Symbol.iterator]: () => frozen[Symbol.iterator](),
    get(name: string) {
      const host = byName.get(name)
      if (host !== undefined) return host
      throw problem({
        code: 'unknown-host',
        message: `The fleet has no host ${name}.`,
        hint: `It has: ${[...byName.keys()].join(', ')}.`,
      })
    },
    tagged: (tag: string) => frozen.filter((host) => host.tags.includes(tag)),
    using: (module: unknown) => using(frozen, module as AnyModule),
  }) as Hosts
}

/** One dependency for whoever asks, however many hosts there are. */
function using(all: readonly Host[], module: AnyModule): readonly HostWith<unknown>[] {
  const { reader, instances } = activeRun('hosts.using')
  const snapshots = reader.memo(`using:${module.moduleName}`, (inner) =>
    all.map((host) => {
      const instance = instances.get(host.name, undefined, module)
      return inner.peek(instance.enable) === true ? takeSnapshot(instance, inner, instances) : undefined
    }),
  )
  let list = lists.get(snapshots)
  if (list === undefined) {
    const using = all.flatMap((host, index) => {
      const snapshot = snapshots[index]
      return snapshot === undefined
        ? []
        : [Object.freeze({ host, cfg: showSnapshot(snapshot, instances.get(host.name, undefined, module)) })]
    })
    list = Object.freeze(using)
    lists.set(snapshots, list)
  }
  return list
}

const lists = new WeakMap<readonly unknown[], readonly HostWith<unknown>[]>()
