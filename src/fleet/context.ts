import type { HomeConfig } from '../catalog/index.ts'
import type { Host } from './host.ts'
import type { AnyModule, Module } from './module.ts'

/** What a function in a fleet is given. It is pure: the same reads give the same definitions. */
export interface Context<Cfg = Record<never, never>> {
  /** The module's own options on this host, or for this user. */
  readonly cfg: Cfg
  /** The host that is being described. */
  readonly host: Host
  /** All hosts of the fleet. */
  readonly hosts: Hosts
  /** The user that is being described. Reading it where no user is meant is an error. */
  readonly user: User
}

/** The user whose definitions are made, on the host that is being described. */
export interface User {
  readonly name: string
  /** What Home Manager computes for this user. */
  readonly config: HomeConfig
  /** The module's options for this user, also where it is off. */
  get<Out>(module: Module<never, Out>): Out
  /** Whether the module is on for this user. */
  uses(module: AnyModule): boolean
}

/** The hosts of the fleet, to be read: `hosts.using(exporter).map(({ host, cfg }) => `${host.address}:${cfg.port}`)`. */
export interface Hosts extends Iterable<Host> {
  /** Every host, in the order of the fleet. */
  readonly all: readonly Host[]
  /** The host of that name; an error where there is none. */
  get(name: string): Host
  /** The hosts that have the tag. */
  tagged(tag: string): readonly Host[]
  /** The hosts on which the module is on, with its options there. */
  using<Out>(module: Module<never, Out>): readonly HostWith<Out>[]
}

/** A host on which a module is on, with the module's options there. */
export interface HostWith<Out> {
  readonly host: Host
  readonly cfg: Out
}
