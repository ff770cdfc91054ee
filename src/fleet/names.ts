import { problem } from './problem.ts'

/** Names become file names and attribute names, so they are held to what both can be. */
export function checkName(what: string, name: string, pattern: RegExp): void {
  if (typeof name === 'string' && pattern.test(name)) return
  throw problem({
    code: 'bad-name',
    message: `${JSON.stringify(name)} cannot be the name of a ${what}.`,
    hint: rules[what] ?? `It must match ${pattern.source}.`,
  })
}

/** What the patterns say, in words. */
const rules: Readonly<Record<string, string>> = {
  host: 'Letters, digits, dashes and underscores, beginning and ending with a letter or a digit.',
  module:
    'Letters, digits, dashes and underscores, beginning with a letter; several such names joined by dots.',
  profile:
    'Letters, digits, dashes and underscores, beginning with a letter; several such names joined by slashes.',
  secret: 'Letters, digits, dashes and underscores, beginning with a letter.',
}
