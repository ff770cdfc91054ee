import type { Reader } from '../modules/sweeps/types.ts'
import type { Instances } from './instances.ts'
import type { AnyModule } from './module.ts'
import { problem } from './problem.ts'
import type { Said } from './said.ts'

/** What a running function reads from: set while the body of a module or a function in a list runs. */
export interface ActiveRun {
  readonly reader: Reader<Said>
  readonly instances: Instances
}

let active: ActiveRun | undefined

/** The run that is under way. `question` is what the user's code asked, for the message where there is none. */
export function activeRun(question: string): ActiveRun {
  if (active !== undefined) return active
  throw problem({
    code: 'asked-too-early',
    message: `${question} was asked while the fleet was being loaded, when no module has a value yet.`,
    hint: 'Ask inside a function: the body of a module, or `use: ({ host, hosts }) => [ … ]` of a host or a profile.',
  })
}

/** Whether a module is on, in the run that is under way. */
export function isOn(host: string, user: string | undefined, module: AnyModule, question: string): boolean {
  const { reader, instances } = activeRun(question)
  return reader.peek(instances.get(host, user, module).enable) === true
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
