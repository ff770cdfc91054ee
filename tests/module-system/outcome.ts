import { ModuleError } from '../../src/modules/index.ts'

/** What evaluating a case comes to: a value, or a kind of error and its message. */
export type Outcome = { readonly value: unknown } | { readonly error: string; readonly message: string }

/** Kinds of errors by what the module system of nixpkgs says. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/^The option `[\s\S]*?' does not exist\./, 'unknown-option'],
  [/is not of type `/, 'type-mismatch'],
  [/is neither a value of type/, 'type-mismatch'],
  [/you're trying to define a value of type/, 'type-mismatch'],
  [/has conflicting definition values/, 'conflict'],
  [/has conflicting option types/, 'conflict'],
  [/is defined multiple times while/, 'conflict'],
  [/is defined both null and not null/, 'conflict'],
  [/is defined both as/, 'conflict'],
  [/^Cannot merge definitions of/, 'conflict'],
  [/was accessed but has no value defined/, 'no-value'],
  [/is read-only, but it's set/, 'read-only'],
  [/is already declared in/, 'declared-twice'],
  [/would be a parent of the following options/, 'parent-of-options'],
  [/expected an option declaration at option path/, 'not-an-option'],
  [/^An option declaration for/, 'not-an-option'],
  [/^Failed assertion: /, 'assertion-failed'],
  [/called with a non-Boolean condition/, 'condition-not-boolean'],
  [/infinite recursion encountered/, 'infinite-recursion'],
  [/can no longer be used since it's been removed/, 'removed-option'],
  [/^Expected a module, but found/, 'not-a-module'],
  [/^Module imports can't be nested lists/, 'not-a-module'],
  [/does not look like a module/, 'not-a-module'],
  [/has an unsupported attribute/, 'not-a-module'],
  [/^attribute '.*' missing/, 'missing-attribute'],
]

export function kindOfMessage(message: string): string {
  const trimmed = message.trim()
  return kinds.find(([pattern]) => pattern.test(trimmed))?.[1] ?? 'thrown'
}

/** The message of what `nix-instantiate` wrote to its error output. */
export function nixMessage(stderr: string): string {
  const start = stderr.search(/^error: /m)
  const text = stderr.slice(start + 'error: '.length)
  const end = text.search(/\n\s*\n\s+at |\n\s*\n\s+… |\n\s*… while|\n\(use '--show-trace'/)
  // Nix indents all lines of a message but the first by seven columns.
  return (end === -1 ? text : text.slice(0, end)).replace(/\n {7}/g, '\n').trim()
}

/** Runs something of ours. */
export function outcomeOf(run: () => unknown): Outcome {
  try {
    return { value: run() }
  } catch (error) {
    if (error instanceof ModuleError) return { error: error.data.code, message: error.data.message.trim() }
    return { error: 'thrown', message: error instanceof Error ? error.message : String(error) }
  }
}
