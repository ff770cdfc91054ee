import type { AnyModule } from './module.ts'
import { problem } from './problem.ts'

/** What a running function may ask of the fleet. */
export interface ActiveRun {
  options(host: string, user: string | undefined, module: AnyModule): unknown
  uses(host: string, user: string | undefined, module: AnyModule): boolean
}

let active: ActiveRun | undefined

export function activeRun(question: string): ActiveRun {
  if (active !== undefined) return active
  throw problem({
    code: 'asked-too-early',
    message: `${question} was asked while the fleet was being loaded, when no module has a value yet.`,
    hint: 'Ask inside a function: the body of a module, or `use: ({ host, hosts }) => [ … ]` of a host or a profile.',
  })
}

export function whileActive<T>(run: ActiveRun, body: () => T): T {
  const before = active
  active = run
  try {
    return body()
  } finally {
    active = before
  }
}
