/** What may end an evaluation. `tryEval` catches what is thrown and failed assertions, nothing else. */
export type ErrorKind =
  | 'throw'
  | 'assert'
  | 'abort'
  | 'type'
  | 'eval'
  | 'recursion'
  | 'overflow'
  | 'undefined'
  | 'missing-argument'
  | 'parse'
  | 'input'
  | 'usage'

/** A step on the way from where an error arose to where evaluation began: the outermost is the head of the list. */
export interface Trace {
  readonly text: string
  readonly place: number
  /** Shown even where traces are cut short. */
  readonly always: boolean
  /** Shown only where all of the trace is asked for. */
  readonly detail: boolean
  readonly inner: Trace | undefined
}

/** An error of the evaluated program. It is no `Error` of JavaScript: where in the evaluator it arose helps nobody. */
export class NixError {
  readonly kind: ErrorKind
  readonly message: string
  place: number
  traces: Trace | undefined
  /** Names that may have been meant, best first. */
  readonly suggestions: readonly string[]
  /** The thunk that depends on itself, for an infinite recursion. */
  subject: unknown

  constructor(kind: ErrorKind, message: string, place = 0, suggestions: readonly string[] = []) {
    this.kind = kind
    this.message = message
    this.place = place
    this.traces = undefined
    this.suggestions = suggestions
    this.subject = undefined
  }

  trace(text: string, place = 0, options: { always?: boolean; detail?: boolean } = {}): this {
    const { always = false, detail = false } = options
    this.traces = { text, place, always, detail, inner: this.traces }
    return this
  }

  /** The same error with the trace so far: who catches the original may add to it. */
  copy(): NixError {
    const copy = new NixError(this.kind, this.message, this.place, this.suggestions)
    copy.traces = this.traces
    copy.subject = this.subject
    return copy
  }
}

/** Adds a step to an error on its way out. */
export function passing(error: unknown, text: string, place = 0): unknown {
  if (error instanceof NixError) error.trace(text, place)
  return error
}
