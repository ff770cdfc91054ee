import { problem } from './problem.ts'

/** Names become file names and attribute names, so they are held to what both can be. */
export function checkName(what: string, name: string, pattern: RegExp): void {
  if (typeof name === 'string' && pattern.test(name)) return
  throw problem({
    code: 'bad-name',
    message: `${JSON.stringify(name)} cannot be the name of a ${what}.`,
    hint: `It must match ${pattern.source}.`,
  })
}
